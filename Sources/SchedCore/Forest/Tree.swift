/// A regression tree over binned features: nodes in preorder, the left child behind its parent.
package struct Tree: Sendable, Equatable {
  /// A node in 8 bytes: a forest is read from memory in no order, and half the bytes are half the
  /// pages and cache lines.
  package struct Node: Sendable, Equatable {
    /// The feature, and above it whether missing values go left and whether it is a leaf.
    private let head: UInt16
    /// Up to which bin a number goes left; of a category, the index of the set that goes left.
    package let cut: UInt16
    /// The right child's place, or the bits of what a leaf says.
    private var tail: UInt32

    private static let missingLeft: UInt16 = 1 << 14
    private static let leaf: UInt16 = 1 << 15
    /// Four times as many features as a model may have.
    private static let features = missingLeft - 1

    package init(feature: Int, cut: UInt16, isMissingLeft: Bool, right: Int) {
      let flags = isMissingLeft ? Self.missingLeft : 0
      head = UInt16(truncatingIfNeeded: feature) & Self.features | flags
      self.cut = cut
      tail = UInt32(truncatingIfNeeded: right)
    }

    private init(value: Float) { (head, cut, tail) = (Self.leaf, 0, value.bitPattern) }

    package static func leaf(_ value: Float) -> Node { Node(value: value) }

    package var isLeaf: Bool { head >= Self.leaf }
    /// The feature that it splits on; 0 of a leaf.
    package var feature: Int { Int(head & Self.features) }
    package var isMissingLeft: Bool { head & Self.missingLeft != 0 }
    /// What a leaf says.
    package var value: Float { Float(bitPattern: tail) }

    /// Where the right child stands; not of a leaf.
    package var right: Int {
      get { Int(tail) }
      set { tail = UInt32(truncatingIfNeeded: newValue) }
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
      while !nodes[index].isLeaf {
        let node = nodes[index]
        index = goesLeft(node, bins[node.feature]) ? index + 1 : node.right
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
