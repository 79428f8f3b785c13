/// What an account's days on a platform let through and refused: all that its limits are made of.
///
/// A day is one of UTC, whenever the platform's own begins: every run, wherever it is, must cut the
/// same days. Counts of days are the same in whatever order results come, and however many runs
/// they come in, and so are limits that nothing but days decide.
///
/// Only the days of the last `keptDays` up to the newest stay. A new field here also needs
/// `FeedbackState.takeDays`, schemas.json and sched-params(5).
package struct ChannelDays: Sendable, Equatable {
  /// What became of a day's posts; failures for other reasons say nothing of limits.
  package struct Day: Sendable, Equatable {
    package var published: Int
    package var refused: Int

    package init(published: Int = 0, refused: Int = 0) {
      (self.published, self.refused) = (published, refused)
    }

    var share: Double { Double(refused) / Double(max(1, published + refused)) }
  }

  /// By days since the epoch; no day on which nothing was tried.
  package private(set) var days: [Int: Day] = [:]
  /// The limits before the first of these days, of a file that has limits and no days.
  ///
  /// They are forgotten with the first day that is.
  package private(set) var start: ChannelLimits?
  /// The latest instant until which the platform asked to be left alone.
  package private(set) var resumeAt: Instant?

  /// How many days stay, the newest among them; chosen.
  ///
  /// It is more than three times the longest patience, so that a limit is not forgotten between two
  /// tries of more, and as long as results are known again by default, so that none comes too late
  /// for its day. A day takes 20 bytes, about as much as one of its results does in `SeenResults`.
  package static let keptDays = 400

  /// No days yet, and the limits that hold before the first.
  package init(after start: ChannelLimits? = nil) {
    self.start = start
    resumeAt = start?.resumeAt
    self.start?.resumeAt = nil
  }

  /// The days in their order.
  package var inOrder: [(number: Int, day: Day)] {
    days.sorted { $0.key < $1.key }.map { (number: $0.key, day: $0.value) }
  }

  /// Whether there is anything that limits could come from.
  package var isPressed: Bool {
    start != nil || resumeAt != nil || days.values.contains { $0.refused > 0 }
  }

  /// Adds posts of a day; `trim` follows, once all are there.
  package mutating func add(_ day: Day, on number: Int) {
    days[number, default: Day()].published += day.published
    days[number, default: Day()].refused += day.refused
  }

  /// Notes that the platform asked to be left alone until an instant.
  package mutating func add(resumeAt instant: Instant) {
    resumeAt = max(resumeAt ?? instant, instant)
  }

  /// Forgets the days that are too old, and what came before them.
  package mutating func trim() {
    guard let newest = days.keys.max(), let oldest = days.keys.min(),
      oldest <= newest - Self.keptDays
    else { return }
    days = days.filter { $0.key > newest - Self.keptDays }
    start = nil
  }
}
