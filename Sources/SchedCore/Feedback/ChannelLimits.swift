/// The limits of an account on a platform, which follow what the platform refuses.
///
/// They are what its stored days lead to, one after the other, and nothing else: so they are the
/// same however often `sched-feedback` is run. `LimitReplay` has the rules.
package struct ChannelLimits: Sendable, Equatable {
  package var maxConcurrentPosts = mostConcurrentPosts
  /// In any 24 hours; nil where nothing was ever refused.
  package var postsPerDay: Int?
  package var backoff = Backoff()
  package var resumeAt: Instant?
  /// Days with posts and without a refusal since the last change.
  package var cleanDays = 0
  /// How many of them it takes before more is tried.
  package var patienceDays = leastPatienceDays

  package init() {}

  /// The contract's limit of posts at once.
  package static let mostConcurrentPosts = 3
  /// Refusals of a day up to this share are taken for chance.
  package static let tolerated = 0.02
  /// Four weeks; chosen, so that a plan of a week meets a try of more once in four plans at most.
  package static let leastPatienceDays = 28
  /// Sixteen weeks; chosen, so that the days that are kept hold three tries of more.
  package static let mostPatienceDays = 112
  /// The longest waits after a failure that pressure leads to, in seconds.
  static let mostInitialSeconds = 60.0
  static let mostMaxSeconds = 3600.0
}

extension ChannelLimits {
  /// The limits after all days, and why they changed last.
  ///
  /// - Parameters:
  ///   - days: what the platform let through and refused.
  ///   - tolerated: the share of refusals that is taken for chance.
  /// - Returns: nil where nothing was ever refused.
  package static func following(
    _ days: ChannelDays, tolerated: Double = tolerated
  ) -> (limits: ChannelLimits, reason: String?)? {
    guard days.isPressed else { return nil }
    var replay = LimitReplay(days, tolerated: tolerated)
    replay.run()
    var limits = replay.limits
    limits.resumeAt = days.resumeAt
    return (limits, replay.reason)
  }

  /// `at most 2 at once and 5 in 24 h`.
  package var inWords: String {
    "at most \(maxConcurrentPosts) at once" + (postsPerDay.map { " and \($0) in 24 h" } ?? "")
  }

  /// Whether they let as much through as others, at once and a day.
  package func allowsAsMuch(as other: ChannelLimits) -> Bool {
    maxConcurrentPosts == other.maxConcurrentPosts && postsPerDay == other.postsPerDay
  }
}
