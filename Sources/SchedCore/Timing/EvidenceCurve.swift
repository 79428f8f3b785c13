import Glibc

/// What the published figures expect of each hour of the local week, for one content type.
package enum EvidenceCurve {
  /// Windows, habits and rules of the content type without an audience, its steps smoothed, and
  /// divided by the maximum: 168 values in [0, 1].
  ///
  /// A window's edge is an artefact: nobody measured that 9:59 is bad and 10:00 is best. Smoothed,
  /// the middle of a window is its best hour, which on the generated histories of known truth takes
  /// 0.05 off the loss of the first pick.
  package static func values(of type: ContentType) -> [Double] {
    let audience = AudienceProfile(livingIn: .utc)
    let product = TimingFactors(type, audience: audience, weights: TimingWeights()).product
    let smooth = smoothed((0..<WeekHour.count).map { product[$0] }, isCircular: true)
    let most = smooth.max() ?? 0
    return most > 0 ? smooth.map { $0 / most } : smooth
  }

  /// What the published figures are worth by themselves, on the logarithm of an outcome (what a curve
  /// says without a post: effects of 0 to 1.1 of a noise of a half, at a chance of .3).
  private static let expectedEffect = 0.08

  /// What is expected of each hour where nothing was learned, about the week's mean.
  static func expectedEffects(of type: ContentType) -> [Double] {
    let values = values(of: type)
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { expectedEffect * ($0 - mean) }
  }

  /// Weights of the hours at a distance of 0 to 3: a bell with a standard deviation of an hour.
  private static let bell = [0, 1, 2, 3].map { exp(-Double($0 * $0) / 2) }

  /// Each value as a mean of its neighbours; at the ends of a row that is no circle, of those that
  /// there are.
  static func smoothed(_ values: [Double], isCircular: Bool) -> [Double] {
    let count = values.count
    return values.indices.map { index in
      var (sum, weight) = (0.0, 0.0)
      for offset in -3...3 {
        let other = isCircular ? (index + offset + count) % count : index + offset
        guard values.indices.contains(other) else { continue }
        sum += bell[abs(offset)] * values[other]
        weight += bell[abs(offset)]
      }
      return sum / weight
    }
  }
}
