import Glibc

/// What is expected of a post at each of some hours.
struct HourForecast {
  /// What an expectation rests on.
  enum Method: String {
    case forest, curve, rules
  }

  struct Outcomes {
    var predicted: [Double]
    /// The interval that holds the outcome with the probability asked for.
    var lower: [Double]
    var upper: [Double]
  }

  /// Outcomes, hour by hour; nil where there is no model.
  var outcomes: Outcomes?
  /// How good each hour is beside the best that any content type of the platform has, in [0, 1], so
  /// that a typical hour is worth the same to all types; empty where there is no model.
  var scores: [Double] = []
  /// For each hour the chance that it is better than the post's median hour, in [0, 1].
  var confidences: [Double]
  var method = Method.rules

  /// The forecast without a model: no outcome, and what the published figures are worth by
  /// themselves.
  init(evidence: HourCurve, weekHours: [Int]) {
    confidences = HourCurve.confidences(
      weekHours.map { evidence.values[$0] }, weekHours.map { evidence.spreads[$0] },
      noEffect: evidence.noEffect)
  }

  /// The forecast of one hour, with its chances among those of its week.
  init(ofInstant parts: [ModelForecast], coverage: Double, confidence: Double) {
    confidences = [confidence]
    guard !parts.isEmpty else { return }
    setOutcomes(parts, coverage: coverage)
  }

  /// What models of one platform expect together: the mean of what they say, by their samples.
  init(_ parts: [ModelForecast], coverage: Double) {
    confidences = Self.confidences(of: parts)
    setOutcomes(parts, coverage: coverage)
  }

  private mutating func setOutcomes(_ parts: [ModelForecast], coverage: Double) {
    let outcomes = Outcomes(
      predicted: Self.mean(of: parts, \.predicted),
      lower: Self.mean(of: parts) { $0.bound((1 - coverage) / 2) },
      upper: Self.mean(of: parts) { $0.bound((1 + coverage) / 2) })
    self.outcomes = outcomes
    method = parts.contains(where: \.usesForest) ? .forest : .curve
    let isPlain = parts.contains { $0.scale == .plain }
    let goods = isPlain ? Self.mean(of: parts) { $0.learned.map { exp($0) } } : outcomes.predicted
    let best = goods.max() ?? 0
    let depth = parts.reduce(0) { $0 + $1.depth } / Double(parts.count)
    scores = goods.map { (best > 0 ? $0 / best : 1) * exp(-depth) }
  }

  /// The chances in the union of models.
  static func confidences(of parts: [ModelForecast]) -> [Double] {
    let total = parts.reduce(0) { $0 + $1.samples }
    let noEffect = parts.reduce(0) { $0 + $1.noEffect * $1.samples } / max(1, total)
    return HourCurve.confidences(
      mean(of: parts, \.learned), mean(of: parts, \.spreads), noEffect: noEffect)
  }

  private static func mean(
    of parts: [ModelForecast], _ values: (ModelForecast) -> [Double]
  ) -> [Double] {
    if parts.count == 1 { return values(parts[0]) }
    let total = max(1, parts.reduce(0) { $0 + $1.samples })
    var sums = [Double](repeating: 0, count: parts.first?.learned.count ?? 0)
    for part in parts {
      for (hour, value) in values(part).enumerated() {
        sums[hour] += value * max(part.samples, 1) / total
      }
    }
    return sums
  }
}

/// What one model expects of a post at each of some hours.
struct ModelForecast {
  /// On the learned scale, with how uncertain each is beside the others.
  var learned: [Double]
  var spreads: [Double]
  /// The probability that hours do not matter.
  let noEffect: Double
  let contentType: Int
  let account: String
  let calibration: Calibration
  let scale: LearnedScale
  /// How far the best hour of the content type is below that of the platform's other types.
  let depth: Double
  /// From how many samples the model was learned.
  let samples: Double
  let usesForest: Bool

  /// The expected outcomes: typical ones, or means where figures are told as they are.
  var predicted: [Double] { learned.map { scale.mean($0, smear: calibration.smear) } }

  /// What the outcome is below with a probability.
  func bound(_ probability: Double) -> [Double] {
    let residual = calibration.quantile(probability, contentType: contentType, account: account)
    return learned.map { value in
      let outcome = scale.outcome(value + residual)
      return scale == .plain ? outcome : max(0, outcome)
    }
  }

  /// The forecast with something added to each hour on the learned scale.
  func adding(_ changes: [Double]) -> ModelForecast {
    var changed = self
    changed.learned = zip(learned, changes).map { $0 + $1 }
    return changed
  }
}
