/// Reads the text of a tree in one pass; every index, count and number is checked.
///
/// It knows the one form that `TreeText` writes and refuses every other, JSON or not: a model's
/// checksum holds for its bytes anyway. Scanning it as any JSON first took as long again.
package struct TreeTextReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let text: TreeText
  private var at = 0

  /// - Throws: why the line is no tree of such a forest.
  package static func tree(
    _ line: UnsafeBufferPointer<UInt8>, _ text: TreeText
  ) throws(Message) -> Tree {
    var reader = TreeTextReader(bytes: line, text: text)
    return try reader.tree()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, text: TreeText) {
    (self.bytes, self.text) = (bytes, text)
  }

  private mutating func tree() throws(Message) -> Tree {
    var tree = Tree()
    try expect("{\"kind\":\"tree\",\"s")
    if skip("ets\":[") {
      repeat {
        guard tree.sets.count < TreeGrowth.mostSets else { throw .tree("sets", "too many") }
        tree.sets.append(try set())
      } while skip(",")
      try expect("],\"s")
    }
    try expect("plits\":[")
    try readSplits(into: &tree)
    try expect("],\"leaves\":[")
    try readLeaves(into: &tree)
    try expect("]}")
    guard at == bytes.count else { throw .tree("leaves", "more follows than a tree") }
    return tree
  }

  private mutating func set() throws(Message) -> CategorySet {
    var set = CategorySet()
    try expect("[")
    guard !skip("]") else { return set }
    for number in try integers("sets") {
      guard let category = UInt8(exactly: number) else { throw .tree("sets", "no category") }
      set.insert(category)
    }
    try expect("]")
    return set
  }

  private mutating func readSplits(into tree: inout Tree) throws(Message) {
    let radix = UInt32(tree.sets.count) + UInt32(Tree.Node.firstSet)
    let codes = try integers("splits")
    guard codes.count <= TreeText.mostNodes else { throw .tree("splits", "too many") }
    tree.nodes.reserveCapacity(codes.count)
    // The splits whose right child is still to come, and how many nodes are.
    var open: [Int] = []
    var missing = 1
    for code in codes {
      guard missing > 0 else { throw .tree("splits", "too many") }
      guard code == 0 else {
        open.append(tree.nodes.count)
        tree.nodes.append(try node(code, radix))
        missing += 1
        continue
      }
      tree.nodes.append(.leaf(0))
      missing -= 1
      if let parent = open.popLast() { tree.nodes[parent].right = tree.nodes.count }
    }
    guard missing == 0 else { throw .tree("splits", "too few") }
  }

  @inline(__always)
  private func node(_ code: Int32, _ radix: UInt32) throws(Message) -> Tree.Node {
    guard code > 0 else { throw .tree("splits", "no such feature") }
    let code = UInt32(code) - 1
    // By 32 bits, for that takes half the time.
    let (quotient, remainder) = (code >> 1).quotientAndRemainder(dividingBy: radix)
    let (feature, cut) = (Int(quotient), Int(remainder))
    guard feature < text.bins.count else { throw .tree("splits", "no such feature") }
    let isSet = cut >= Int(Tree.Node.firstSet)
    guard isSet == (text.bins.categoryCounts[feature] > 0), isSet || cut < FeatureBins.missing
    else {
      throw .tree("splits", "a cut that the feature cannot have")
    }
    return Tree.Node(
      feature: feature, cut: UInt16(truncatingIfNeeded: cut), isMissingLeft: code & 1 == 1, right: 0
    )
  }

  private mutating func readLeaves(into tree: inout Tree) throws(Message) {
    let leaves = try integers("leaves")
    // A tree has one leaf more than it has splits.
    guard leaves.count == tree.nodes.count / 2 + 1 else {
      throw .tree("leaves", leaves.count > tree.nodes.count / 2 ? "too many" : "too few")
    }
    var next = 0
    for index in tree.nodes.indices where tree.nodes[index].isLeaf {
      let units = leaves[next]
      guard units.magnitude <= TreeText.mostUnits else {
        throw .tree("leaves", "\(units) is out of range")
      }
      tree.nodes[index] = .leaf(Float(Double(units) * text.leafUnit))
      next += 1
    }
  }

  /// Whole numbers of at most 9 digits with commas between; at least one.
  private mutating func integers(_ field: StaticString) throws(Message) -> [Int32] {
    // Local, and written back once: nearly all of a model is read here.
    var at = at
    var numbers: [Int32] = []
    numbers.reserveCapacity((bytes.count - at) / 3)
    while true {
      let isNegative = at < bytes.count && bytes[at] == UInt8(ascii: "-")
      if isNegative { at += 1 }
      let start = at
      var number: Int32 = 0
      // Nine digits do not overflow, and no more are taken.
      while at < bytes.count, at - start < 9, bytes[at] &- UInt8(ascii: "0") < 10 {
        number = number &* 10 &+ Int32(bytes[at] &- UInt8(ascii: "0"))
        at += 1
      }
      guard at > start else {
        throw .tree(field, "a whole number is expected at byte \(at + 1)")
      }
      guard at == bytes.count || bytes[at] &- UInt8(ascii: "0") >= 10 else {
        throw .tree(field, "a number of over 9 digits")
      }
      numbers.append(isNegative ? -number : number)
      guard at < bytes.count, bytes[at] == UInt8(ascii: ",") else { break }
      at += 1
    }
    self.at = at
    return numbers
  }

  @inline(__always)
  private mutating func skip(_ expected: StaticString) -> Bool {
    let count = expected.utf8CodeUnitCount
    guard bytes.count - at >= count else { return false }
    for index in 0..<count where bytes[at + index] != expected.utf8Start[index] { return false }
    at += count
    return true
  }

  private mutating func expect(_ expected: StaticString) throws(Message) {
    guard skip(expected) else {
      throw Message(
        "no tree: \(Quoting.quoted(expected.description)) is expected at byte \(at + 1)")
    }
  }
}

extension Message {
  fileprivate static func tree(_ field: StaticString, _ what: String) -> Message {
    Message(what, about: field.description, status: .badData)
  }
}
