/// The outcomes of a trial week by week, apart for the posts that its change holds for and for those
/// that keep the settings before it.
///
/// What is kept of a week is six numbers, so that a trial can go on for years.
package struct ArmTally: Sendable, Equatable {
  /// The outcomes of one arm in one week.
  struct Side: Sendable, Equatable {
    var count = 0.0
    var mean = 0.0
    /// The sum of squares about the mean.
    var squares = 0.0

    /// Counts an outcome (Welford 1962, doi 10.2307/1266577).
    fileprivate mutating func add(_ outcome: Double) {
      count += 1
      let distance = outcome - mean
      mean += distance / count
      squares += distance * (outcome - mean)
    }
  }

  /// Both arms of one week.
  struct Week: Sendable, Equatable {
    var parent = Side()
    var changed = Side()

    /// How much the week tells of the difference between the arms: m·n/(m + n) outcomes.
    var weight: Double {
      let count = parent.count + changed.count
      return count > 0 ? parent.count * changed.count / count : 0
    }
    var difference: Double { changed.mean - parent.mean }
  }

  /// By the number of the week.
  private(set) var weeks: [Int: Week] = [:]

  /// An outcome farther from the account's own level counts as this far, a ratio of 7.4.
  ///
  /// So one post that went viral decides nothing (chosen: four deviations of usual outcomes). It is
  /// the same for all, so that what is done to an outcome does not depend on the others.
  static let reach = 2.0

  package init() {}

  /// A tally of weeks that were counted before.
  init(weeks: [Int: Week]) { self.weeks = weeks }

  /// Counts an outcome, the logarithm of a ratio; one that is no number does not count.
  ///
  /// The number of the week is any that tells weeks apart.
  package mutating func add(_ outcome: Double, week: Int, isChanged: Bool) {
    guard !outcome.isNaN else { return }
    let outcome = min(max(outcome, -Self.reach), Self.reach)
    if isChanged {
      weeks[week, default: Week()].changed.add(outcome)
    } else {
      weeks[week, default: Week()].parent.add(outcome)
    }
  }
}
