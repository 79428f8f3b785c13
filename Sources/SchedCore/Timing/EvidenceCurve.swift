import Glibc

/// What the published figures expect of each hour of the local week, for one content type.
enum EvidenceCurve {
  /// Windows, habits and rules of the content type without an audience, its steps smoothed, and
  /// divided by the maximum: 168 values in [0, 1].
  ///
  /// A window's edge is an artefact: nobody measured that 9:59 is bad and 10:00 is best. Smoothed,
  /// the middle of a window is its best hour, which on the generated histories of known truth takes
  /// 0.05 off the loss of the first pick.
  static func values(of type: ContentType) -> [Double] {
    let audience = AudienceProfile(livingIn: .utc)
    let product = TimingFactors(type, audience: audience, weights: TimingWeights()).product
    let smooth = smoothed((0..<WeekHour.count).map { product[$0] }, isCircular: true)
    let most = smooth.max() ?? 0
    return most > 0 ? smooth.map { $0 / most } : smooth
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
