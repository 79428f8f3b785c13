/// Goes through an account's days from the first to the last, and lets its limits follow.
///
/// Additive increase and multiplicative decrease (Chiu and Jain 1989,
/// doi 10.1016/0169-7552(89)90019-6), changed in four ways: a) the first decrease goes to the most
/// that any day of the last weeks let through, clean ones too, a windowed maximum as BBR has of its
/// rate (Cardwell et al. 2016, doi 10.1145/3012426.3022184); b) later ones come only with the second
/// day in doubt, for one refusal may be chance, and go no lower than what those two days let through;
/// c) an increase comes only after some days without a refusal; d) that patience doubles each time an
/// increase was refused, so that a fixed quota is not tried every other week.
struct LimitReplay {
  private let days: [(number: Int, day: ChannelDays.Day)]
  private let tolerated: Double
  private(set) var limits: ChannelLimits
  /// Why they changed last.
  private(set) var reason: String?
  /// The posts a day that were found by refusals or let through, without what was tried since.
  private var proven: Int?
  /// What the last day let through that was refused before it came to the limit; nil once a day came
  /// to it.
  private var doubt: Int?

  /// The days among which a first refusal looks for what the platform lets through; chosen: no more
  /// than the least patience, so that a quota that was cut is forgotten when more is tried.
  private static let windowDays = 28

  init(_ days: ChannelDays, tolerated: Double) {
    self.days = days.inOrder
    self.tolerated = tolerated
    limits = days.start ?? ChannelLimits()
    proven = limits.postsPerDay
  }

  mutating func run() {
    for (index, (number, day)) in days.enumerated() {
      learn(from: day)
      if day.share > tolerated {
        decrease(index)
        reason =
          "\(day.refused) of \(day.published + day.refused) posts were refused (429) on "
          + "\(CivilDate(daysSinceEpoch: number)): \(limits.inWords)"
      } else if day.refused == 0 {
        increase()
      }
    }
  }

  /// A day that comes to the limit shows that it is not too high, and one beyond it that it is too
  /// low.
  private mutating func learn(from day: ChannelDays.Day) {
    guard let limit = limits.postsPerDay, let known = proven, day.published >= known else { return }
    (proven, limits.postsPerDay) = (day.published, max(limit, day.published))
    if day.published >= limit { doubt = nil }
  }

  private mutating func decrease(_ index: Int) {
    limits.maxConcurrentPosts = max(1, limits.maxConcurrentPosts / 2)
    limits.backoff.initialSeconds = min(
      ChannelLimits.mostInitialSeconds, limits.backoff.initialSeconds * 2)
    limits.backoff.maxSeconds = min(ChannelLimits.mostMaxSeconds, limits.backoff.maxSeconds * 2)
    limits.cleanDays = 0
    let published = days[index].day.published
    guard let limit = limits.postsPerDay, let known = proven else {
      settle(on: max(1, capacity(until: index)), published)
      return
    }
    guard published < limit else { return }
    if limit > known {
      limits.patienceDays = min(ChannelLimits.mostPatienceDays, limits.patienceDays * 2)
      settle(on: known, published)
    } else if let doubt {
      settle(on: max(1, limit / 2, doubt, published), published)
    } else {
      doubt = published
    }
  }

  private mutating func settle(on posts: Int, _ published: Int) {
    (limits.postsPerDay, proven) = (posts, posts)
    doubt = published < posts ? published : nil
  }

  /// The most that a day of the window up to this one let through.
  private func capacity(until index: Int) -> Int {
    let first = days[index].number - Self.windowDays
    return days[...index].reversed().prefix { $0.number > first }.map(\.day.published).max() ?? 0
  }

  private mutating func increase() {
    limits.cleanDays += 1
    limits.backoff.initialSeconds = max(
      Backoff.defaultInitialSeconds, limits.backoff.initialSeconds / 2)
    limits.backoff.maxSeconds = max(Backoff.defaultMaxSeconds, limits.backoff.maxSeconds / 2)
    guard limits.cleanDays >= limits.patienceDays else { return }
    limits.cleanDays = 0
    if limits.maxConcurrentPosts < ChannelLimits.mostConcurrentPosts {
      limits.maxConcurrentPosts += 1
    }
    limits.postsPerDay = limits.postsPerDay.map { $0 + max(1, $0 / 10) }
    reason = "no post was refused on \(limits.patienceDays) days: \(limits.inWords)"
  }
}
