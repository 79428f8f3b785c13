/// By which part, from 0 to 1, predictions should be multiplied that were made without seeing what
/// they predict.
///
/// The least squares slope, less what chance alone would give it: the positive part of James and
/// Stein's estimate (1961), with the variance of a slope whose errors belong together by groups.
package struct ShrunkShare: Sendable, Equatable {
  package let value: Double

  /// How many variances are taken off: what is within three standard errors of nothing is nothing
  /// (chosen on one half of 36 real accounts, where a forest that is half believed ranks hours
  /// worse than none).
  private static let caution = 9.0

  /// - Parameters:
  ///   - predictions: of each outcome, without its having been seen.
  ///   - outcomes: what came.
  ///   - groups: of each outcome, in which group its error is.
  ///   - excess: by how much the mean square of these predictions is above that of those that the
  ///     share is for; at most a half is taken off.
  package init(
    of predictions: [Double], for outcomes: [Double], groups: [Int], excess: Double = 0
  ) {
    let mean = Statistics.mean(outcomes) ?? 0
    let whole = predictions.reduce(0) { $0 + $1 * $1 }
    let squares = max(whole / 2, whole - excess * Double(predictions.count))
    let products = zip(predictions, outcomes).reduce(0) { $0 + $1.0 * ($1.1 - mean) }
    guard squares > 0, products > 0 else {
      value = 0
      return
    }
    let slope = products / squares
    var errors: [Int: Double] = [:]
    for (index, group) in groups.enumerated() {
      let rest = outcomes[index] - mean - slope * predictions[index]
      errors[group, default: 0] += predictions[index] * rest
    }
    let variance =
      errors.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value } / (squares * squares)
    value = min(1, max(0, slope - Self.caution * variance / slope))
  }
}
