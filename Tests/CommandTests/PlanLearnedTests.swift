import Testing

/// What a person wrote and what was learned hold together: of each figure, the tighter.
///
/// Each figure is tried in both directions, and a plan under both must be the one under the tighter
/// alone.
struct PlanLearnedTests {
  /// Plans posts of an account under rules of a file, and under learned limits.
  private func plan(
    _ posts: [String], rules: String?, learned: String?, _ flags: [String] = []
  ) throws -> Plan {
    try TemporaryDirectory.with { directory in
      let limits = learned.map {
        #"{"kind":"limits","platform":"x","account":"default",\#($0)}"# + "\n"
      }
      try directory.write(limits ?? "", to: "params")
      return try Plan(
        posts, rules,
        flags + ["--now", "2026-11-24T00:00:00Z", "--params", directory.path(of: "params")])
    }
  }

  /// Figures of a back-off of which each has one that is longer than in the other.
  @Test(
    arguments: [
      (field: "initial_seconds", less: "20000", more: "40000", others: ["max_seconds": "80000"]),
      (
        field: "multiplier", less: "1.5", more: "4",
        others: ["initial_seconds": "10000", "max_seconds": "80000"]
      ),
      (field: "max_seconds", less: "30000", more: "60000", others: ["initial_seconds": "80000"]),
    ], ["1", "2"])
  func `the longer of written and learned waits holds, figure by figure`(
    _ figure: (field: String, less: String, more: String, others: [String: String]), _ seed: String
  ) throws {
    // The reason names the end of the wait, which the deadline is before.
    let post = [
      Plan.post(
        "f", "x",
        #","failed_at":"2026-11-24T00:00:00Z","attempts":2,"deadline":"2026-11-24T00:00:00Z""#)
    ]
    func end(_ written: String?, _ learned: String?) throws -> String? {
      func figures(_ value: String, _ name: (String) -> String) -> String {
        var all = ["initial_seconds": "1", "multiplier": "2", "max_seconds": "60"]
        for (field, other) in figure.others { all[field] = other }
        all[figure.field] = value
        return all.sorted { $0.key < $1.key }.map { "\(name($0.key)): \($0.value)" }
          .joined(separator: ", ")
      }
      let plan = try plan(
        post, rules: written.map { "backoff: {\(figures($0) { $0 })}" },
        learned: learned.map { #""backoff":{\#(figures($0) { "\"\($0)\"" })}"# },
        ["--seed", seed])
      return plan["f"]?.reason
    }
    let (less, more) = (try end(figure.less, nil), try end(figure.more, nil))
    #expect(try #require(less) < #require(more))
    #expect(try end(nil, figure.more) == more)
    #expect(try end(figure.more, figure.less) == more)
    #expect(try end(figure.less, figure.more) == more)
    #expect(try end(figure.less, figure.less) == less)
  }

  private static let four = (0..<4).map { Plan.post("\($0)", "x", at: "09:00") }

  /// Four posts want one slot; three are the most of an account.
  @Test(
    arguments: [
      (written: 1, learned: 2, isPlatforms: true), (written: 2, learned: 1, isPlatforms: true),
      (written: 1, learned: 2, isPlatforms: false), (written: 2, learned: 1, isPlatforms: false),
    ])
  func `the smaller of written and learned posts at once holds, of platform and account`(
    _ limit: (written: Int, learned: Int, isPlatforms: Bool)
  ) throws {
    func placed(_ written: Int?, _ learned: Int?) throws -> Int {
      let most = written.map { "max_concurrent_posts: \($0)" }
      let rules =
        limit.isPlatforms
        ? "platforms: {x: {min_gap_hours: 0\(most.map { ", " + $0 } ?? "")}}"
        : "{platforms: {x: {min_gap_hours: 0}}\(most.map { ", " + $0 } ?? "")}"
      let plan = try plan(
        Self.four, rules: rules, learned: learned.map { #""max_concurrent_posts":\#($0)"# })
      return plan.rows.count { $0.status == "scheduled" }
    }
    #expect(try placed(nil, nil) == 3)
    #expect(try placed(limit.written, nil) == limit.written)
    #expect(try placed(nil, limit.learned) == limit.learned)
    #expect(try placed(limit.written, limit.learned) == 1)
    #expect(try placed(limit.written, 5) == limit.written)
  }

  @Test(arguments: [(written: 2, learned: 5), (written: 5, learned: 2), (written: 2, learned: 2)])
  func `the smaller of written and learned posts a day holds`(
    _ limit: (written: Int, learned: Int)
  ) throws {
    func placed(_ written: Int?, _ learned: Int?) throws -> Int {
      let most = written.map { ", max_per_day: \($0)" } ?? ""
      let plan = try plan(
        (0..<8).map { Plan.post("\($0)", "x") }, rules: "platforms: {x: {min_gap_hours: 0\(most)}}",
        learned: learned.map { #""posts_per_day":\#($0)"# })
      return plan.rows.count { $0.status == "scheduled" }
    }
    #expect(try placed(limit.written, nil) == limit.written)
    #expect(try placed(nil, limit.learned) == limit.learned)
    #expect(try placed(limit.written, limit.learned) == 2)
  }

  /// The deadline leaves the later of the two as the only slot.
  @Test(arguments: [("08:00", "10:00"), ("10:00", "08:00"), ("10:00", "10:00")])
  func `the later of not_before and resume_at holds`(
    _ start: (notBefore: String, resumeAt: String)
  ) throws {
    func reason(deadline: String) throws -> (slot: String?, reason: String?) {
      let times =
        #","not_before":"\#(Plan.instant(start.notBefore))","deadline":"\#(Plan.instant(deadline))""#
      let plan = try plan(
        [Plan.post("q", "x", times)], rules: nil,
        learned: #""resume_at":"\#(Plan.instant(start.resumeAt))""#)
      return (plan["q"]?.scheduledAt, plan["q"]?.reason)
    }
    #expect(try reason(deadline: "10:00").slot == Plan.instant("10:00"))
    let early = try reason(deadline: max(start.notBefore, "09:59"))
    let isAsked = start.notBefore == "08:00"
    #expect(early.slot == (isAsked ? nil : Plan.instant("10:00")))
    #expect(early.reason?.contains("the platform's retry_after") == (isAsked ? true : nil))
  }

  @Test(
    arguments: [
      ("10:00", "11:00", "the back-off after failed_at"),
      ("11:00", "10:00", "the platform's retry_after"),
    ])
  func `the later of resume_at and a post's own retry_after holds`(
    _ wait: (resumeAt: String, retryAfter: String, binding: String)
  ) throws {
    let refused =
      #","status":"rate_limited","failed_at":"2026-11-24T00:00:00Z","retry_after":"\#(Plan.instant(wait.retryAfter))","deadline":"\#(Plan.instant("10:45"))""#
    let plan = try plan(
      [Plan.post("q", "x", refused)], rules: nil,
      learned: #""resume_at":"\#(Plan.instant(wait.resumeAt))""#)
    #expect(
      plan["q"]?.reason
        == "deadline \(Plan.instant("10:45")) is before \(wait.binding) \(Plan.instant("11:00"))")
  }
}
