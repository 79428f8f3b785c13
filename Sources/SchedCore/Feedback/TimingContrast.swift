/// By how much posts at advised hours did better than others, and how surely that is known.
struct TimingContrast: Sendable, Equatable {
  /// Of the mean logarithms.
  let difference: Double
  /// The standard error of the difference.
  let deviation: Double
  /// The degrees of freedom of the deviation, at least `leastDegrees`.
  let degrees: Double
  /// How many posts it is of.
  let posts: Int
  /// How many posts in two equal halves would tell as much if each had the same weight (Kish 1965,
  /// "Survey Sampling", section 11.7).
  let effectivePosts: Double

  /// With fewer degrees of freedom nothing is said: the interval would hold everything.
  static let leastDegrees = 2.0
  /// The share of intervals that hold the truth.
  static let confidence = 0.9
  /// The normal quantile that leaves half of the rest above: R, `qnorm(.95)`.
  static let normalQuantile = 1.6448536269514722

  /// Nil where there is too little to know how sure the difference is.
  init?(
    difference: Double, variance: Double, degrees: Double, posts: Int, effectivePosts: Double
  ) {
    // Outcomes that do not vary at all are no measurement.
    guard degrees >= Self.leastDegrees, difference.isFinite, variance.isFinite, variance > 1e-15
    else { return nil }
    (self.difference, self.degrees) = (difference, degrees)
    (self.posts, self.effectivePosts) = (posts, effectivePosts)
    deviation = variance.squareRoot()
  }

  /// Where the difference is with the confidence above.
  var interval: ClosedRange<Double> {
    let reach = Self.quantile(degrees) * deviation
    return difference - reach...difference + reach
  }

  /// The quantile of Student's t that belongs to the normal one: the expansion by Fisher and
  /// Cornish (1960, doi 10.1080/00401706.1960.10489895), which is 2.912 for 2 degrees, where the
  /// true one is 2.920, and closer for more.
  static func quantile(_ degrees: Double) -> Double {
    let z = normalQuantile
    let square = z * z
    let terms = [
      (square + 1) / 4,
      ((5 * square + 16) * square + 3) / 96,
      (((3 * square + 19) * square + 17) * square - 15) / 384,
      ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92_160,
    ]
    return z * (1 + terms.reversed().reduce(0) { ($0 + $1) / degrees })
  }
}
