import Foundation
import SchedCore

/// A small random planning problem in which all rules meet, around a clock change.
struct PlanInstance {
  struct Post {
    var id: String
    let account: String
    let platform: String
    let type: String
    /// urgent, high, normal or low.
    let priority: String
    /// Instants are seconds since the epoch.
    var notBefore: Int?
    var deadline: Int?
    var pin: Int?
    var campaign: String?
    var after: String?
    var afterHours = 0
    var queuedAt: Int?
    var failedAt: Int?
    /// Seconds.
    var retryAfter: Int?
    /// For the hours from the first instant of the plan on.
    let scores: [Double]
    /// Where it is fixed, unless that was tried in vain.
    var heldPin: Int? { pin.flatMap { $0 > failedAt ?? .min ? $0 : nil } }
    /// Whether it stands in the file of posts that are committed elsewhere.
    var isCommitted = false
  }

  struct Window {
    /// Monday is 0; those on which it begins.
    let days: [Int]
    /// Minutes of the day; `until` may be the lesser.
    let from: Int
    let until: Int
    var isStrict = false
  }

  enum Quota {
    case rolling(posts: Int, hours: Int)
    case day(posts: Int)
    case fixed(posts: Int, minutes: Int)
    case sliding(posts: Int, minutes: Int)
  }

  struct Platform {
    let name: String
    let types: [String]
    /// By type.
    var gapHours: [Double]
    var quotas: [Quota] = []
    var maxConcurrent: Int?
    var prohibited: [Window] = []
    var preferred: [Window] = []
    /// Days, and minutes of the day.
    var slots: (days: [Int], at: [Int])?
  }

  let seed: UInt64
  let zone: String
  /// Seconds since the epoch, on the hour.
  let from: Int
  let until: Int
  let slotMinutes: Int
  let maxConcurrent: Int
  let maxUrgent: Int
  let campaignMinutes: Int
  /// Days since the epoch.
  let blackouts: [Int]
  let platforms: [Platform]
  private(set) var posts: [Post]
}

extension PlanInstance {
  init(seed: UInt64, postCount: Int = 20, accounts: [String] = ["ann", "bob"]) {
    var random = SeededGenerator(seed: seed, stream: 6)
    func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    func pick<T>(_ list: [T]) -> T { list[below(list.count)] }
    func maybe<T>(oneIn chance: Int, _ value: @autoclosure () -> T) -> T? {
      below(chance) == 0 ? value() : nil
    }
    func window() -> Window {
      let from = below(24) * 60
      return Window(
        days: (0..<7).filter { _ in below(3) > 0 } + [below(7)], from: from,
        until: (from + 60 * (1 + below(9))) % 1440)
    }
    self.seed = seed
    // The nights on which these clocks change in 2026, and none.
    let nights = [
      ("Europe/Berlin", "2026-10-25"), ("Europe/Berlin", "2026-03-29"),
      ("America/St_Johns", "2026-11-01"), ("Australia/Lord_Howe", "2026-10-04"),
      ("Australia/Lord_Howe", "2026-04-05"), ("UTC", "2026-11-24"),
    ]
    let (zone, change) = nights[Int(seed % UInt64(nights.count))]
    self.zone = zone
    let midnight = Self.seconds("\(change)T00:00:00Z")
    let start = midnight - 3600 * (12 + below(24))
    let hours = 48 + below(24)
    from = start
    until = start + hours * 3600
    slotMinutes = pick([30, 45, 60])
    maxConcurrent = 1 + below(3)
    maxUrgent = maxConcurrent + below(2)
    campaignMinutes = pick([0, 45, 120])
    blackouts = below(3) == 0 ? [midnight / 86_400 + below(3) - 1] : []
    let kinds = [
      ("x", ["x_post", "x_thread"]), ("tiktok", ["tiktok_video"]),
      ("instagram", ["instagram_reels", "instagram_stories"]),
    ]
    var platforms: [Platform] = []
    for (name, types) in kinds {
      var platform = Platform(
        name: name, types: types, gapHours: types.map { _ in pick([0, 0.75, 1, 3, 6]) })
      for _ in 0..<below(3) {
        platform.quotas.append(
          pick([
            .rolling(posts: 1 + below(4), hours: 3 + below(20)), .day(posts: 1 + below(3)),
            .fixed(posts: 1 + below(2), minutes: 90 + below(300)),
            .sliding(posts: 1 + below(2), minutes: 100 + below(200)),
          ]))
      }
      platform.maxConcurrent = maybe(oneIn: 3, 1)
      platform.prohibited = (0..<below(2)).map { _ in window() }
      platform.preferred = (0..<below(3)).map { _ in window() }
      if !platform.preferred.isEmpty, below(3) == 0 { platform.preferred[0].isStrict = true }
      // Hours that no clock change touches.
      platform.slots = maybe(
        oneIn: 4, (days: [0, 1, 2, 4, 5, 6], at: (0..<4).map { _ in 240 + below(1200) }))
      platforms.append(platform)
    }
    self.platforms = platforms
    var posts: [Post] = []
    for number in 0..<postCount {
      let platform = pick(platforms)
      let account = pick(accounts)
      let slot = { (start / 1800 + below(hours * 2)) * 1800 }
      var post = Post(
        id: "p\(number)", account: account, platform: platform.name, type: pick(platform.types),
        priority: pick(["urgent", "high", "normal", "normal", "low"]),
        scores: (0..<hours + 1).map { _ in Double(below(10_001)) / 10_000 })
      post.notBefore = maybe(oneIn: 4, slot())
      post.deadline = maybe(oneIn: 4, slot())
      post.pin = maybe(oneIn: 8, slot())
      post.isCommitted = post.pin != nil && below(2) == 0
      post.campaign = maybe(oneIn: 4, pick(["spring", "autumn"]))
      post.queuedAt = maybe(oneIn: 4, start - 3600 * below(100))
      post.failedAt = maybe(oneIn: 8, start + 3600 * below(24))
      if post.failedAt != nil { post.retryAfter = maybe(oneIn: 2, 600 * below(60)) }
      let others = posts.filter { !$0.isCommitted && $0.account == account }
      if !others.isEmpty, !post.isCommitted, below(4) == 0 {
        post.after = pick(others).id
        post.afterHours = below(6)
      }
      posts.append(post)
    }
    self.posts = posts
  }

  static func seconds(_ instant: String) -> Int {
    Int((try? Date(instant, strategy: .iso8601))?.timeIntervalSince1970 ?? 0)
  }

  /// RFC 3339, as the tool writes instants.
  static func instant(_ seconds: Int) -> String {
    Date(timeIntervalSince1970: Double(seconds)).ISO8601Format()
  }
}

extension PlanInstance {
  /// The same problem with a twin of each post, which is the same but for pins and predecessors, so
  /// that many could change places.
  func withTwins() -> PlanInstance {
    var instance = self
    instance.posts += posts.map { post in
      var twin = post
      (twin.id, twin.pin, twin.after, twin.isCommitted) = ("twin of \(post.id)", nil, nil, false)
      return twin
    }
    return instance
  }

  /// The lines of the posts to plan.
  var lines: [String] { posts.filter { !$0.isCommitted }.map(line) }

  /// The lines of the posts that are committed elsewhere.
  var committedLines: [String] { posts.filter(\.isCommitted).map(line) }

  var horizon: [String] {
    ["--from", Self.instant(from), "--until", Self.instant(until), "--now", Self.instant(from)]
  }

  private func line(_ post: Post) -> String {
    var line = """
      {"id":"\(post.id)","account":"\(post.account)","content_type":"\(post.type)",\
      "priority":"\(post.priority)"
      """
    let instants = [
      ("not_before", post.notBefore), ("deadline", post.deadline), ("scheduled_at", post.pin),
      ("queued_at", post.queuedAt), ("failed_at", post.failedAt),
    ]
    for (name, seconds) in instants {
      if let seconds { line += #","\#(name)":"\#(Self.instant(seconds))""# }
    }
    if let campaign = post.campaign { line += #","campaign":"\#(campaign)""# }
    if let after = post.after { line += #","after":"\#(after)","after_hours":\#(post.afterHours)"# }
    if let seconds = post.retryAfter { line += #","retry_after":\#(seconds)"# }
    let hourly = post.scores.map { "\($0)" }.joined(separator: ",")
    return line + #","scores":{"start":"\#(Self.instant(from))","hourly":[\#(hourly)]}}"#
  }

  var yaml: String {
    var yaml = """
      time_zone: \(zone)
      slot_minutes: \(slotMinutes)
      max_concurrent_posts: \(maxConcurrent)
      max_urgent_concurrent: \(maxUrgent)
      campaign: {min_gap_minutes: \(campaignMinutes)}
      backoff: {initial_seconds: 0}
      blackouts: [\(blackouts.map { Self.instant($0 * 86_400).prefix(10) }.joined(separator: ", "))]
      platforms:

      """
    for platform in platforms {
      let types = zip(platform.types, platform.gapHours)
        .map { "\($0): {min_gap_hours: \($1)}" }.joined(separator: ", ")
      yaml += """
          \(platform.name):
            content_types: {\(types)}
            quota: [\(platform.quotas.map(\.yaml).joined(separator: ", "))]
            prohibited_windows: [\(platform.prohibited.map(\.yaml).joined(separator: ", "))]
            preferred_windows: [\(platform.preferred.map(\.yaml).joined(separator: ", "))]

        """
      if let most = platform.maxConcurrent { yaml += "    max_concurrent_posts: \(most)\n" }
      if let slots = platform.slots {
        yaml += """
              slots: {days: [\(Window.names(slots.days))], \
          at: [\(slots.at.map(Window.clock).joined(separator: ", "))]}

          """
      }
    }
    return yaml
  }
}

extension PlanInstance.Quota {
  fileprivate var yaml: String {
    switch self {
    case .rolling(let posts, let hours): "{kind: rolling, posts: \(posts), per_hours: \(hours)}"
    case .day(let posts): "{kind: day, posts: \(posts)}"
    case .fixed(let posts, let minutes): "{kind: fixed, posts: \(posts), per_minutes: \(minutes)}"
    case .sliding(let posts, let minutes):
      "{kind: sliding, posts: \(posts), per_minutes: \(minutes)}"
    }
  }
}

extension PlanInstance.Window {
  fileprivate var yaml: String {
    """
    {days: [\(Self.names(days))], from: \(Self.clock(from)), until: \(Self.clock(until))\
    \(isStrict ? ", strict: true" : "")}
    """
  }

  fileprivate static func names(_ days: [Int]) -> String {
    days.map { ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][$0] }.joined(separator: ", ")
  }

  fileprivate static func clock(_ minutes: Int) -> String {
    let minute = minutes % 60
    return "\(minutes / 60):\(minute < 10 ? "0" : "")\(minute)"
  }
}
