/// How the values of features become bytes, so that a split compares bytes.
///
/// A number falls into the bin of the number of edges below it; a category is its own bin. What is
/// missing is `missing`, whatever the feature.
package struct FeatureBins: Sendable, Equatable {
  package static let missing: UInt8 = 255
  package static let mostEdges = 254

  /// Of each feature that is a number, ascending; of a category there are none.
  package let edges: [[Float]]
  /// Of each feature that is a category, how many values it has, at most 255; 0 for a number.
  package let categoryCounts: [Int]

  package init(edges: [[Float]], categoryCounts: [Int]) {
    self.edges = edges
    self.categoryCounts = categoryCounts
  }

  package var count: Int { edges.count }

  /// The bins of one row of values.
  package func bins(of row: [Float]) -> [UInt8] { edges.indices.map { bin(of: row[$0], $0) } }

  package func bin(of value: Float, _ feature: Int) -> UInt8 {
    guard value == value else { return Self.missing }
    guard categoryCounts[feature] == 0 else {
      let count = Float(categoryCounts[feature])
      return value >= 0 && value < count ? UInt8(value) : Self.missing
    }
    return edges[feature].withUnsafeBufferPointer { edges in
      var low = 0
      var high = edges.count
      while low < high {
        let middle = (low + high) / 2
        if edges[middle] < value { low = middle + 1 } else { high = middle }
      }
      return UInt8(low)
    }
  }
}

extension FeatureBins {
  /// Bins for columns of values, NaN where one is missing.
  ///
  /// There is one for each value where they are few, else with about as many samples in each. Only `rows` count.
  package init(columns: [[Float]], rows: [Int], categoryCounts: [Int]) {
    self.categoryCounts = categoryCounts
    edges = zip(columns, categoryCounts).map { column, categories in
      categories > 0 ? [] : Self.edges(of: rows.lazy.map { column[$0] }.filter { $0.isFinite })
    }
  }

  /// Above this many, every so many-th value decides: bins need no more.
  private static let mostValues = 20_000

  private static func edges(of values: [Float]) -> [Float] {
    let step = max(1, values.count / mostValues)
    var sorted = Swift.stride(from: 0, to: values.count, by: step).map { values[$0] }
    sorted.sort()
    var distinct = sorted
    var last: Float?
    distinct.removeAll { value in
      defer { last = value }
      return value == last
    }
    if distinct.count <= mostEdges + 1 {
      return zip(distinct, distinct.dropFirst()).map { middle($0, $1) }
    }
    var edges: [Float] = []
    for part in 1...mostEdges {
      let index = part * sorted.count / (mostEdges + 1)
      let edge = sorted[index]
      if edge > edges.last ?? -.infinity, edge < sorted[sorted.count - 1] { edges.append(edge) }
    }
    return edges
  }

  /// A value from `low` up to, but not including, `high`.
  private static func middle(_ low: Float, _ high: Float) -> Float {
    let middle = low / 2 + high / 2
    return middle < high && middle >= low ? middle : low
  }
}
