/// Who reads: shares by age, device and time zone.
package struct AudienceProfile: Sendable {
  /// By the names of `ActivityCurve.ages` and `.devices`; they sum to 1, or there are none.
  package let ageShares: [String: Double]
  package let deviceShares: [String: Double]
  /// The audience's time zones with their weights, which sum to 1; at least one.
  package let zoneWeights: [(zone: Zone, weight: Double)]
  /// Whether the zone is that of audiences which name none.
  let isDefaultZone: Bool
  /// D of the score: how much the audience's ages and devices favour each hour, in [-1, 1].
  ///
  /// The mean of the two mixes of activity curves, or the one that is given; 0 without either.
  package let demographics: WeekCurve

  /// The zone of the largest weight, of equal ones the first, whose clock the hours go by.
  package var mainZone: Zone { zoneWeights.max { $0.weight < $1.weight }?.zone ?? .utc }

  /// An audience of which nothing is known but where it lives.
  package init(livingIn zone: Zone) {
    (ageShares, deviceShares) = ([:], [:])
    zoneWeights = [(zone, 1)]
    isDefaultZone = true
    demographics = WeekCurve(repeating: 0)
  }

  /// - Parameters:
  ///   - ageShares: by the names of `ActivityCurve.ages`, normalised; none for unknown ages.
  ///   - deviceShares: by the names of `ActivityCurve.devices`, likewise.
  ///   - zoneWeights: normalised, at least one.
  ///   - isDefaultZone: whether the zone is that of audiences which name none.
  package init(
    ageShares: [String: Double], deviceShares: [String: Double],
    zoneWeights: [(zone: Zone, weight: Double)], isDefaultZone: Bool = false
  ) {
    self.isDefaultZone = isDefaultZone
    (self.ageShares, self.deviceShares) = (ageShares, deviceShares)
    self.zoneWeights = zoneWeights
    let mixes = [
      Self.mix(ActivityCurve.ages, ageShares), Self.mix(ActivityCurve.devices, deviceShares),
    ].compactMap(\.self)
    demographics = WeekCurve { hour in
      mixes.isEmpty ? 0 : mixes.reduce(0) { $0 + $1[hour] } / Double(mixes.count)
    }
  }

  private static func mix(
    _ curves: [(name: String, curve: ActivityCurve)], _ shares: [String: Double]
  ) -> WeekCurve? {
    guard !shares.isEmpty else { return nil }
    return WeekCurve { hour in
      // In the order of the curves, for sums of doubles depend on their order.
      curves.reduce(0) { $0 + (shares[$1.name] ?? 0) * $1.curve.curve[hour] }
    }
  }
}
