/// A tree as a line of text, both ways.
///
///     {"kind":"tree","sets":[[0,2]],"splits":[1027,0,0],"leaves":[-120,344]}
///
/// `splits` has a number for each node in preorder: 0 for a leaf, else
/// 1 + missing + 2 · (cut + radix · feature), where missing is 1 if missing values go left, cut is
/// the last bin that goes left, or 256 and the index of the set of categories that goes left, and
/// radix is 256 and the number of sets. `leaves` has a number for each leaf, in the header's
/// `leaf_unit`. Preorder needs no pointers, so that there are none to be wrong. `sets` stands only
/// where there are some.
package struct TreeText {
  static let mostNodes = 1 << 24
  /// Leaves are whole numbers of units from minus this to this.
  static let mostUnits = 32_767

  let bins: FeatureBins
  let leafUnit: Double

  package init(bins: FeatureBins, leafUnit: Double) {
    (self.bins, self.leafUnit) = (bins, leafUnit)
  }

  /// The unit in which the greatest leaf of a forest is `mostUnits`.
  static func leafUnit(of forest: Forest) -> Double {
    var most = 0.0
    for tree in forest.trees {
      for node in tree.nodes where node.isLeaf { most = max(most, Double(node.value.magnitude)) }
    }
    return most > 0 ? most / Double(mostUnits) : 1
  }

  private func radix(_ tree: Tree) -> Int { Int(Tree.Node.firstSet) + tree.sets.count }

  package func append(_ tree: Tree, to buffer: inout [UInt8]) {
    buffer.append(contentsOf: "{\"kind\":\"tree\",".utf8)
    if !tree.sets.isEmpty {
      let sets = tree.sets.map { "\($0.categories.map(Int.init))".filter { $0 != " " } }
      buffer.append(contentsOf: "\"sets\":[\(sets.joined(separator: ","))],".utf8)
    }
    buffer.append(contentsOf: "\"splits\":[".utf8)
    for (index, node) in tree.nodes.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      let split = Int(node.cut) + radix(tree) * node.feature
      Self.append(node.isLeaf ? 0 : 1 + (node.isMissingLeft ? 1 : 0) + 2 * split, to: &buffer)
    }
    buffer.append(contentsOf: "],\"leaves\":[".utf8)
    var isFirst = true
    for node in tree.nodes where node.isLeaf {
      if !isFirst { buffer.append(UInt8(ascii: ",")) }
      isFirst = false
      Self.append(Int((Double(node.value) / leafUnit).rounded()), to: &buffer)
    }
    buffer.append(contentsOf: "]}\n".utf8)
  }

  private static func append(_ number: Int, to buffer: inout [UInt8]) {
    if number < 0 { buffer.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = buffer.count
    repeat {
      buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    buffer[start...].reverse()
  }
}
