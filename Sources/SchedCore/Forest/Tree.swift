/// A regression tree over binned features: nodes in preorder, the left child behind its parent.
package struct Tree: Sendable, Equatable {
  package struct Node: Sendable, Equatable {
    /// The feature that it splits on, or -1 for a leaf.
    package var feature: Int16
    /// Up to which bin a number goes left; of a category, the index of the set that goes left.
    package var cut: UInt16
    package var isMissingLeft: Bool
    /// Where the right child stands.
    package var right: Int32
    /// What a leaf says.
    package var value: Float

    package init(feature: Int16, cut: UInt16, isMissingLeft: Bool, right: Int32, value: Float) {
      (self.feature, self.cut, self.isMissingLeft) = (feature, cut, isMissingLeft)
      (self.right, self.value) = (right, value)
    }

    package static func leaf(_ value: Float) -> Node {
      Node(feature: -1, cut: 0, isMissingLeft: false, right: 0, value: value)
    }
  }

  package var nodes: [Node]
  package var sets: [CategorySet]

  package init(nodes: [Node] = [], sets: [CategorySet] = []) {
    self.nodes = nodes
    self.sets = sets
  }

  /// What the tree says of a row of bins.
  package func value(of bins: UnsafeRawBufferPointer) -> Float {
    nodes.withUnsafeBufferPointer { nodes in
      var index = 0
      while nodes[index].feature >= 0 {
        let node = nodes[index]
        index = goesLeft(node, bins[Int(node.feature)]) ? index + 1 : Int(node.right)
      }
      return nodes[index].value
    }
  }

  @inline(__always)
  func goesLeft(_ node: Node, _ bin: UInt8) -> Bool {
    guard bin != FeatureBins.missing else { return node.isMissingLeft }
    return node.cut < Node.firstSet
      ? UInt16(bin) <= node.cut : sets[Int(node.cut - Node.firstSet)].contains(bin)
  }
}

extension Tree.Node {
  /// Cuts from here on are indices of sets.
  package static let firstSet: UInt16 = 256

  package var isLeaf: Bool { feature < 0 }
}

/// Some of at most 256 categories.
package struct CategorySet: Sendable, Equatable {
  private var words = SIMD4<UInt64>(repeating: 0)

  package init() {}

  package func contains(_ category: UInt8) -> Bool {
    words[Int(category >> 6)] >> UInt64(category & 63) & 1 == 1
  }

  package mutating func insert(_ category: UInt8) {
    words[Int(category >> 6)] |= 1 << UInt64(category & 63)
  }

  /// Ascending.
  package var categories: [UInt8] { (0...UInt8.max).filter(contains) }
}
