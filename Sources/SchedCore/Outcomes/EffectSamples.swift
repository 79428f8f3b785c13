/// The posts of one platform that the effects of hours are learned from, column by column.
package struct EffectSamples: Sendable {
  package let outcomes: Outcomes
  /// Of each post the index of its content type among those of the platform.
  package let types: [Int]
  /// Of each post the hour of its local week.
  package let weekHours: [Int]
  /// Of each post how much it counts.
  package let weights: [Double]
  /// Of each content type of the platform what the published figures say: 168 values in [0, 1].
  package let evidence: [[Double]]
  /// Of each content type what is left of posts that are no longer kept; empty for none.
  package let past: [PastOutcomes]

  package init(
    _ outcomes: Outcomes, types: [Int], weekHours: [Int], weights: [Double], evidence: [[Double]],
    past: [PastOutcomes] = []
  ) {
    (self.outcomes, self.types, self.weekHours) = (outcomes, types, weekHours)
    (self.weights, self.evidence, self.past) = (weights, evidence, past)
  }

  /// The content types of some posts, and of those that are no longer kept.
  func present(among posts: [Int]) -> [Int] {
    var present = Set(posts.map { types[$0] })
    for (type, past) in past.enumerated() where past.count > 0 { present.insert(type) }
    return present.sorted()
  }

  func account(of post: Int) -> String {
    outcomes.columns.accountNames[Int(outcomes.columns.accounts[post])]
  }
}

/// Outcomes of posts that are no longer kept, summed by hour.
package struct PastOutcomes: Sendable, Equatable {
  package var cells = HourCurveFit.Cells()
  /// The sum of the squares of all outcomes, about 0.
  package var squares = 0.0
  package var successes = [Double](repeating: 0, count: WeekHour.count)

  package init() {}

  package var count: Double { cells.count }

  /// Counts an outcome.
  package mutating func add(_ value: Double, isSuccess: Bool, at weekHour: Int, weight: Double) {
    cells.add(value, at: weekHour, weight: weight)
    squares += weight * value * value
    if isSuccess { successes[weekHour] += weight }
  }

  package func adding(_ other: PastOutcomes) -> PastOutcomes {
    var sum = self
    sum.cells.add(other.cells)
    sum.squares += other.squares
    sum.successes = zip(successes, other.successes).map { $0 + $1 }
    return sum
  }

  /// The sums with each outcome counting for so much of itself.
  package func scaled(by factor: Double) -> PastOutcomes {
    var scaled = self
    scaled.cells.scale(by: factor)
    scaled.squares *= factor
    scaled.successes = successes.map { $0 * factor }
    return scaled
  }
}
