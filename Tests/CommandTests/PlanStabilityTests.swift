import Foundation
import SchedCore
import Testing

/// What holds for every plan, over random posts of several accounts under all kinds of rules.
struct PlanStabilityTests {
  private let tool = Tool("sched-plan")
  /// The search is short, for the tests run a debug build; what holds does not depend on it.
  private static let days = [
    "--from", "2026-11-23T00:00:00Z", "--days", "5", "-q", "--effort", "fast",
  ]
  private static let constraints = """
    time_zone: Europe/Berlin
    slot_minutes: 60
    max_concurrent_posts: 2
    blackouts: [2026-11-26]
    campaign: {min_gap_minutes: 90}
    platforms:
      x: {max_per_day: 2, preferred_windows: [{days: mon-thu, from: "10:00", until: "15:00"}]}
      instagram:
        quota: {kind: rolling, posts: 3, per_hours: 48}
        content_types: {instagram_stories: {min_gap_hours: 1}}
      linkedin: {slots: [{days: mon-fri, at: ["09:00", "17:30"]}]}
      facebook: {quota: {kind: fixed, posts: 2, per_minutes: 480}, min_gap_hours: 1.5}
      tiktok: {prohibited_windows: [{from: "23:00", until: "07:00"}]}
    """

  /// Sixty posts of three accounts, decided by the seed.
  private func posts(seed: Int) -> [String] {
    var generator = SeededGenerator(seed: UInt64(seed))
    func choose<Element>(_ elements: [Element]) -> Element {
      elements[Int(generator.next() % UInt64(elements.count))]
    }
    let types = [
      "x_post", "x_thread", "instagram_feed", "instagram_reels", "instagram_stories",
      "linkedin_post", "facebook_post", "facebook_reels", "tiktok_video", "youtube_shorts",
    ]
    return (0..<60).map { number in
      var line = "{\"id\":\"p\(number)\",\"content_type\":\"\(choose(types))\""
      line += ",\"account\":\"a\(number % 3)\""
      line += ",\"priority\":\"\(choose(["urgent", "high", "normal", "low"]))\""
      if choose([true, false, false]) {
        line += ",\"not_before\":\"2026-11-2\(choose([3, 4, 5]))T1\(choose([0, 5, 9])):20:00Z\""
      }
      if choose([true, false, false, false]) {
        line += ",\"deadline\":\"2026-11-2\(choose([5, 6, 7]))T0\(choose([0, 7])):00:00Z\""
      }
      if choose([true, false, false, false]) { line += ",\"campaign\":\"c\(number % 2)\"" }
      if number >= 3, choose([true, false, false, false, false, false]) {
        line += ",\"after\":\"p\(number - 3)\",\"after_hours\":\(choose([0, 1.5, 20]))"
      }
      if choose([true, false, false, false, false, false, false, false]) {
        line += ",\"scheduled_at\":\"2026-11-24T\(10 + number % 10):07:00Z\""
      }
      return line + "}"
    }
  }

  private func plan(
    _ posts: [String], _ flags: [String] = [], in directory: TemporaryDirectory
  ) throws -> String {
    try directory.write(Self.constraints, to: "constraints.yaml")
    let outcome = try tool.run(
      Self.days + ["--constraints", "constraints.yaml"] + flags,
      input: posts.joined(separator: "\n"), directory: directory)
    try #require(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
    return outcome.out
  }

  @Test(arguments: 1...8)
  func `a plan of a plan is itself`(_ seed: Int) throws {
    try TemporaryDirectory.with { directory in
      let once = try plan(posts(seed: seed), in: directory)
      #expect(try plan([once], in: directory) == once, "seed \(seed)")
    }
  }

  @Test(arguments: 1...8)
  func `threads and the order of the input change nothing`(_ seed: Int) throws {
    try TemporaryDirectory.with { directory in
      let posts = posts(seed: seed)
      let once = try plan(posts, ["--threads", "1"], in: directory)
      #expect(try plan(posts, ["--threads", "2"], in: directory) == once, "seed \(seed)")
      #expect(try plan(posts.reversed(), in: directory) == once, "seed \(seed)")
    }
  }

  @Test(arguments: 1...8)
  func `accounts planned apart are the whole plan`(_ seed: Int) throws {
    try TemporaryDirectory.with { directory in
      let posts = posts(seed: seed)
      let whole = try plan(posts, in: directory).split(separator: "\n").sorted()
      var parts: [Substring] = []
      for account in 0..<3 {
        let own = posts.filter { $0.contains("\"account\":\"a\(account)\"") }
        parts += try plan(own, in: directory).split(separator: "\n")
      }
      #expect(parts.sorted() == whole, "seed \(seed)")
    }
  }

  @Test(arguments: 1...4)
  func `a looser gap never lowers what is worth having`(_ seed: Int) throws {
    try TemporaryDirectory.with { directory in
      let posts = posts(seed: seed)
      func figures(_ constraints: String) throws -> (objective: Double, bound: Double) {
        try directory.write(constraints, to: "rules.yaml")
        _ = try tool.run(
          Self.days + ["--constraints", "rules.yaml", "--summary", "s.json"],
          input: posts.joined(separator: "\n"), directory: directory)
        let summary = try #require(
          try JSONSerialization.jsonObject(with: Data(directory.bytes(of: "s.json")))
            as? [String: Any])
        return (
          try #require(summary["objective"] as? Double), try #require(summary["bound"] as? Double)
        )
      }
      let tight = try figures(Self.constraints)
      let loose = try figures("slot_minutes: 60\nmax_concurrent_posts: 3")
      #expect(tight.objective <= tight.bound && loose.objective <= loose.bound)
      // What the tight rules allow cannot be worth more than the bound of the loose ones.
      #expect(tight.objective <= loose.bound + 1e-6, "seed \(seed)")
    }
  }
}
