/// The factors of a score that depend on the hour of the local week alone.
struct TimingFactors: Sendable {
  /// base, within [0, 1]: the platform's windows for the content type, and what was learned.
  let base: WeekCurve
  /// The windows alone; base where nothing was learned.
  let windows: WeekCurve
  /// 1 + w_demo·D, not below 0.
  let demographics: WeekCurve
  /// 1 + w_fmt·F, not below 0.
  let format: WeekCurve
  /// guard, within [0, 1]: quiet hours and rules of the format.
  let guardFactor: WeekCurve

  /// The factors of a content type; `learned` is what was learned of its hours.
  init(
    _ contentType: ContentType, audience: AudienceProfile, weights: TimingWeights,
    learned: Parameters.LearnedWeek? = nil
  ) {
    windows = contentType.windows
    base = learned.map { $0.blended(with: contentType) } ?? contentType.windows
    demographics = audience.demographics.map { max(0, 1 + weights.demographics * $0) }
    format = contentType.format.map { max(0, 1 + weights.format * $0) }
    guardFactor = contentType.guardFactors
  }

  /// All factors multiplied, hour by hour.
  var product: WeekCurve {
    WeekCurve { base[$0] * demographics[$0] * format[$0] * guardFactor[$0] }
  }
}

extension Parameters.LearnedWeek {
  /// The published windows and the learned weights, by how many posts stand behind each: the
  /// trust in the windows is a number of posts too.
  fileprivate func blended(with type: ContentType) -> WeekCurve {
    WeekCurve { hour in
      let trust = type.priorCounts[hour]
      guard posts[hour] + trust > 0 else { return type.windows[hour] }
      let share = posts[hour] / (posts[hour] + trust)
      return share * weights[hour] + (1 - share) * type.windows[hour]
    }
  }
}
