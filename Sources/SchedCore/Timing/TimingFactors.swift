import Glibc

/// The factors of a score that depend on the hour of the local week alone.
struct TimingFactors: Sendable {
  /// base, within [0, 1]: the platform's windows for the content type, or what was learned of them.
  let base: WeekCurve
  /// Whether base is what was learned.
  let isLearned: Bool
  /// 1 + w_demo·D, not below 0.
  let demographics: WeekCurve
  /// 1 + w_fmt·F, not below 0.
  let format: WeekCurve
  /// guard, within [0, 1]: quiet hours and rules of the format.
  let guardFactor: WeekCurve
  /// What the best hour is worth beside that of the platform's other content types, within [0, 1].
  let height: Double

  /// The factors of a content type; `learned` is what was learned of its hours.
  init(
    _ contentType: ContentType, audience: AudienceProfile, weights: TimingWeights,
    learned: Parameters.LearnedWeek? = nil
  ) {
    isLearned = learned != nil
    demographics = audience.demographics.map { max(0, 1 + weights.demographics * $0) }
    // What was learned began with the evidence, in which the type's habits and rules are.
    height = learned.map { exp(-$0.depth) } ?? 1
    let neutral = WeekCurve(repeating: 1)
    base = learned.map { $0.shares(of: contentType) } ?? contentType.windows
    format =
      learned == nil ? contentType.format.map { max(0, 1 + weights.format * $0) } : neutral
    guardFactor = learned == nil ? contentType.guardFactors : neutral
  }

  /// All factors multiplied, hour by hour.
  var product: WeekCurve {
    WeekCurve { base[$0] * demographics[$0] * format[$0] * guardFactor[$0] }
  }
}

extension Parameters.LearnedWeek {
  /// What the typical outcome of each hour is of that of the best: exp(effect).
  ///
  /// An hour that does 5 % worse is worth 0.95. What has faded gives way to what the evidence expects.
  fileprivate func shares(of type: ContentType) -> WeekCurve {
    var effects = effects
    if freshness < 1 {
      let expected = EvidenceCurve.expectedEffects(of: type)
      effects = WeekCurve { [own = effects] in
        freshness * own[$0] + (1 - freshness) * expected[$0]
      }
    }
    let most = effects.maximum
    return effects.map { exp($0 - most) }
  }
}
