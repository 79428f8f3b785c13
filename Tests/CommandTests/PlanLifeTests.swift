import Foundation
import Testing

/// What has gone out, is not to go out, was refused, or was forgotten: sched-plan and the life of a
/// post.
struct PlanLifeTests {
  /// Two whole days from the tuesday on, of which nothing is past.
  private let days = [
    "--from", "2026-11-24T00:00:00Z", "--days", "2", "--now", "2026-11-24T00:00:00Z",
    "--input-order",
  ]

  private func post(_ id: String, _ status: String, _ more: String = "") -> String {
    Plan.post(id, "x", #","status":"\#(status)""# + more)
  }

  @Test
  func `what was published comes out as it came in, and others keep their distance from it`() throws
  {
    let published = post(
      "a", "published", #","posted_at":"2026-11-24T09:30:00Z","scheduled_at":null,"n":[1, 2]"#)
    let plan = try Plan([published, Plan.post("b", "x", at: "11:15")], nil, horizon: days)
    #expect(plan.outcome.out.hasPrefix(published + "\n"))
    #expect(plan["b"]?.conflicts == [.string("a")])
    #expect(plan["b"]?.reason == "the only open slot is taken: 1 by min_gap_hours 2")
  }

  @Test
  func `what went out says so by posted_at too, and is never given a slot`() throws {
    let lines = [
      post("a", "scheduled", #","posted_at":"2026-11-24T09:30:00Z""#),
      Plan.post("b", "x", #","posted_at":"2026-11-23T09:30:00Z""#), post("c", "published"),
    ]
    let plan = try Plan(lines, nil, horizon: days)
    #expect(plan.outcome.out == Plan.lines(lines))
  }

  @Test
  func `a draft and a cancelled post get no slot, hold none, and the reason is told`() throws {
    let plan = try Plan(
      [
        post("a", "draft"), post("b", "cancelled", #","scheduled_at":"2026-11-24T10:00:00Z""#),
        Plan.post("c", "x", at: "10:00"),
      ], nil, horizon: days)
    #expect(
      plan.rows.map(\.reason) == ["its status is draft", "its status is cancelled", nil])
    #expect(plan.rows.map(\.status) == ["draft", "cancelled", "scheduled"])
    #expect(plan["b"]?.scheduledAt == "2026-11-24T10:00:00Z")
    #expect(plan["c"]?.scheduledAt == "2026-11-24T10:00:00Z")
  }

  @Test
  func `a refused post gets a new slot, its old one being void`() throws {
    let old = #","scheduled_at":"2026-11-23T20:00:00Z""#
    let plan = try Plan(
      [
        post("a", "failed", old + #","failed_at":"2026-11-23T20:00:05Z""#),
        post("b", "rate_limited", old),
        Plan.post("c", "x", old + #","http_status":429,"failed_at":"2026-11-23T20:00:00Z""#),
        // The failure is older than the plan that came after it.
        post(
          "d", "failed",
          #","scheduled_at":"2026-11-24T10:00:00Z","failed_at":"2026-11-23T20:00:00Z""#),
      ], nil, horizon: days)
    for row in plan.rows {
      #expect(row.status == "scheduled" && row.scheduledAt ?? "" >= "2026-11-24", "\(row)")
    }
    #expect(plan["d"]?.scheduledAt == "2026-11-24T10:00:00Z")
  }

  @Test
  func `an unknown status rejects the line`() throws {
    let outcome = try Tool("sched-plan").run(
      days, input: post("a", "posted") + "\n" + post("b", "cancled") + "\n")
    outcome.expect(
      err: """
        sched-plan: <stdin>:1: status: unknown value "posted" (known: draft, approved, scheduled, \
        unscheduled, overdue, published, failed, rate_limited, cancelled)
        sched-plan: <stdin>:2: status: unknown value "cancled" (did you mean "cancelled"?)

        """, status: 1)
  }

  @Test
  func `in --existing too, what is cancelled holds nothing and what went out stays out`() throws {
    let existing = [
      post("a", "cancelled", #","scheduled_at":"2026-11-24T10:00:00Z""#),
      post("b", "published", #","posted_at":"2026-11-23T13:00:00Z""#),
      // The last word on a post holds, but that it went out is not taken back.
      post("c", "scheduled", #","scheduled_at":"2026-11-25T06:00:00Z""#),
      post("c", "scheduled", #","scheduled_at":"2026-11-25T08:00:00Z""#),
      post("b", "scheduled", #","scheduled_at":"2026-11-25T20:00:00Z""#),
      post("z", "draft", #","scheduled_at":"2026-11-25T20:00:00Z""#),
    ]
    let plan = try Plan(
      [
        Plan.post("a", "x", at: "10:00"), Plan.post("b", "x"), Plan.post("c", "x"),
        Plan.post("d", "x", at: "2026-11-25T20:00:00Z"),
      ], nil, horizon: days, existing: existing)
    #expect(plan["a"]?.scheduledAt == "2026-11-24T10:00:00Z")
    #expect(plan["b"]?.status == "published")
    #expect(plan.outcome.out.contains(#""posted_at":"2026-11-23T13:00:00Z""#))
    #expect(plan["c"]?.scheduledAt == "2026-11-25T08:00:00Z")
    #expect(plan["d"]?.scheduledAt == "2026-11-25T20:00:00Z")
  }

  @Test
  func `a post of --existing keeps the score that its plan gave it`() throws {
    let existing = [Plan.pin("a", "x", at: "10:00", #","score":0.1234"#)]
    let plan = try Plan([Plan.post("a", "x")], nil, horizon: days, existing: existing)
    #expect(plan["a"]?.score == 0.1234)
    // Its hour is over, and no curve has it.
    let late = ["--now", "2026-12-24T00:00:00Z"]
    let overdue = try Plan(
      [Plan.post("a", "x")], nil, ["-q"], horizon: late, existing: existing)
    #expect(overdue["a"]?.score == 0.1234)
  }

  @Test
  func `a refusal that comes after the slot of --existing makes it void`() throws {
    let slot = #","scheduled_at":"2026-11-23T20:00:00Z""#
    let plan = try Plan(
      [post("a", "failed", #","failed_at":"2026-11-23T20:00:03Z""#)], nil, horizon: days,
      existing: [post("a", "scheduled", slot)])
    #expect(plan["a"]?.scheduledAt ?? "" >= "2026-11-24")
  }

  @Test
  func `a refused post that says when it was tried is not taken for published by the next plan`()
    throws
  {
    let tried = #","posted_at":"2026-11-23T20:00:00Z""#
    let posts = [
      post("a", "failed", tried), post("b", "rate_limited", tried),
      Plan.post("c", "x", #","http_status":429"# + tried),
      post("d", "failed", #","deadline":"2026-11-23T22:00:00Z""# + tried),
    ]
    let first = try Plan(posts, nil, horizon: days)
    #expect(first.rows.map(\.status) == ["scheduled", "scheduled", "scheduled", "unscheduled"])
    #expect(first.outcome.out.split(separator: #""posted_at":null"#).count == 5)
    let again = try Plan(
      first.outcome.out.split(separator: "\n").map(String.init), nil, horizon: days)
    #expect(again.outcome.out == first.outcome.out)
  }

  /// Its scores are gone from the plan, so that planned again it would have another.
  @Test
  func `a refused post that is planned at once stays there`() throws {
    let line = Plan.post(
      "a", "x", at: "00:00",
      #","http_status":429,"scores":{"start":"2026-11-24T00:00:00Z","hourly":[0.84]}"#)
    let first = try Plan([line], nil, ["-q"], horizon: days)
    #expect(first["a"]?.scheduledAt == "2026-11-24T00:00:00Z" && first["a"]?.score == 0.84)
    try Tool("sched-plan").run(days + ["-q"], input: first.outcome.out)
      .expect(out: first.outcome.out)
  }

  @Test
  func `a plan of what became of a plan is itself`() throws {
    let first = try Plan(
      [
        post("a", "failed", #","failed_at":"2026-11-24T00:00:00Z""#), post("b", "draft"),
        post("c", "published", #","posted_at":"2026-11-23T09:00:00Z""#), Plan.post("d", "x"),
        Plan.pin("e", "x", at: "2026-11-23T10:00:00Z"),
      ], nil, horizon: days, warnings: Self.overdue(line: 5))
    let again = try Tool("sched-plan").run(days, input: first.outcome.out)
    again.expect(out: first.outcome.out, err: Self.overdue(line: 5))
  }
}

extension PlanLifeTests {
  private static func overdue(line: Int) -> String {
    """
    sched-plan: <stdin>:\(line): warning: scheduled_at: 1 post is overdue: its slot passed, and no \
    posted_at or status says what came of it (--replan-overdue gives a new slot)

    """
  }

  @Test
  func `a slot that passed unused is overdue, keeps its place, and is told once`() throws {
    let pins = ["08", "09", "20"].map {
      Plan.pin("p\($0)", "x", at: "2026-11-23T\($0):00:00Z", #","platform":"x""#)
    }
    let plan = try Plan(
      pins + [Plan.post("q", "x", at: "00:15")], nil, horizon: days,
      warnings: """
        sched-plan: warning: scheduled_at: 3 posts are overdue: their slots, the first at \
        <stdin>:1, passed, and no posted_at or status says what came of it (--replan-overdue gives \
        a new slot)

        """)
    #expect(plan.rows.map(\.status) == ["overdue", "overdue", "overdue", "scheduled"])
    #expect(
      plan.rows.prefix(3).map { $0.scheduledAt?.dropFirst(11).prefix(2) } == ["08", "09", "20"])
  }

  @Test
  func `what is past goes by now, or by the plan's beginning where that is earlier`() throws {
    let pin = [Plan.pin("p", "x", at: "10:00")]
    // A plan of last week, and one of next week.
    for (from, now) in [("2026-11-20", "2026-11-26"), ("2026-11-25", "2026-11-23")] {
      let plan = try Plan(
        pin, nil,
        horizon: ["--from", from + "T00:00:00Z", "--days", "9", "--now", now + "T00:00:00Z"])
      #expect(plan["p"]?.status == "scheduled")
    }
  }

  @Test
  func `--replan-overdue gives a new slot to what is overdue, and to nothing else`() throws {
    let posts = [
      Plan.pin("a", "x", at: "2026-11-23T10:00:00Z"), Plan.pin("b", "x", at: "10:00"),
      post("c", "published", #","scheduled_at":"2026-11-23T15:00:00Z""#),
      Plan.post("d", "x"),
    ]
    let plan = try Plan(
      posts, nil, ["--replan-overdue"], horizon: days,
      existing: [Plan.pin("d", "x", at: "2026-11-23T18:00:00Z")])
    #expect(plan["a"]?.scheduledAt ?? "" >= "2026-11-24" && plan["a"]?.status == "scheduled")
    #expect(plan["b"]?.scheduledAt == "2026-11-24T10:00:00Z")
    #expect(plan["c"]?.scheduledAt == "2026-11-23T15:00:00Z")
    #expect(plan["d"]?.scheduledAt ?? "" >= "2026-11-24" && plan["d"]?.status == "scheduled")
  }
}

extension PlanLifeTests {
  @Test
  func `posts without a slot are counted by rule, in one line that -q silences`() throws {
    let posts = [
      Plan.post("a", "x", at: "10:00"), Plan.post("b", "x", at: "10:00"),
      Plan.post("c", "x", at: "11:00"), Plan.post("d", "x", #","deadline":"2026-11-20T00:00:00Z""#),
      Plan.post("e", "x", #","after":"d""#), post("f", "draft"),
    ]
    let rest = ["--from", "2026-11-24T00:00:00Z", "--days", "1"]
    let outcome = try Tool("sched-plan").run(rest, input: Plan.lines(posts))
    #expect(
      outcome.err == """
        sched-plan: warning: 4 of 5 posts have no slot: 2 by min_gap_hours, 1 by after, 1 by deadline

        """)
    #expect(outcome.status == 0)
    #expect(try Tool("sched-plan").run(rest + ["-q"], input: Plan.lines(posts)).err.isEmpty)
  }

  @Test
  func `figures leave aside what the plan does not decide`() throws {
    try TemporaryDirectory.with { directory in
      let posts = [
        post("a", "draft"), post("b", "published", #","posted_at":"2026-11-24T09:30:00Z""#),
        post("c", "cancelled"), Plan.post("d", "x", at: "12:00"),
      ]
      _ = try Plan(posts, nil, ["--summary", directory.path(of: "s")], horizon: days)
      let summary = try directory.text(of: "s")
      #expect(summary.contains(#""placed":1,"left_out":0,"#), "\(summary)")
      #expect(summary.contains(#""schedule_adherence_score":1}"#), "\(summary)")
    }
  }
}

/// One reading of a status in all tools that read it.
struct StatusAgreementTests {
  private static let statuses = [
    "draft", "approved", "scheduled", "unscheduled", "overdue", "published", "failed",
    "rate_limited", "cancelled",
  ]

  /// A post of that status that has an instant of each kind, the slot first.
  private func line(_ status: String, posted: Bool) -> String {
    let instant = posted ? #","posted_at":"2026-11-20T10:00:00Z""# : ""
    return
      #"{"platform":"x","status":"\#(status)","scheduled_at":"2026-11-20T10:00:00Z"\#(instant),"#
      + #""failed_at":"2026-11-20T10:00:01Z","metrics":{"likes":1}}"# + "\n"
  }

  @Test(arguments: statuses, [false, true])
  func `all tools agree on what has gone out`(_ status: String, _ posted: Bool) throws {
    let isOut =
      status == "published"
      || posted
        && ["approved", "scheduled", "unscheduled", "overdue"]
          .contains(status)
    let now = ["--now", "2026-11-20T11:00:00Z"]
    let line = line(status, posted: posted)
    try TemporaryDirectory.with { directory in
      try directory.write(line, to: "posts")
      // What has gone out keeps scores down after it.
      let post = #"{"platform":"x"}"#
      func scores(_ flags: [String]) throws -> String {
        try Tool("sched-score").run(now + flags, input: post, directory: directory).out
      }
      #expect(try (scores([]) != scores(["--recent", "posts"])) == isOut)
      // It keeps its place, and others away; a refused one is planned again.
      let plan = try Tool("sched-plan").run(now + ["--days", "3"], input: line)
      let isPlanned =
        plan.out.contains(#""status":"scheduled","#) && !plan.out.contains("T10:00:00Z\",\"posted")
      let mayBePlanned = !isOut && !["draft", "cancelled"].contains(status)
      #expect(isPlanned == mayBePlanned, "\(plan)")
      let near =
        #"{"platform":"x","not_before":"2026-11-20T11:30:00Z","deadline":"2026-11-20T11:30:00Z"}"#
      let beside = try Tool("sched-plan").run(
        now + ["--existing", "posts"], input: near, directory: directory)
      #expect(beside.out.contains("min_gap_hours") == isOut, "\(beside)")
      // It is learned from, where it says when; and it is measured.
      if posted || status != "published" {
        let train = try Tool("sched-train").run(["--min-samples", "160"], input: line)
        #expect(train.out.contains(#""samples":1"#) == isOut, "\(train)")
      }
      let feedback = try Tool("sched-feedback").run(now, input: line)
      let counts = feedback.out.split(separator: "\n").first { $0.contains(#""kind":"kpi""#) }
      #expect((counts?.contains(#""published":1"#) ?? false) == isOut, "\(feedback)")
    }
  }

  @Test
  func `no tool takes an unknown status`() throws {
    let line = #"{"platform":"x","status":"lost","posted_at":"2026-11-20T10:00:00Z"}"#
    for name in ["sched-plan", "sched-train", "sched-feedback"] {
      let outcome = try Tool(name).run(["--now", "2026-11-20T11:00:00Z"], input: line)
      #expect(outcome.err.contains(#":1: status: unknown value "lost""#), "\(outcome)")
    }
    try TemporaryDirectory.with { directory in
      try directory.write(line, to: "posts")
      for (name, flag) in [("sched-score", "--recent"), ("sched-plan", "--existing")] {
        let outcome = try Tool(name).run([flag, "posts"], input: "", directory: directory)
        #expect(outcome.status == 65 && outcome.err.contains("posts:1: status:"), "\(outcome)")
      }
    }
  }
}
