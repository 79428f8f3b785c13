import SchedCore
import Testing

struct TreeTextTests {
  private let text = TreeText(
    bins: FeatureBins(edges: [[1, 2, 3], [], [0.5]], categoryCounts: [0, 4, 0]), leafUnit: 0.5)

  private func read(_ line: String) throws -> Tree {
    try Array(line.utf8).withUnsafeBufferPointer { try TreeTextReader.tree($0, text) }
  }

  /// The text by hand: radix 257, so the set of feature 1 is 1 + 2·(256 + 257·1) = 1027, and the
  /// cut of feature 0 at bin 2 with missing ones to the left is 1 + 1 + 2·2 = 6.
  @Test
  func `a tree is written in preorder and read back`() throws {
    var set = CategorySet()
    set.insert(0)
    set.insert(2)
    let tree = Tree(
      nodes: [
        Tree.Node(feature: 1, cut: 256, isMissingLeft: false, right: 4),
        Tree.Node(feature: 0, cut: 2, isMissingLeft: true, right: 3),
        .leaf(-1.5), .leaf(8), .leaf(0),
      ], sets: [set])
    var written: [UInt8] = []
    text.append(tree, to: &written)
    let line = String(decoding: written, as: UTF8.self)
    #expect(
      line == #"{"kind":"tree","sets":[[0,2]],"splits":[1027,6,0,0,0],"leaves":[-3,16,0]}"# + "\n")
    #expect(try read(String(line.dropLast())) == tree)
  }

  @Test(arguments: [
    (#""splits":[0],"leaves":[]}"#, "leaves: a whole number is expected at byte 39"),
    (#""splits":[0],"leaves":[1,2]}"#, "leaves: too many"),
    (#""splits":[0,0],"leaves":[1,2]}"#, "splits: too many"),
    (#""splits":[1,0],"leaves":[1]}"#, "splits: too few"),
    (#""splits":[],"leaves":[]}"#, "splits: a whole number is expected at byte 26"),
    (#""splits":[1,,0],"leaves":[1,2]}"#, "splits: a whole number is expected at byte 28"),
    (#""splits":[1,0,0],"leaves":[1]}"#, "leaves: too few"),
    (#""splits":[1,0,0],"leaves":[1,32768]}"#, "leaves: 32768 is out of range"),
    (#""splits":[1537,0,0],"leaves":[1,2]}"#, "splits: no such feature"),
    (#""splits":[-5,0,0],"leaves":[1,2]}"#, "splits: no such feature"),
    (#""splits":[511,0,0],"leaves":[1,2]}"#, "splits: a cut that the feature cannot have"),
    (#""splits":[513,0,0],"leaves":[1,2]}"#, "splits: a cut that the feature cannot have"),
    (#""splits":[1234567890,0,0],"leaves":[1,2]}"#, "splits: a number of over 9 digits"),
    (#""sets":[[256]],"splits":[0],"leaves":[1]}"#, "sets: no category"),
    (#""splits":[0],"leaves":[1]} "#, "leaves: more follows than a tree"),
    (#""splits":[1,0,0],"leaves":[1,2.5]}"#, #"no tree: "]}" is expected at byte 46"#),
    (#""splits":"0","leaves":[1]}"#, #"no tree: "plits\":[" is expected at byte 18"#),
    (#""splits":[0]}"#, #"no tree: "],\"leaves\":[" is expected at byte 27"#),
  ])
  func `a tree that cannot be is refused`(_ rest: String, _ message: String) {
    do {
      let tree = try read(#"{"kind":"tree","# + rest)
      Issue.record("no error but \(tree)")
    } catch {
      #expect((error as? Message)?.withPlace == message)
    }
  }
}
