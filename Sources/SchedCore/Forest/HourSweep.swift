/// What a forest says of all hours of one post at once.
///
/// Only a few features change from hour to hour. So a tree is not walked for each hour: a set of
/// hours, a bit each, walks down it, and is divided only where a split asks for the time. That
/// visits some 30 nodes a tree in place of 168 times its depth.
package struct HourSweep {
  /// How many hours there are.
  let count: Int
  /// Of the features that change with the hour, one behind another: for each bin the hours whose bin
  /// is not above it, block by block.
  private let hoursUpTo: [HourSet]
  /// Where a feature's begin there; -1 for a feature that is the same at all hours.
  private let starts: [Int]
  private let blocks: Int
  private var values: [Float]
  private var sums: [Float]
  private var squares: [Float]

  /// `timeBins` has of each feature that changes with the hour its bin at each hour, and an empty
  /// list for the others.
  package init(timeBins: [[UInt8]], count: Int) {
    self.count = count
    let blocks = (count + HourSet.most - 1) / HourSet.most
    self.blocks = blocks
    var hoursUpTo: [HourSet] = []
    starts = timeBins.map { bins in
      guard !bins.isEmpty else { return -1 }
      let start = hoursUpTo.count
      hoursUpTo += repeatElement(HourSet(), count: Self.binCount * blocks)
      for (hour, bin) in bins.enumerated() {
        hoursUpTo[start + Int(bin) * blocks + hour / HourSet.most].insert(hour % HourSet.most)
      }
      for index in start + blocks..<hoursUpTo.count {
        hoursUpTo[index].formUnion(hoursUpTo[index - blocks])
      }
      return start
    }
    self.hoursUpTo = hoursUpTo
    values = [Float](repeating: 0, count: count)
    (sums, squares) = (values, values)
  }

  private static let binCount = 256

  /// The mean of the trees at each hour, and how far the trees disagree about it.
  ///
  /// The spread is the standard deviation of what they say, each about its own mean over the hours.
  /// Of the post's bins, what changes with the hour is not looked at.
  package mutating func run(_ forest: Forest, bins: [UInt8]) -> (means: [Double], spreads: [Double])
  {
    for hour in 0..<count { (sums[hour], squares[hour]) = (0, 0) }
    for tree in forest.trees {
      walk(tree, bins)
      note()
    }
    let trees = Double(max(1, forest.trees.count))
    let means = sums.map { Double($0) / trees }
    let mean = means.reduce(0, +) / Double(max(1, count))
    let spreads = zip(squares, means).map { square, own in
      max(0, Double(square) / trees - (own - mean) * (own - mean)).squareRoot()
    }
    return (means, spreads)
  }

  /// Adds what a tree says to what the others said.
  private mutating func note() {
    let count = count
    // Sound: all three have `count` elements.
    values.withUnsafeBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        squares.withUnsafeMutableBufferPointer { squares in
          // Four at a time, for one sum would wait for itself.
          var four = SIMD4<Float>.zero
          for hour in stride(from: 0, to: count - 3, by: 4) {
            four += SIMD4(values[hour], values[hour + 1], values[hour + 2], values[hour + 3])
          }
          var sum = four.sum()
          for hour in count / 4 * 4..<count { sum += values[hour] }
          let mean = sum / Float(max(1, count))
          for hour in 0..<count {
            sums[hour] += values[hour]
            squares[hour] += (values[hour] - mean) * (values[hour] - mean)
          }
        }
      }
    }
  }

  /// Walks all hours down a tree, and notes the leaf of each.
  private mutating func walk(_ tree: Tree, _ bins: [UInt8]) {
    let (hoursUpTo, starts, count, blocks) = (hoursUpTo, starts, count, blocks)
    // Sound: the places of nodes and sets were checked when the tree was grown or read, features
    // that change with the hour are numbers and so cut at a bin, and an hour has one bit.
    values.withUnsafeMutableBufferPointer { values in
      hoursUpTo.withUnsafeBufferPointer { masks in
        starts.withUnsafeBufferPointer { starts in
          tree.nodes.withUnsafeBufferPointer { nodes in
            bins.withUnsafeBufferPointer { bins in
              let walk = Walk(
                tree: tree, nodes: nodes, bins: bins, masks: masks, starts: starts, blocks: blocks)
              for block in 0..<blocks {
                let first = block * HourSet.most
                walk.run(
                  HourSet(upTo: min(count - first, HourSet.most)), block,
                  UnsafeMutableBufferPointer(rebasing: values[first...]))
              }
            }
          }
        }
      }
    }
  }
}

/// One walk down a tree.
private struct Walk {
  let tree: Tree
  let nodes: UnsafeBufferPointer<Tree.Node>
  let bins: UnsafeBufferPointer<UInt8>
  let masks: UnsafeBufferPointer<HourSet>
  let starts: UnsafeBufferPointer<Int>
  let blocks: Int

  /// Takes the hours of a block down, and writes the leaf of each into `values`.
  func run(_ hours: HourSet, _ block: Int, _ values: UnsafeMutableBufferPointer<Float>) {
    typealias Open = (node: Int, hours: HourSet)
    // Each that waits has an hour of its own.
    withUnsafeTemporaryAllocation(of: Open.self, capacity: HourSet.most) { open in
      var waiting = 0
      var (index, hours) = (0, hours)
      while true {
        let node = nodes[index]
        if node.isLeaf {
          hours.forEach { values[$0] = node.value }
          guard waiting > 0 else { return }
          waiting -= 1
          (index, hours) = open[waiting]
          continue
        }
        let start = starts[node.feature]
        if start < 0 {
          index = tree.goesLeft(node, bins[node.feature]) ? index + 1 : node.right
          continue
        }
        let left = hours.intersection(masks[start + Int(node.cut) * blocks + block])
        if left == hours {
          index += 1
        } else if left.isEmpty {
          index = node.right
        } else {
          open[waiting] = (node.right, hours.subtracting(left))
          waiting += 1
          (index, hours) = (index + 1, left)
        }
      }
    }
  }
}

/// Some of the hours of a block, a bit each.
private struct HourSet: Equatable {
  /// A week and a half: all hours that are asked for usually.
  static let most = 256

  private var words: SIMD4<UInt64>

  init() { words = .zero }

  /// The hours below `end`.
  init(upTo end: Int) {
    words = .zero
    for index in 0..<4 where end > (index << 6) {
      let rest = end - (index << 6)
      words[index] = rest >= 64 ? .max : (1 << UInt64(rest)) - 1
    }
  }

  var isEmpty: Bool { words == .zero }

  mutating func insert(_ hour: Int) { words[hour >> 6] |= 1 << UInt64(hour & 63) }

  mutating func formUnion(_ other: HourSet) { words |= other.words }

  func intersection(_ other: HourSet) -> HourSet { HourSet(words: words & other.words) }

  func subtracting(_ other: HourSet) -> HourSet { HourSet(words: words & ~other.words) }

  private init(words: SIMD4<UInt64>) { self.words = words }

  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    for index in 0..<4 {
      var rest = words[index]
      while rest != 0 {
        body((index << 6) + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}
