import Glibc

/// The scale on which an outcome is learned.
///
/// Counts, rates and ratios vary by factors, not by sums: what doubles a small account's likes
/// doubles a big one's. So they are learned as log(1 + outcome / unit), where noise is the same at
/// every size and effects add up. What may be negative is learned as it is.
package struct LearnedScale: Sendable, Equatable {
  /// Of the logarithm; nil for an outcome that is learned as it is.
  package let unit: Double?

  package init(unit: Double?) { self.unit = unit }

  package static let plain = LearnedScale(unit: nil)
  /// log1p, as for counts.
  package static let counts = LearnedScale(unit: 1)

  /// The scale for outcomes that are no counts: a hundredth of their median is the unit, so that
  /// an outcome of 0 is no outlier; as they are, if one is negative or most are 0.
  package init(for outcomes: [Double]) {
    let median = Statistics.median(outcomes) ?? 0
    let isLogarithmic = median > 0 && !outcomes.contains { $0 < 0 }
    unit = isLogarithmic ? median / 100 : nil
  }

  package func learned(_ outcome: Double) -> Double {
    unit.map { log1p(max(0, outcome) / $0) } ?? outcome
  }

  package func outcome(_ learned: Double) -> Double {
    unit.map { expm1(learned) * $0 } ?? learned
  }
}
