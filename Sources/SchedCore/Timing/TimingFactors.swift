/// The factors of a score that depend on the hour of the local week alone.
struct TimingFactors: Sendable {
  /// base, within [0, 1]: the platform's windows for the content type.
  let base: WeekCurve
  /// 1 + w_demo·D, not below 0.
  let demographics: WeekCurve
  /// 1 + w_fmt·F, not below 0.
  let format: WeekCurve
  /// guard, within [0, 1]: quiet hours and rules of the format.
  let guardFactor: WeekCurve

  init(_ contentType: ContentType, audience: AudienceProfile, weights: TimingWeights) {
    base = contentType.windows
    demographics = audience.demographics.map { max(0, 1 + weights.demographics * $0) }
    format = contentType.format.map { max(0, 1 + weights.format * $0) }
    guardFactor = contentType.guardFactors
  }

  /// All factors multiplied, hour by hour.
  var product: WeekCurve {
    WeekCurve { base[$0] * demographics[$0] * format[$0] * guardFactor[$0] }
  }
}
