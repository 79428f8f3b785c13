/// Values about 0 of which the wild ones are pulled in, so that they can be averaged.
///
/// Huber's estimate of a location as a mean (Huber 1964, doi 10.1214/aoms/1177703732): whatever is
/// farther out than two spreads counts as two spreads. On 36 real accounts that ranks hours better
/// (.080) than Student's t with 4 degrees (.075), which forgets what is far out: a post that went
/// viral says little of how good its hour is, and yet that it is good.
package struct HuberValues: Sendable {
  /// The values, pulled in and scaled so that their mean is the estimate.
  package let values: [Double]
  /// The variance of one of them, in the sense that the estimate of n has a variance of this by n.
  package let variance: Double

  /// How many spreads count; the spread is the median distance from the median, as a standard
  /// deviation of normal values.
  package static let reach = 2.0
  private static let perMedianDistance = 1.4826
  /// Where more than this are wild, they are not scaled further.
  private static let leastInside = 0.2

  package init(_ raw: [Double], reach: Double = Self.reach) {
    let spread = Self.spread(of: raw)
    let limit = reach * spread
    let inside = raw.reduce(0) { $0 + ($1.magnitude < limit ? 1 : 0) }
    let share = max(Self.leastInside, Double(inside) / Double(max(1, raw.count)))
    values = raw.map { min(limit, max(-limit, $0)) / share }
    let squares = values.reduce(0) { $0 + $1 * $1 }
    variance = max(squares / Double(max(1, raw.count)), 1e-12)
  }

  /// How far out nine of ten normal values are at most, in standard deviations.
  private static let ninthTenth = 1.645
  /// The spread is at least half of what nine of ten values show (chosen: normal and t-distributed
  /// values never meet it; posts that differ by their hour alone, in two heaps, do).
  private static let leastOfNinthTenth = 0.5

  /// The robust standard deviation of values; where more than half are equal and hardly any differ,
  /// the plain one.
  package static func spread(of values: [Double]) -> Double {
    guard let middle = Statistics.median(values) else { return 1 }
    let distances = values.map { ($0 - middle).magnitude }
    let robust = perMedianDistance * (Statistics.median(distances) ?? 0)
    let far = Statistics.quantile(distances, 0.9) ?? 0
    let spread = max(robust, leastOfNinthTenth * far / ninthTenth)
    if spread > 1e-9 { return spread }
    let squares = values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
    return max((squares / Double(max(1, values.count))).squareRoot(), 1e-9)
  }
}
