/// What is known of one content type's hours: outcomes, each counting for less as it ages.
package struct DaypartEvidence: Sendable, Equatable {
  /// For each hour of the local week the number of outcomes, the sum of their deviations (the
  /// logarithm of an outcome less what is typical of the account in all of the history), and how many
  /// were successes.
  package private(set) var counts = [Double](repeating: 0, count: WeekHour.count)
  package private(set) var sums = [Double](repeating: 0, count: WeekHour.count)
  private(set) var successes = [Double](repeating: 0, count: WeekHour.count)
  /// The sum of all squared deviations.
  package private(set) var squares = 0.0

  package init() {}

  /// What is left of posts that are no longer kept.
  init(_ past: PastOutcomes) {
    (counts, sums) = (past.cells.counts, past.cells.sums)
    (successes, squares) = (past.successes, past.squares)
  }

  package var count: Double { counts.reduce(0, +) }

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
