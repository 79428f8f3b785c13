/// The score of an hour for a content type and an audience: the formula, and nothing else.
///
///     raw(t) = Σ_z w_z · base(h) · (1 + w_demo·D(h)) · (1 + w_fmt·F(h)) · guard(h) · (1 + w_seas·S(date))
///     score(t) = raw(t) / best raw of t's week without season, cut to [0, 1]
///
/// z runs over the audience's zones, w_z are their weights (sum 1), h is the hour of the local
/// week in z at t. All factors but the season depend on h alone, so their product is one table of
/// 168 numbers. The week, from Monday 00:00 UTC, is the unit: the best hour of a bad day is no 1.
package struct TimingScore: Sendable {
  /// base · (1 + w_demo·D) · (1 + w_fmt·F) · guard, for each hour of the local week.
  let table: WeekCurve
  private let zoneWeights: [(zone: Zone, weight: Double)]
  private let seasonWeight: Double
  private let height: Double

  package init(
    _ contentType: ContentType, audience: AudienceProfile, weights: TimingWeights,
    learned: Parameters.LearnedWeek? = nil
  ) {
    let factors = TimingFactors(
      contentType, audience: audience, weights: weights, learned: learned)
    self.init(factors, audience, weights)
  }

  init(_ factors: TimingFactors, _ audience: AudienceProfile, _ weights: TimingWeights) {
    table = factors.product
    zoneWeights = audience.zoneWeights
    seasonWeight = weights.season
    height = factors.height
  }

  /// The scores of a range's hours, in order, each in [0, 1].
  /// - Complexity: O(z · h) for z zones and the h hours of the whole weeks around the range.
  package func scores(over range: HourRange) -> [Double] {
    let plain = raw(over: range, withSeason: false)
    let best = (0..<range.weekCount).map { week in
      plain[week * 168..<(week + 1) * 168].max() ?? 0
    }
    let seasonal = raw(over: range, withSeason: true)
    return (range.first..<range.first + range.count).map { index in
      let reference = best[index / 168]
      return reference > 0 ? min(1, max(0, height * seasonal[index] / reference)) : 0
    }
  }

  /// raw(t) for all hours of the whole weeks.
  private func raw(over range: HourRange, withSeason: Bool) -> [Double] {
    var raw = [Double](repeating: 0, count: range.weekCount * 168)
    for (zone, weight) in zoneWeights {
      let hours = range.hours(in: zone)
      for index in raw.indices {
        var value = weight * table[Int(hours.weekHours[index])]
        if withSeason, !hours.seasons.isEmpty {
          value *= max(0, 1 + seasonWeight * hours.seasons[index])
        }
        raw[index] += value
      }
    }
    return raw
  }
}
