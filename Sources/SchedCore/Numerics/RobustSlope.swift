/// The slope of a line through points of which some may be wild: the median of the slopes of all
/// pairs (Theil 1950; Sen 1968, doi 10.1080/01621459.1968.10480934).
package struct RobustSlope: Sendable, Equatable {
  package let slope: Double
  /// The interval that holds the true slope in 95 of 100 cases, from Kendall's statistic.
  package let lower: Double
  package let upper: Double

  /// Fewer points than this have no interval.
  package static let leastPoints = 4

  /// The slope of values at 0, 1, 2, …; nil of fewer than four.
  package init?(_ values: [Double]) {
    guard values.count >= Self.leastPoints, values.allSatisfy(\.isFinite) else { return nil }
    var slopes: [Double] = []
    for last in values.indices {
      for first in 0..<last { slopes.append((values[last] - values[first]) / Double(last - first)) }
    }
    slopes.sort()
    let count = Double(values.count)
    // 1.96 standard deviations of the number of concordant less discordant pairs.
    let reach = 1.96 * (count * (count - 1) * (2 * count + 5) / 18).squareRoot()
    func slope(at rank: Double) -> Double {
      slopes[min(max(Int(rank), 0), slopes.count - 1)]
    }
    self.slope = Statistics.median(slopes) ?? 0
    lower = slope(at: ((Double(slopes.count) - reach) / 2).rounded() - 1)
    upper = slope(at: ((Double(slopes.count) + reach) / 2).rounded())
  }

  /// Whether the direction is certain.
  package var isClear: Bool { lower > 0 || upper < 0 }
}
