/// A request to publish many posts together, which narrows what each of them may do.
package struct BulkJob: Sendable {
  /// When posts of the job may go out: every week by the wall clock, or once.
  package enum DispatchWindow: Sendable, Equatable {
    case weekly(WeeklyWindow)
    /// [from, until).
    case once(from: Instant, until: Instant)
  }

  /// `bulk_job_id` as JSON, a string or a whole number, for the posts to carry.
  package let idJSON: [UInt8]?
  /// No post before this.
  package let startAfter: Instant?
  /// No post after this.
  package let deadline: Instant?
  /// How many posts of an account may well run together.
  package let suggestedConcurrency: Int?
  /// The most posts of an account in one wave.
  package let maxParallelism: Int?
  /// The priority of posts that state none.
  package let priorityHint: Priority?
  /// Nil where posts may go out at any time.
  package let dispatchWindows: [DispatchWindow]?

  /// In how many waves so many posts of one instant go out: none has more than `maxParallelism`, and
  /// each about `suggestedConcurrency`.
  package func waveCount(of posts: Int) -> Int {
    let least = maxParallelism.map { (posts + $0 - 1) / $0 } ?? 1
    let suggested = suggestedConcurrency.map {
      Int((Double(posts) / Double($0)).rounded())
    }
    return max(1, least, suggested ?? 1)
  }

  /// Whether posts may go out at an instant, given what the clock shows in the constraints' zone.
  func dispatches(at instant: Instant, showing time: Zone.LocalTime) -> Bool {
    guard let dispatchWindows else { return true }
    return dispatchWindows.contains { window in
      switch window {
      case .weekly(let window): window.contains(time.weekday, minuteOfDay: time.minuteOfDay)
      case .once(let from, let until): from <= instant && instant < until
      }
    }
  }
}
