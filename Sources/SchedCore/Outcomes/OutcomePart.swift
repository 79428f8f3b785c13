import Glibc

/// One metric of many posts, on the scale on which it is compared with its own level.
package struct OutcomePart: Sendable {
  /// How values become numbers that can be compared.
  package enum Scale: Sendable {
    /// log(value + half a count).
    case count
    /// log(value), not below a hundredth of the typical one, for some rates are 0.
    case rate
    /// As they are, for some are negative; compared in robust spreads.
    case plain
  }

  package let metric: String
  package let weight: Double
  package let scale: Scale
  /// A value for each post, NaN where it is missing.
  package let values: [Double]

  private static let halfCount = 0.5
  private static let leastRate = 0.01

  /// Nil where there is no figure, or all are 0.
  ///
  /// `raw` has a figure for each post, NaN where it is missing; `allowsNegative` says whether a
  /// negative one makes all of them differences, or is none.
  init?(_ metric: String, weight: Double, raw: [Double], allowsNegative: Bool) {
    let isNegative = raw.contains { $0 < 0 }
    let known = raw.filter { $0.isFinite && ($0 >= 0 || allowsNegative) }
    guard known.contains(where: { $0 != 0 }) else { return nil }
    (self.metric, self.weight) = (metric, weight)
    if isNegative, allowsNegative {
      (scale, values) = (.plain, raw)
      return
    }
    let isCount = known.allSatisfy { $0 == $0.rounded() }
    scale = isCount ? .count : .rate
    let floor = (Statistics.median(known.filter { $0 > 0 }) ?? 1) * Self.leastRate
    values = raw.map { value in
      guard value >= 0, value.isFinite else { return .nan }
      return isCount ? log(value + Self.halfCount) : log(max(value, floor))
    }
  }
}
