import Glibc

/// What a cycle makes of the evidence on one content type's hours: one value for each hour of the
/// local week.
package struct DaypartPosterior: Sendable, Equatable {
  /// The effect of the hour on the logarithm of an outcome, and how uncertain it is.
  package var effect: HourCurve
  /// The chance of success as a Beta distribution: the published windows count as a number of posts
  /// by the trust in them, and neighbouring hours lend their outcomes.
  package var alpha: [Double]
  package var beta: [Double]
  /// How good the hour is, in [0, 1], on the scale of the published windows.
  package var weights: [Double]
  /// How many posts stand behind each hour, those of its neighbours included.
  package var posts: [Double]

  /// How far the weights go to the new ones in a week; the contract's figure.
  private static let smoothing = 0.2

  /// How much an outcome counts at so many hours' distance on the same day, and at the same hour
  /// of another day of the same kind, weekday or weekend (chosen).
  private static let neighbours = [1, 0.6, 0.15]
  private static let otherDay = 0.2
  /// The success rates that the worst and the best published hour are expected to have (chosen: a
  /// good hour wins three times in five).
  private static let expectedRates = 0.4...0.6

  /// - Parameters:
  ///   - effect: what each hour adds to the logarithm of an outcome.
  ///   - evidence: the outcomes and successes.
  ///   - type: whose windows are the prior.
  ///   - weeks: for how many weeks there are outcomes; less than one is one.
  package init(
    _ effect: HourCurve, _ evidence: DaypartEvidence, _ type: ContentType, weeks: Double = 1
  ) {
    self.effect = effect
    let published = EvidenceCurve.values(of: type)
    let counts = Self.shared(evidence.counts)
    let successes = Self.shared(evidence.successes)
    let (low, high) = (Self.expectedRates.lowerBound, Self.expectedRates.upperBound)
    let rates = published.map { low + (high - low) * $0 }
    alpha = rates.indices.map { rates[$0] * type.priorCounts[$0] + successes[$0] }
    beta = rates.indices.map {
      (1 - rates[$0]) * type.priorCounts[$0] + counts[$0] - successes[$0]
    }
    posts = counts
    let target = Self.scaled(effect.values, like: type.windows)
    let share = evidence.count > 0 ? 1 - pow(1 - Self.smoothing, max(1, weeks)) : 0
    weights = target.indices.map {
      type.windows[$0] + share * (target[$0] - type.windows[$0])
    }
  }

  /// Each hour with what its neighbours lend.
  private static func shared(_ values: [Double]) -> [Double] {
    (0..<WeekHour.count).map { hour in
      var sum = 0.0
      for (distance, share) in neighbours.enumerated() {
        sum += share * values[(hour + distance) % WeekHour.count]
        if distance > 0 {
          sum += share * values[(hour + WeekHour.count - distance) % WeekHour.count]
        }
      }
      let isWeekend = hour >= 5 * 24
      for day in isWeekend ? 5..<7 : 0..<5 where day != hour / 24 {
        sum += otherDay * values[day * 24 + hour % 24]
      }
      return sum
    }
  }

  /// The effects, stretched to the range of the windows.
  private static func scaled(_ effects: [Double], like windows: WeekCurve) -> [Double] {
    guard let least = effects.min(), let most = effects.max(), most > least else {
      return effects.indices.map { windows[$0] }
    }
    let (low, high) = (windows.minimum, windows.maximum)
    return effects.map { low + (high - low) * ($0 - least) / (most - least) }
  }
}
