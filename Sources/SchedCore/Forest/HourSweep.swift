/// What a forest says of all hours of one post at once.
///
/// Only a few features change from hour to hour. So a tree is not walked for each hour: a set of
/// hours, a bit each, walks down it, and is divided only where a split asks for the time. That
/// visits some 30 nodes a tree in place of 168 times its depth.
package struct HourSweep {
  /// How many hours there are.
  let count: Int
  /// Of each feature and bin, the hours whose bin is not above it, block by block of 64 hours;
  /// empty for a feature that is the same at all hours.
  private let hoursUpTo: [[UInt64]]
  private let blocks: Int
  private var open: [(node: Int, hours: UInt64)] = []
  private var values: [Float]

  /// `timeBins` has of each feature that changes with the hour its bin at each hour, and an empty
  /// list for the others.
  package init(timeBins: [[UInt8]], count: Int) {
    self.count = count
    let blocks = (count + 63) / 64
    self.blocks = blocks
    hoursUpTo = timeBins.map { bins in
      guard !bins.isEmpty else { return [] }
      var masks = [UInt64](repeating: 0, count: 256 * blocks)
      for (hour, bin) in bins.enumerated() {
        masks[Int(bin) * blocks + hour / 64] |= 1 << UInt64(hour % 64)
      }
      for index in blocks..<masks.count { masks[index] |= masks[index - blocks] }
      return masks
    }
    values = [Float](repeating: 0, count: count)
  }

  /// The mean of the trees at each hour, and how far the trees disagree about it.
  ///
  /// The spread is the standard deviation of what they say, each about its own mean over the hours.
  /// Of the post's bins, what changes with the hour is not looked at.
  package mutating func run(_ forest: Forest, bins: [UInt8]) -> (means: [Double], spreads: [Double])
  {
    var sums = [Float](repeating: 0, count: count)
    var squares = [Float](repeating: 0, count: count)
    for tree in forest.trees {
      for block in 0..<blocks { walk(tree, bins, block) }
      let mean = values.reduce(0, +) / Float(max(1, count))
      for hour in 0..<count {
        sums[hour] += values[hour]
        squares[hour] += (values[hour] - mean) * (values[hour] - mean)
      }
    }
    let trees = Double(max(1, forest.trees.count))
    let means = sums.map { Double($0) / trees }
    let mean = means.reduce(0, +) / Double(max(1, count))
    let spreads = zip(squares, means).map { square, own in
      max(0, Double(square) / trees - (own - mean) * (own - mean)).squareRoot()
    }
    return (means, spreads)
  }

  /// Walks the hours of a block down a tree, and notes the leaf of each.
  private mutating func walk(_ tree: Tree, _ bins: [UInt8], _ block: Int) {
    let last = count - block * 64
    open.removeAll(keepingCapacity: true)
    open.append((0, last >= 64 ? .max : (1 << UInt64(last)) - 1))
    while var (index, hours) = open.popLast() {
      while true {
        let node = tree.nodes[index]
        guard !node.isLeaf else {
          note(node.value, hours, block)
          break
        }
        let feature = Int(node.feature)
        let masks = hoursUpTo[feature]
        if masks.isEmpty {
          index = tree.goesLeft(node, bins[feature]) ? index + 1 : Int(node.right)
          continue
        }
        let left = hours & masks[Int(node.cut) * blocks + block]
        if left == hours {
          index += 1
        } else if left == 0 {
          index = Int(node.right)
        } else {
          open.append((Int(node.right), hours & ~left))
          (index, hours) = (index + 1, left)
        }
      }
    }
  }

  private mutating func note(_ value: Float, _ hours: UInt64, _ block: Int) {
    var rest = hours
    while rest != 0 {
      values[block * 64 + rest.trailingZeroBitCount] = value
      rest &= rest - 1
    }
  }
}
