/// What an account tried on a platform in one cycle, as far as limits are concerned.
package struct ChannelLoad: Sendable, Equatable {
  package var attempted = 0
  package var refused = 0
  /// The most that were published on one day (UTC) on which posts were refused too: what the
  /// platform really lets through.
  package var capacity = 0
  /// The platform asked to be left alone until then.
  package var resumeAt: Instant?

  package init() {}

  var rate: Double { attempted > 0 ? Double(refused) / Double(attempted) : 0 }
}

/// The limits of an account on a platform, which follow what the platform refuses.
///
/// Additive increase and multiplicative decrease (Chiu and Jain 1989,
/// doi 10.1016/0169-7552(89)90019-6), changed in three ways: a decrease goes to the capacity that
/// was measured where there is one; an increase comes only after some cycles without a refusal; and
/// that patience doubles each time an increase was refused, so that a fixed quota is not tried
/// every other week.
package struct ChannelLimits: Sendable, Equatable {
  package var maxConcurrentPosts = mostConcurrentPosts
  /// In any 24 hours; nil where nothing was ever refused.
  package var postsPerDay: Int?
  package var backoff = Backoff()
  package var resumeAt: Instant?
  /// Cycles with posts and without a refusal since the last change.
  var cleanCycles = 0
  /// How many of them it takes before more is tried.
  package var patience = leastPatience

  package init() {}

  /// The contract's limit of posts at once.
  package static let mostConcurrentPosts = 3
  /// Refusals up to this share are taken for chance.
  package static let tolerated = 0.02
  package static let leastPatience = 4
  static let mostPatience = 64
  /// The longest waits after a failure that pressure leads to, in seconds.
  static let mostInitialSeconds = 60.0
  static let mostMaxSeconds = 3600.0

  /// The limits for the next cycle, and why they changed; nil if they did not.
  package mutating func adapt(to load: ChannelLoad, tolerated: Double = tolerated) -> String? {
    if let resumeAt = load.resumeAt { self.resumeAt = resumeAt }
    guard load.attempted > 0 else { return nil }
    if load.rate > tolerated { return decrease(load) }
    guard load.refused == 0 else { return nil }
    cleanCycles += 1
    backoff.initialSeconds = max(Backoff.defaultInitialSeconds, backoff.initialSeconds / 2)
    backoff.maxSeconds = max(Backoff.defaultMaxSeconds, backoff.maxSeconds / 2)
    guard cleanCycles >= patience else { return nil }
    return increase()
  }

  private mutating func decrease(_ load: ChannelLoad) -> String? {
    let before = self
    maxConcurrentPosts = max(1, maxConcurrentPosts / 2)
    let halved = postsPerDay.map { $0 / 2 } ?? load.capacity
    let isBelow = load.capacity > 0 && load.capacity < postsPerDay ?? .max
    postsPerDay = max(1, isBelow ? load.capacity : halved)
    backoff.initialSeconds = min(Self.mostInitialSeconds, backoff.initialSeconds * 2)
    backoff.maxSeconds = min(Self.mostMaxSeconds, backoff.maxSeconds * 2)
    // The first refusal says nothing about increases.
    patience =
      before.postsPerDay == nil ? Self.leastPatience : min(Self.mostPatience, patience * 2)
    cleanCycles = 0
    let share = "\(load.refused) of \(load.attempted) posts were refused (429)"
    return "\(share): \(inWords)"
  }

  private mutating func increase() -> String? {
    let cycles = cleanCycles
    cleanCycles = 0
    maxConcurrentPosts = min(Self.mostConcurrentPosts, maxConcurrentPosts + 1)
    postsPerDay = postsPerDay.map { $0 + max(1, $0 / 10) }
    return "no post was refused in \(cycles) cycles: \(inWords)"
  }

  /// `at most 2 at once and 5 in 24 h`.
  private var inWords: String {
    "at most \(maxConcurrentPosts) at once" + (postsPerDay.map { " and \($0) in 24 h" } ?? "")
  }
}
