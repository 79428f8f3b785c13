import Glibc

extension Parameters {
  /// From how many outcomes on what was learned counts for more than what was expected (chosen: with
  /// a hundred posts an effect of a third of the noise is half believed).
  private static let expectedOutcomes = 100.0

  /// Lets what was learned count for less by its age, whether anything new has come or not.
  mutating func fade(to now: Instant) {
    guard let evidenceAt, let halfLifeDays, evidenceAt < now else { return }
    let days = Double(now.milliseconds - evidenceAt.milliseconds) / 86_400_000
    let factor = exp2(-days / halfLifeDays)
    for type in Array(weeks.keys) { weeks[type]?.fade(by: factor, Self.expectedOutcomes) }
  }
}

extension Parameters.LearnedWeek {
  /// Each outcome counts for so much of itself; an effect is a mean of what outcomes say and what was
  /// expected, so that it loses little while there are many.
  fileprivate mutating func fade(by factor: Double, _ expected: Double) {
    let before = outcomes / (outcomes + expected)
    outcomes *= factor
    posts = posts.map { $0 * factor }
    depth *= factor
    freshness = before > 0 ? outcomes / (outcomes + expected) / before : factor
  }
}
