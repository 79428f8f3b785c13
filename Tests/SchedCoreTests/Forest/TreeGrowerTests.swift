import SchedCore
import Testing

struct TreeGrowerTests {
  /// Grows a tree on some rows of numbers, NaN for missing ones.
  private func tree(
    _ columns: [[Float]], categories: [Int]? = nil, _ targets: [Float], leaf: Int = 1,
    depth: Int = 64, seed: UInt64 = 1
  ) -> (tree: Tree, bins: FeatureBins, bag: BitRow) {
    let counts = categories ?? columns.map { _ in 0 }
    let rows = Array(targets.indices)
    let bins = FeatureBins(columns: columns, rows: rows, categoryCounts: counts)
    let samples = BinnedSamples(columns: columns, rows: rows, targets: targets, bins: bins)
    var options = TreeGrower.Options()
    (options.leastLeaf, options.mostDepth) = (leaf, depth)
    options.featuresPerSplit = columns.count
    let grower = TreeGrower(samples: samples, categoryCounts: counts, options: options)
    let grown = grower.grow(SeededGenerator(seed: seed))
    return (grown.tree, bins, grown.bag)
  }

  private func value(_ grown: (tree: Tree, bins: FeatureBins, bag: BitRow), _ row: [Float]) -> Float
  {
    let bins = grown.bins.bins(of: row)
    return bins.withUnsafeBytes { grown.tree.value(of: $0) }
  }

  /// Two values of one feature leave one cut, between them; the leaves are the means by hand.
  @Test
  func `a feature of two values is cut between them, and the leaves are the means`() {
    let x: [Float] = (0..<40).map { $0 < 16 ? 3 : 8 }
    let grown = tree([x], x.map { $0 == 3 ? -2 : 5 })
    #expect(grown.tree.nodes.count == 3)
    #expect(value(grown, [3]) == -2 && value(grown, [8]) == 5)
    #expect(value(grown, [5.4]) == -2 && value(grown, [5.6]) == 5)
  }

  /// Exclusive or: no cut at the root gains anything but by the chance of the half drawn, and two
  /// levels fit it exactly.
  @Test
  func `two features that matter only together are both split on`() {
    let a: [Float] = (0..<400).map { Float($0 % 2) }
    let b: [Float] = (0..<400).map { Float($0 / 2 % 2) }
    let grown = tree([a, b], zip(a, b).map { $0 == $1 ? 0 : 1 }, leaf: 5)
    #expect(value(grown, [0, 0]) == 0 && value(grown, [1, 1]) == 0)
    #expect(value(grown, [0, 1]) == 1 && value(grown, [1, 0]) == 1)
  }

  @Test
  func `missing values go where they fit best`() {
    let x: [Float] = (0..<300).map { $0 % 3 == 0 ? .nan : Float($0 % 3) }
    for wanted: Float in [1, 2] {
      let grown = tree([x], x.map { $0.isNaN ? wanted : $0 })
      #expect(value(grown, [.nan]) == wanted)
      #expect(value(grown, [1]) == 1 && value(grown, [2]) == 2)
    }
  }

  /// The means by category are 5, 1, 5, 1, 3, so that one split of the order by mean parts 1 and 3
  /// from 0 and 2.
  @Test
  func `categories are split in the order of their means`() {
    let category: [Float] = (0..<500).map { Float($0 % 5) }
    let means: [Float] = [5, 1, 5, 1, 3]
    let grown = tree([category], categories: [5], category.map { means[Int($0)] })
    #expect(grown.tree.nodes.count == 5)
    for index in 0..<5 { #expect(value(grown, [Float(index)]) == means[index]) }
    // What was never seen goes with the heavier side, and is no trap.
    #expect((1...5).contains(value(grown, [77])))
    #expect((1...5).contains(value(grown, [.nan])))
  }

  @Test(arguments: [1, 5, 20])
  func `no leaf has fewer samples than asked, and no path is deeper`(leaf: Int) {
    var random = SeededGenerator(seed: UInt64(leaf))
    let x: [Float] = (0..<2000).map { _ in Float(random.nextUnit()) }
    let y: [Float] = (0..<2000).map { _ in Float(random.nextUnit()) }
    let grown = tree([x, y], x, leaf: leaf, depth: 6)
    var counts: [Int: Int] = [:]
    for row in x.indices where grown.bag[row] {
      let bins = grown.bins.bins(of: [x[row], y[row]])
      var (index, depth) = (0, 0)
      while !grown.tree.nodes[index].isLeaf {
        let node = grown.tree.nodes[index]
        index = bins[node.feature] <= node.cut ? index + 1 : node.right
        depth += 1
      }
      counts[index, default: 0] += 1
      #expect(depth <= 6)
    }
    #expect(counts.values.allSatisfy { $0 >= leaf })
  }

  @Test
  func `a tree sees about half of the samples`() {
    let x = [Float](repeating: 1, count: 10_000)
    let grown = tree([x], x)
    // A half of 10,000 has a standard deviation of 50.
    #expect(abs(grown.bag.ones - 5_000) < 250)
    #expect(grown.tree.nodes == [.leaf(1)])
  }

  @Test
  func `no sample makes a tree that says 0`() {
    #expect(tree([[]], []).tree.nodes == [.leaf(0)])
  }
}
