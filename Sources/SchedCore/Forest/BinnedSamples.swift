/// Samples as the grower reads them: one record after another, each the target and then a byte for
/// each feature.
///
///     | target, 4 bytes | bin of feature 0 | bin of feature 1 | … | filled up to 8 bytes |
///
/// A node's records lie in one piece, because a split moves them: growing reads memory in order at
/// every depth (columns with an index of rows took 2.5 times as long).
package struct BinnedSamples: Sendable {
  static let headBytes = 4

  let count: Int
  let featureCount: Int
  /// From one record to the next, a multiple of 8 bytes.
  let stride: Int
  private(set) var bytes: [UInt8]
  /// Of each feature, whether a record misses it.
  private(set) var hasMissing: [Bool]

  /// Makes a record of each of `rows`, in this order.
  ///
  /// `columns` has a value for each feature and row, NaN where one is missing; `targets` has what
  /// is learned, for each of `rows`, or nothing where records are only to be predicted.
  package init(columns: [[Float]], rows: [Int], targets: [Float], bins: FeatureBins) {
    count = rows.count
    featureCount = bins.count
    stride = (Self.headBytes + bins.count + 7) / 8 * 8
    bytes = [UInt8](repeating: 0, count: count * stride)
    hasMissing = [Bool](repeating: false, count: bins.count)
    for (record, target) in targets.enumerated() {
      withUnsafeBytes(of: target) { head in
        for (offset, byte) in head.enumerated() { bytes[record * stride + offset] = byte }
      }
    }
    for (feature, column) in columns.enumerated() {
      var place = Self.headBytes + feature
      var misses = false
      for row in rows {
        let bin = bins.bin(of: column[row], feature)
        misses = misses || bin == FeatureBins.missing
        bytes[place] = bin
        place += stride
      }
      hasMissing[feature] = misses
    }
  }
}
