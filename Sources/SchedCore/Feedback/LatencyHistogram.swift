import Glibc

/// Percentiles of many durations in little room: counts of buckets whose bounds grow by a constant
/// ratio (DDSketch; Masson, Rim and Lee 2019, doi 10.14778/3352063.3352135).
///
/// Every percentile is within 1 % of the exact one. The sum of two histograms is that of all their
/// durations, so it does not matter how they were counted.
package struct LatencyHistogram: Sendable, Equatable {
  /// The largest relative error of a percentile.
  package static let relativeError = 0.01
  /// The bucket k holds the durations in (ratio^(k-1), ratio^k] milliseconds.
  private static let ratio = (1 + relativeError) / (1 - relativeError)
  private static let logRatio = log(ratio)

  /// Durations below a millisecond.
  private var zeros = 0
  private var buckets: [Int: Int] = [:]
  package private(set) var count = 0

  package init() {}

  /// Counts a duration; one below 0, a post ahead of its slot, is none.
  package mutating func add(seconds: Double) {
    guard seconds.isFinite else { return }
    count += 1
    let milliseconds = seconds * 1000
    if milliseconds < 1 {
      zeros += 1
    } else {
      buckets[Int((log(milliseconds) / Self.logRatio).rounded(.up)), default: 0] += 1
    }
  }

  package mutating func add(_ other: LatencyHistogram) {
    count += other.count
    zeros += other.zeros
    buckets.merge(other.buckets, uniquingKeysWith: +)
  }

  /// The duration in seconds that a share of all durations does not pass; nil of none.
  package func percentile(_ share: Double) -> Double? {
    guard count > 0 else { return nil }
    var rest = Int((share * Double(count)).rounded(.up)) - zeros
    guard rest > 0 else { return 0 }
    for (bucket, size) in buckets.sorted(by: { $0.key < $1.key }) {
      rest -= size
      if rest <= 0 { return 2 * pow(Self.ratio, Double(bucket)) / (Self.ratio + 1) / 1000 }
    }
    return nil
  }
}
