/// What is known of one content type's hours: sums that lose weight as they age.
package struct DaypartEvidence: Sendable, Equatable {
  /// For each hour of the local week the number of outcomes, the sum of their deviations (the
  /// logarithm of an outcome less the account's own level), and how many were successes.
  private(set) var counts = [Double](repeating: 0, count: WeekHour.count)
  private(set) var sums = [Double](repeating: 0, count: WeekHour.count)
  private(set) var successes = [Double](repeating: 0, count: WeekHour.count)
  /// The sum of all squared deviations.
  var squares = 0.0
  /// How far hours resemble each other, and with how many outcomes that was found.
  package var shape: WeekEffect.Shape?
  package var shapeCount = 0.0

  package init() {}

  /// Sets the sums of an hour, as they were kept.
  mutating func set(_ weekHour: Int, count: Double, sum: Double, successes: Double) {
    (counts[weekHour], sums[weekHour], self.successes[weekHour]) = (count, sum, successes)
  }

  package var count: Double { counts.reduce(0, +) }

  /// Lets all evidence count for so much less.
  package mutating func decay(by factor: Double) {
    for hour in counts.indices {
      counts[hour] *= factor
      sums[hour] *= factor
      successes[hour] *= factor
    }
    squares *= factor
    shapeCount *= factor
  }

  /// Takes so much off every deviation that was counted.
  package mutating func shift(by change: Double) {
    squares = max(0, squares - 2 * change * sums.reduce(0, +) + change * change * count)
    for hour in sums.indices { sums[hour] -= change * counts[hour] }
  }

  /// Counts an outcome.
  package mutating func add(
    _ deviation: Double, isSuccess: Bool, at weekHour: Int, weight: Double = 1
  ) {
    counts[weekHour] += weight
    sums[weekHour] += weight * deviation
    squares += weight * deviation * deviation
    if isSuccess { successes[weekHour] += weight }
  }
}
