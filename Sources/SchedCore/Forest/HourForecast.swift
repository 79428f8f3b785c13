/// What is expected of a post at each of some hours.
struct HourForecast {
  /// Outcomes, hour by hour; nil where there is no model.
  var outcomes: Outcomes?
  /// For each hour the chance that it is better than the post's median hour, in [0, 1].
  var confidences: [Double]

  struct Outcomes {
    var predicted: [Double]
    /// The interval that holds the outcome with the probability asked for.
    var lower: [Double]
    var upper: [Double]
    /// By what hours are ranked: the prediction, or that of the week's curve alone where the
    /// forest does not beat the mean.
    var ranked: [Double]
  }

  /// The chances, from values on any ascending scale and their standard deviations.
  static func confidences(_ values: [Double], _ spreads: [Double]) -> [Double] {
    let median = Statistics.median(values) ?? 0
    return zip(values, spreads).map { value, spread in
      guard spread > 0 else { return value > median ? 1 : value < median ? 0 : 0.5 }
      return SpecialFunctions.normalDistribution((value - median) / spread)
    }
  }

  /// The forecast without a model: no outcome, and what the published figures are worth by
  /// themselves.
  init(evidence: WeekEffect, weekHours: [Int]) {
    confidences = Self.confidences(
      weekHours.map { evidence.values[$0] }, weekHours.map { evidence.spreads[$0] })
  }

  /// The forecast of one hour, with its chances among those of its week.
  init(_ outcomes: Outcomes?, confidence: Double) {
    self.outcomes = outcomes
    confidences = [confidence]
  }

  /// The union of forests of one platform: the mean of what they say, by their trees.
  init(_ parts: [(forecast: ModelForecast, trees: Int)], coverage: Double) {
    func mean(_ values: (ModelForecast) -> [Double]) -> [Double] { Self.mean(of: parts, values) }
    outcomes = Outcomes(
      predicted: mean(\.predicted), lower: mean { $0.bound((1 - coverage) / 2) },
      upper: mean { $0.bound((1 + coverage) / 2) },
      ranked: mean { $0.isTrusted ? $0.predicted : $0.predictedByWeek })
    confidences = Self.confidences(of: parts)
  }

  /// The chances in the union of forests.
  static func confidences(of parts: [(forecast: ModelForecast, trees: Int)]) -> [Double] {
    confidences(mean(of: parts, \.learned), mean(of: parts, \.spreads))
  }

  private static func mean(
    of parts: [(forecast: ModelForecast, trees: Int)], _ values: (ModelForecast) -> [Double]
  ) -> [Double] {
    let total = Double(max(1, parts.reduce(0) { $0 + $1.trees }))
    var sums = [Double](repeating: 0, count: parts.first?.forecast.learned.count ?? 0)
    for (forecast, trees) in parts {
      for (hour, value) in values(forecast).enumerated() {
        sums[hour] += value * Double(trees) / total
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
  /// The level of the content type and the effect of the hour, without the forest.
  var week: [Double]
  /// Whether the forest beats the mean.
  let isTrusted: Bool
  let contentType: Int
  let calibration: Calibration
  let scale: LearnedScale

  /// The expected outcomes.
  var predicted: [Double] { learned.map { calibration.outcome($0, on: scale) } }

  /// What the curve of the week expects, which leans on the published evidence as far as samples
  /// are few.
  var predictedByWeek: [Double] { week.map { calibration.outcome($0, on: scale) } }

  /// What the outcome is below with a probability.
  func bound(_ probability: Double) -> [Double] {
    let residual = calibration.quantile(probability, contentType: contentType)
    return learned.map { value in
      let outcome = scale.outcome(value + residual)
      return scale.unit == nil ? outcome : max(0, outcome)
    }
  }
}
