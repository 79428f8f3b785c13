import Foundation
import Testing

/// What is said of pins, which are kept whatever they break.
struct PlanPinTests {
  private let horizon = [
    "--from", "2026-11-24T00:00:00Z", "--days", "2", "--now", "2026-11-24T00:00:00Z",
  ]

  /// The rule that the pin of the first post breaks, as the warning names it.
  private func broken(
    _ pin: String, _ rules: String? = nil, job: String? = nil, beside: [String] = []
  ) throws -> String? {
    try TemporaryDirectory.with { directory in
      var flags = horizon
      for (flag, text) in [("constraints", rules), ("job", job)] {
        guard let text else { continue }
        try directory.write(text, to: flag)
        flags += ["--\(flag)", flag]
      }
      let outcome = try Tool("sched-plan").run(
        flags, input: Plan.lines([pin] + beside), directory: directory)
      #expect(outcome.status == 0, "\(outcome)")
      return outcome.err.firstMatch(of: #/<stdin>:1: .* breaks (.*) \(it is kept\)/#)
        .map { String($0.output.1) }
    }
  }

  @Test
  func `a pin off the platform's listed slots is told`() throws {
    let rules = #"platforms: {x: {slots: {at: "09:00"}}}"#
    #expect(try broken(Plan.pin("p", "x", at: "09:15"), rules) == "the platform's listed slots")
    #expect(try broken(Plan.pin("p", "x", at: "09:00"), rules) == nil)
    #expect(try broken(Plan.pin("p", "x", at: "2026-11-25T09:00:00Z"), rules) == nil)
  }

  @Test
  func `a pin that breaks the job is told`() throws {
    let job = """
      start_after: 2026-11-24T08:00:00Z
      deadline: 2026-11-24T18:00:00Z
      dispatch_windows: [{from: "09:00", until: "12:00"}]
      """
    func broken(_ time: String) throws -> String? {
      try self.broken(Plan.pin("p", "x", at: time), job: job)
    }
    #expect(try broken("07:00") == "start_after 2026-11-24T08:00:00Z")
    #expect(try broken("18:15") == "the job's deadline 2026-11-24T18:00:00Z")
    #expect(try broken("12:00") == "dispatch_windows")
    #expect(try broken("11:45") == nil)
  }

  @Test
  func `a pin within the back-off of its failure is told`() throws {
    let failed = #","failed_at":"2026-11-24T08:00:00Z","retry_after":7200"#
    #expect(
      try broken(Plan.pin("p", "x", at: "09:00", failed))
        == "the back-off after failed_at 2026-11-24T10:00:00Z")
    #expect(try broken(Plan.pin("p", "x", at: "10:00", failed)) == nil)
  }

  /// Days far before and behind the plan are days of their own.
  @Test(arguments: [
    "max_per_day: 1", "quota: {kind: fixed, posts: 1, per_minutes: 1440}",
    "quota: {kind: rolling, posts: 1, per_hours: 24}",
  ])
  func `pins of different days share no window of a quota, however far from the plan`(
    _ quota: String
  ) throws {
    let days = ["2019-03-31", "2026-11-20", "2026-11-21", "2026-11-22", "2026-12-20", "2031-06-01"]
    let pins = days.map { Plan.pin($0, "x", at: "\($0)T10:00:00Z", #","status":"approved""#) }
    try TemporaryDirectory.with { directory in
      let plan = try Plan(
        pins, "platforms: {x: {\(quota)}}", ["--summary", directory.path(of: "s")],
        horizon: ["--from", "2026-11-24T00:00:00Z", "--days", "2", "--now", "2019-01-01T00:00:00Z"])
      #expect(plan.rows.allSatisfy { $0.status == "scheduled" })
      #expect(try directory.text(of: "s").contains(#""quota_compliance_score":1,"#))
    }
    let same = Plan.pin("p", "x", at: "2026-12-20T12:30:00Z")
    let other = [Plan.pin("q", "x", at: "2026-12-20T10:00:00Z")]
    #expect(
      try broken(same, "platforms: {x: {\(quota)}}", beside: other)?.hasPrefix("quota") == true)
  }

  @Test
  func `many pins that break rules are told in six lines`() throws {
    let pins = (0..<40).map { number in
      Plan.pin("\(number)", "x", at: "2026-11-24T\(number / 4 + 10):\(number % 4 * 15 + 10):00Z")
    }
    let outcome = try Tool("sched-plan").run(horizon, input: Plan.lines(pins))
    let lines = outcome.err.split(separator: "\n")
    #expect(lines.count == 6)
    for (number, line) in lines.prefix(5).enumerated() {
      #expect(
        line.hasPrefix("sched-plan: <stdin>:\(number + 1): warning: scheduled_at: "), "\(line)")
    }
    #expect(
      lines.last
        == "sched-plan: warning: 35 more pins break rules: 35 by min_gap_hours (they are kept)")
  }

  @Test
  func `a pin that breaks a rule, or lies in the past, is not compliant`() throws {
    let pins = [
      Plan.pin("a", "x", at: "10:00"), Plan.pin("b", "x", at: "10:30"),
      Plan.pin("c", "tiktok", at: "2026-11-23T10:00:00Z"), Plan.pin("d", "tiktok", at: "10:00"),
    ]
    let outcome = try Tool("sched-plan").run(
      horizon + ["-q", "-o", "/dev/null", "--summary", "-"], input: Plan.lines(pins))
    #expect(outcome.out.contains(#""quota_compliance_score":0.25,"#), "\(outcome)")
  }
}
