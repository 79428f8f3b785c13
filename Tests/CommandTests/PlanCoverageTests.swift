import Foundation
import Testing

/// Scores of the input that do not reach as far as the plan.
struct PlanCoverageTests {
  private let now = "2026-11-24T00:00:00Z"

  private func scored(days: Int, from: String, count: Int = 6) throws -> [String] {
    let posts = (0..<count).map { Plan.post("\($0)", "x") }
    let outcome = try Tool("sched-score").run(
      ["--now", from, "--days", "\(days)"], input: Plan.lines(posts))
    return outcome.out.split(separator: "\n").map(String.init)
  }

  private func plan(_ posts: [String], _ flags: [String] = [], warnings: String = "") throws -> Plan
  {
    try Plan(
      posts, nil, flags, horizon: ["--from", now, "--now", now, "--days", "14"], warnings: warnings)
  }

  @Test
  func `hours that the scores do not cover have the built-in score, and that is said`() throws {
    let week = try scored(days: 7, from: now)
    let plan = try plan(
      week,
      warnings: """
        sched-plan: warning: scores: 6 posts have none for some hours of the plan, as from \
        2026-12-01T00:00:00Z on: the built-in score stands in (sched-score --days N covers N days)

        """)
    let whole = try self.plan(try scored(days: 14, from: now))
    #expect(plan.outcome.out == whole.outcome.out)
    #expect(plan.rows.allSatisfy { $0.score ?? 0 > 0.9 })
  }

  @Test
  func `scores of as many days from the same minute on leave nothing to tell`() throws {
    let now = "2026-11-24T10:20:00Z"
    let posts = try scored(days: 14, from: now)
    _ = try Plan(posts, nil, horizon: ["--from", now, "--now", now, "--days", "14"])
  }

  @Test
  func `scores that end before the plan begins are told`() throws {
    let old = try scored(days: 7, from: "2026-11-10T00:00:00Z")
    let plan = try plan(
      old,
      warnings: """
        sched-plan: warning: scores: those of 6 posts, the first at <stdin>:1, end before the plan \
        begins: the built-in score stands in (sched-score makes new ones)

        """)
    let narrow = old[0].dropLast() + #","not_before":"\#(now)","deadline":"\#(now)"}"#
    let alone = try self.plan(
      [String(narrow)],
      warnings: """
        sched-plan: <stdin>:1: warning: scores: these end before the plan begins: the built-in score \
        stands in (sched-score makes new ones)

        """)
    #expect(alone.rows.first?.status == "scheduled")
    let unscored = try self.plan((0..<6).map { Plan.post("\($0)", "x") })
    #expect(plan.outcome.out == unscored.outcome.out)
  }

  @Test
  func `a post that must go out within its scores needs no others, nor does a pin`() throws {
    let week = try scored(days: 7, from: now, count: 1)[0].dropLast()
    _ = try plan([week + #","deadline":"2026-11-30T00:00:00Z"}"#])
    _ = try plan([week + #","scheduled_at":"2026-12-04T09:00:00Z"}"#])
    _ = try plan([week + #","status":"draft"}"#])
  }

  @Test
  func `an audience that only sched-score knew does not reject a post with scores`() throws {
    let week = try scored(days: 7, from: now, count: 1)[0].dropLast()
    let plan = try plan([week + #","audience":"gamers"}"#], ["-q"])
    #expect(plan.rows.first?.status == "scheduled")
  }
}

/// What a refusal says of the whole account, and what was learned of its waits.
struct PlanHoldTests {
  private let horizon = [
    "--from", "2026-11-24T00:00:00Z", "--days", "1", "--now", "2026-11-24T00:00:00Z",
  ]

  private func refused(_ retryAfter: String, _ more: String = "") -> String {
    Plan.post(
      "r", "x",
      #","status":"rate_limited","failed_at":"2026-11-24T00:00:00Z","retry_after":\#(retryAfter)"#
        + more)
  }

  @Test(arguments: [
    "36000", #""36000""#, #""2026-11-24T10:00:00Z""#, #""Tue, 24 Nov 2026 10:00:00 GMT""#,
  ])
  func `retry_after of one post holds its account on that platform until then`(
    _ retryAfter: String
  ) throws {
    let others = [
      Plan.post("a", "x", at: "09:45"), Plan.post("b", "x", at: "10:00"),
      Plan.post("c", "tiktok", at: "09:00"),
      Plan.post("d", "x", at: "09:00", #","account":"other""#),
    ]
    for isCommitted in [false, true] {
      let plan = try Plan(
        others + (isCommitted ? [] : [refused(retryAfter, #","deadline":"2026-11-23T00:00:00Z""#)]),
        nil, horizon: horizon, existing: isCommitted ? [refused(retryAfter)] : [])
      #expect(
        plan["a"]?.reason
          == "deadline 2026-11-24T09:45:00Z is before the platform's retry_after 2026-11-24T10:00:00Z"
      )
      #expect(["b", "c", "d"].allSatisfy { plan[$0]?.status == "scheduled" }, "\(plan.outcome)")
    }
  }

  @Test
  func `what has gone out since holds nothing`() throws {
    let published = refused("36000").replacing("rate_limited", with: "published")
    let plan = try Plan([published, Plan.post("a", "x", at: "09:45")], nil, horizon: horizon)
    #expect(plan["a"]?.status == "scheduled")
  }

  @Test
  func `a pin before the platform's retry_after is told`() throws {
    _ = try Plan(
      [refused("36000"), Plan.pin("p", "x", at: "08:00")], nil, horizon: horizon,
      warnings: """
        sched-plan: <stdin>:2: warning: scheduled_at: "2026-11-24T08:00:00Z" breaks the platform's \
        retry_after 2026-11-24T10:00:00Z (it is kept)

        """)
  }

  /// Whatever the seed draws, a wait of up to a day is longer than one of up to a minute.
  @Test(arguments: 1...3)
  func `a learned back-off does not shorten the one of the constraints`(_ seed: Int) throws {
    let limits = #"""
      {"kind":"parameters","format":1,"version":1}
      {"kind":"limits","platform":"x","account":"default","backoff":{"initial_seconds":2,"multiplier":2,"max_seconds":60}}

      """#
    try TemporaryDirectory.with { directory in
      try directory.write(limits, to: "params")
      let failed = [Plan.post("f", "x", #","failed_at":"2026-11-24T00:00:00Z""#)]
      let flags = ["--seed", "\(seed)"]
      let rules = "backoff: {initial_seconds: 80000, max_seconds: 80000}"
      let written = try Plan(failed, rules, flags, horizon: horizon)
      let learned = try Plan(
        failed, rules, flags + ["--params", directory.path(of: "params")], horizon: horizon)
      #expect(learned.slots == written.slots)
    }
  }
}
