import Foundation
import Testing

/// sched-plan's own flags and what it writes, from outside.
///
/// Rules are in PlanRuleTests, reasons in PlanReasonTests, and what holds for random plans in
/// PlanPropertyTests and PlanStabilityTests.
struct PlanTests {
  private let tool = Tool("sched-plan")

  /// A field with scores for the hours of `Plan.tuesday`, the last of them 0 if not said.
  private func scores(_ hourly: Double...) -> String {
    let day = hourly + [Double](repeating: 0, count: 24 - hourly.count)
    let list = day.map { "\($0)" }.joined(separator: ",")
    return #","scores":{"start":"2026-11-24T00:00:00Z","hourly":[\#(list)]}"#
  }

  private let hours = "slot_minutes: 60"
  private let urgent = #","priority":"urgent""#
}

extension PlanTests {
  @Test
  func `each post gets the hour that it scores best in, and the plan stands in time order`() throws
  {
    let plan = try Plan(
      [
        Plan.post("c", "tiktok", scores(0, 0, 0.9)), Plan.post("a", "x", scores(0.1, 0.8, 0.2)),
        Plan.post("b", "linkedin", scores(0, 0, 0.7)),
        Plan.post("z", "x", #","deadline":"2026-11-23T00:00:00Z""#),
        Plan.post("d", "youtube", scores(0.4)),
      ], hours)
    // Equal instants: by account, then by the order of the platforms, then by id.
    #expect(
      plan.slots == [
        "d 2026-11-24T00:00:00Z", "a 2026-11-24T01:00:00Z", "c 2026-11-24T02:00:00Z",
        "b 2026-11-24T02:00:00Z",
        "z deadline 2026-11-23T00:00:00Z is before --from 2026-11-24T00:00:00Z",
      ])
    #expect(plan.rows.map(\.score) == [0.4, 0.8, 0.9, 0.7, nil])
  }

  @Test
  func `a line keeps its own fields, loses its scores, and gets what the plan says`() throws {
    let left =
      #"{"id":"l","platform":"x","n":1.10,"status":"approved"\#(scores(0.5)),"deadline":"2026-11-23T00:00:00Z"}"#
    let placed =
      #"{"scores":{"start":"2026-11-24T00:00:00Z","hourly":[0.25]},"id":7,"scheduled_at":null,"platform":"x"}"#
    let arguments = Plan.tuesday.dropLast(2) + ["--until", "2026-11-24T01:00:00Z", "--input-order"]
    try tool.run(arguments + ["-q"], input: Plan.lines([left, placed])).expect(
      out: #"""
        {"id":"l","platform":"x","n":1.10,"status":"unscheduled","deadline":"2026-11-23T00:00:00Z","scheduled_at":null,"key":"default/x/l","reason":"deadline 2026-11-23T00:00:00Z is before --from 2026-11-24T00:00:00Z","conflicts":[]}
        {"id":7,"scheduled_at":"2026-11-24T00:00:00Z","platform":"x","score":0.25,"status":"scheduled","key":"default/x/=7"}

        """#)
    try tool.run(arguments + ["--keep-scores"], input: placed).expect(
      out: #"""
        {"scores":{"start":"2026-11-24T00:00:00Z","hourly":[0.25]},"id":7,"scheduled_at":"2026-11-24T00:00:00Z","platform":"x","score":0.25,"status":"scheduled","key":"default/x/=7"}

        """#)
  }

  @Test
  func `--input-order keeps the order of the input`() throws {
    let posts = [
      Plan.post("z", "x", #","deadline":"2026-11-23T00:00:00Z""#), Plan.pin("b", "x", at: "10:00"),
      Plan.pin("c", "x", at: "04:00"), Plan.pin("a", "x", at: "08:00"),
    ]
    #expect(
      try Plan(posts, nil, ["--input-order"]).rows.map { $0.id?.text } == ["z", "b", "c", "a"])
    #expect(try Plan(posts).rows.map { $0.id?.text } == ["c", "a", "b", "z"])
  }

  @Test
  func `a preferred window raises the score by a quarter, once, and never above 1`() throws {
    let plan = try Plan(
      [
        Plan.post("a", "x", at: "00:00", scores(0.5)),
        Plan.post("b", "tiktok", at: "00:00", scores(0.9)),
        Plan.post("c", "youtube", at: "00:00", scores(0.5)),
      ],
      """
      platforms:
        x: {preferred_windows: [{days: tue, until: "01:00"}, {from: "23:00", until: "00:30"}]}
        tiktok: {preferred_windows: [{days: mon-fri}]}
        youtube: {preferred_windows: [{days: wed}]}
      """)
    #expect(plan["a"]?.score == 0.625)
    #expect(plan["b"]?.score == 1)
    #expect(plan["c"]?.score == 0.5)
  }

  @Test
  func `the score of an urgent post fades by half a day's distance, and others' do not`() throws {
    // 0.8 · 2^(-12/24) = 0.57 at noon is less than 0.6 at midnight; 0.9 · 2^(-1/2) = 0.64 is more.
    func noon(_ id: String, _ score: Double, _ more: String) -> String {
      Plan.post(id, id, scores(0.6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, score) + more)
    }
    let plan = try Plan(
      [noon("x", 0.8, urgent), noon("tiktok", 0.9, urgent), noon("youtube", 0.8, "")], hours)
    #expect(plan["x"]?.scheduledAt == "2026-11-24T00:00:00Z")
    #expect(plan["tiktok"]?.scheduledAt == "2026-11-24T12:00:00Z")
    #expect(plan["tiktok"]?.score == 0.9)
    #expect(plan["youtube"]?.scheduledAt == "2026-11-24T12:00:00Z")
  }

  @Test
  func `posts without scores are placed as if sched-score had scored them`() throws {
    let posts = ["x", "tiktok", "instagram_stories", "linkedin", "x_thread"].enumerated()
      .map { Plan.post("p\($0.offset)", $0.element) }
    let plain = try Plan(posts, nil, ["--now", "2026-11-24T00:00:00Z"])
    let scored = try Tool("sched-score").run(
      ["--now", "2026-11-24T00:00:00Z"], input: Plan.lines(posts))
    #expect(try tool.run(Plan.tuesday, input: scored.outBytes).out == plain.outcome.out)
    #expect(plain.rows.allSatisfy { $0.score ?? 0 > 0.5 })
  }
}

extension PlanTests {
  @Test(
    arguments: [
      // Percent-encoded as by Python: urllib.parse.quote(text, safe="").
      (#""platform":"x","id":"7""#, "default/x/7"), (#""platform":"x","id":7"#, "default/x/=7"),
      (#""platform":"twitter","id":"=7""#, "default/x/%3D7"),
      (
        #""content_type":"instagram_reels","account":"caf\u00e9/bar","id":"a b%2F~._-""#,
        "caf%C3%A9%2Fbar/instagram/a%20b%252F~._-"
      ),
      (#""platform":"x","id":1.50"#, "default/x/=1.50"),
      (#""platform":"x","id":"😀\n\"""#, "default/x/%F0%9F%98%80%0A%22"),
      (#""platform":"x","id":12345678901234567890,"account":"a""#, "a/x/=12345678901234567890"),
    ])
  func `the key is the same for ever, for account, platform and id`(
    _ example: (fields: String, key: String)
  ) throws {
    let plan = try tool.run(Plan.tuesday, input: "{\(example.fields)}")
    #expect(plan.out.contains(#","key":"\#(example.key)"}"#), "\(plan)")
    // Left out, later, with other rules: the same.
    let left = try tool.run(
      Plan.tuesday + ["--seed", "9"],
      input: #"{\#(example.fields),"deadline":"2020-01-01T00:00:00Z"}"#)
    #expect(left.out.contains(#","key":"\#(example.key)","#), "\(left)")
  }

  @Test
  func `a post without an id has no key`() throws {
    let plan = try Plan([#"{"platform":"x"}"#, #"{"platform":"x","id":""}"#])
    #expect(plan.rows.map(\.key) == [nil, nil])
  }

  @Test
  func
    `an id that stands twice for one account and platform is rejected, where it first stood told`()
    throws
  {
    try TemporaryDirectory.with { directory in
      let posts = [
        Plan.post("5", "x"), Plan.post("5", "tiktok"), Plan.post("5", "x", #","account":"b""#),
        #"{"id":5,"platform":"x"}"#, Plan.post("5", "twitter"),
        #"{"id":"\u0035","content_type":"x_thread"}"#,
      ]
      try directory.write(Plan.lines(posts), to: "posts.jsonl")
      let plan = try tool.run(Plan.tuesday + ["posts.jsonl"], directory: directory)
      #expect(plan.status == 1 && plan.out.split(separator: "\n").count == 3, "\(plan)")
      #expect(
        plan.err == """
          sched-plan: posts.jsonl:4: id: 5 stands at posts.jsonl:1 already (one post of an account and platform has it)
          sched-plan: posts.jsonl:5: id: "5" stands at posts.jsonl:1 already (one post of an account and platform has it)
          sched-plan: posts.jsonl:6: id: "5" stands at posts.jsonl:1 already (one post of an account and platform has it)

          """)
    }
  }
}

extension PlanTests {
  @Test
  func `--explain tells the factors, and the best other slots with what holds them`() throws {
    let posts = [
      Plan.pin("p", "x", at: "01:00"),
      Plan.post("q", "x", #","priority":"high""# + scores(0.1, 0.9, 0.5, 0.2)),
    ]
    let plan = try Plan(
      posts,
      hours
        + ", platforms: {x: {preferred_windows: [{from: \"03:00\"}]}}"
        .replacing(", platforms", with: "\nplatforms"),
      ["--explain", "--until", "2026-11-24T04:00:00Z"])
    #expect(
      plan.outcome.out.contains(
        #""id":"q","platform":"x","priority":"high","scheduled_at":"2026-11-24T03:00:00Z","score":0.25,"status":"scheduled","key":"default/x/q","why":{"priority":"high","weight":4,"preferred":true,"decay":1,"pinned":false,"next":[{"at":"2026-11-24T01:00:00Z","score":0.9,"taken_by":"min_gap_hours 2"},{"at":"2026-11-24T02:00:00Z","score":0.5,"taken_by":"min_gap_hours 2"},{"at":"2026-11-24T00:00:00Z","score":0.1,"taken_by":"min_gap_hours 2"}]}}"#
      ), "\(plan.outcome)")
    #expect(
      plan.outcome.out.contains(
        #""why":{"priority":"normal","weight":2,"preferred":false,"decay":1,"pinned":true,"next":[]}}"#
      ),
      "\(plan.outcome)")
    let free = try Plan([Plan.post("q", "x", urgent + scores(0.1, 0.9, 0.5))], hours, ["--explain"])
    // 2^(-1/24) = 0.97153.
    #expect(
      free.outcome.out.contains(#""weight":8,"preferred":false,"decay":0.9715,"#), "\(free.outcome)"
    )
    #expect(free.outcome.out.contains(#""next":[{"at":"2026-11-24T02:00:00Z","score":0.5},"#))
  }

  private struct Summary: Decodable {
    let scheduleId: String
    let placed: Int
    let leftOut: Int
    let objective: Double
    let bound: Double
    let gap: Double
    let scoreGap: Double
    let projectedThroughput: Double
    let quotaComplianceScore: Double
    let scheduleAdherenceScore: Double
  }

  private func summary(_ posts: [String], _ rules: String? = nil, warnings: String = "") throws
    -> Summary
  {
    try TemporaryDirectory.with { directory in
      _ = try Plan(posts, rules, ["--summary", directory.path(of: "s")], warnings: warnings)
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode(Summary.self, from: Data(directory.bytes(of: "s")))
    }
  }

  @Test
  func `--summary tells what the plan is worth, and how much a better one could be at most`() throws
  {
    let noon = #"{slot_minutes: 60, platforms: {x: {slots: {at: "12:00"}}}}"#
    let twelve = scores(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.8)
    let posts = [
      Plan.post("u", "x", urgent + twelve), Plan.post("v", "x", #","priority":"low""# + twelve),
      Plan.pin("p", "tiktok", at: "00:00", scores(0.5)),
    ]
    let summary = try summary(posts, noon)
    #expect(summary.placed == 2 && summary.leftOut == 1)
    // 8 · (10 + 0.8 · 2^(-1/2)) + 2 · (10 + 0.5)
    #expect(abs(summary.objective - 105.525_483_4) < 1e-6)
    #expect(summary.bound >= summary.objective)
    #expect(abs(summary.gap - (summary.bound / summary.objective - 1)) < 1e-12)
    #expect(
      abs(summary.scoreGap - (summary.bound - summary.objective) / (summary.bound - 100)) < 1e-12)
    #expect(summary.projectedThroughput == 2.0 / 24)
    #expect(summary.quotaComplianceScore == 1)
    #expect(summary.scheduleAdherenceScore == 2.0 / 3)
    let again = try self.summary(posts.reversed(), noon)
    #expect(again.scheduleId == summary.scheduleId && again.bound == summary.bound)
    #expect(try self.summary(Array(posts.prefix(1)), noon).scheduleId != summary.scheduleId)
  }

  @Test
  func `a plan of nothing is worth nothing, and all is well`() throws {
    let summary = try summary([])
    #expect(summary.placed == 0 && summary.leftOut == 0)
    #expect(summary.objective == 0 && summary.bound == 0 && summary.gap == 0)
    #expect(summary.quotaComplianceScore == 1 && summary.scheduleAdherenceScore == 1)
  }
}

extension PlanTests {
  @Test
  func `a pin that breaks a rule is kept, with a warning`() throws {
    let warning =
      "sched-plan: <stdin>:%d: warning: scheduled_at: \"2026-11-24T%@:00Z\" breaks %@ (it is kept)\n"
    let rules = """
      platforms:
        tiktok: {prohibited_windows: [{from: "09:00", until: "10:00"}]}
        youtube: {preferred_windows: [{from: "09:00", until: "10:00", strict: true}]}
      blackouts: [{from: 2026-11-24T20:00:00Z, until: 2026-11-24T21:00:00Z}]
      """
    let posts = [
      Plan.pin("a", "x", at: "09:00"), Plan.pin("b", "x", at: "10:00"),
      Plan.pin("c", "tiktok", at: "09:30"), Plan.pin("d", "youtube", at: "10:00"),
      Plan.pin("e", "linkedin", at: "20:07", #","note":"whole as it came""#),
      Plan.pin("f", "facebook", at: "08:00", #","not_before":"2026-11-24T09:00:00Z""#),
      Plan.pin("g", "facebook", at: "22:00", #","deadline":"2026-11-24T09:00:00Z""#),
    ]
    let warnings =
      [
        (1, "09:00", #"min_gap_hours 2 with "b""#), (2, "10:00", #"min_gap_hours 2 with "a""#),
        (3, "09:30", "prohibited_windows"), (4, "10:00", "strict preferred_windows"),
        (5, "20:07", "blackouts"),
      ].map { String(format: warning, $0, $1, $2) }.joined()
      + "sched-plan: warning: 2 more pins break rules: 1 by deadline, 1 by not_before (they are kept)\n"
    let plan = try Plan(posts, rules, warnings: warnings)
    #expect(plan.rows.allSatisfy { $0.status == "scheduled" })
    #expect(plan["e"]?.scheduledAt == "2026-11-24T20:07:00Z")
    try TemporaryDirectory.with { directory in
      try directory.write(rules, to: "rules")
      let quiet = try tool.run(
        Plan.tuesday + ["-q", "--constraints", "rules"], input: Plan.lines(posts),
        directory: directory)
      quiet.expect(out: plan.outcome.out)
    }
  }

  @Test
  func `a pin goes out as it was spelled, inside the plan's days or not`() throws {
    let pins = ["2026-11-24T10:00:00+01:00", "2026-11-24T09:00:00.250Z", "2020-02-02t02:02:02z"]
    let posts = pins.enumerated().map { number, pin in
      #"{"id":\#(number),"account":"a\#(number)","scheduled_at" : "\#(pin)","platform":"x"}"#
    }
    let plan = try Plan(
      posts, nil, ["--input-order"],
      warnings: """
        sched-plan: <stdin>:3: warning: scheduled_at: 1 post is overdue: its slot passed, and no \
        posted_at or status says what came of it (--replan-overdue gives a new slot)

        """)
    for (line, post) in zip(plan.outcome.out.split(separator: "\n"), posts) {
      #expect(line.hasPrefix(post.dropLast()))
    }
  }

  @Test
  func `posts of --existing stand, also those of the input that are among them`() throws {
    let plan = try Plan(
      [
        Plan.post("q", "x", at: "10:45"), Plan.post("e", "x"),
        Plan.post("f", "tiktok", #","scheduled_at":"2026-11-24T06:00:00Z""#),
      ], nil, ["--input-order"],
      existing: [
        Plan.pin("e", "x", at: "09:00"),
        #"{"platform":"x","posted_at":"2026-11-24T14:00:00Z","status":"published"}"#,
        #"{"platform":"x","id":"never"}"#,
        // The post's own pin comes first.
        Plan.pin("f", "tiktok", at: "20:00"),
      ])
    #expect(
      plan.slots == [
        "q the only open slot is taken: 1 by min_gap_hours 2", "e 2026-11-24T09:00:00Z",
        "f 2026-11-24T06:00:00Z",
      ])
    #expect(plan["q"]?.conflicts == [.string("e")])
  }

  @Test
  func `a bad line of --existing ends the run, for a forgotten post would be crowded`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(#"{"platform":"x"}"# + "\n\n" + #"{"platform":"y"}"#, to: "e.jsonl")
      let outcome = try tool.run(["--existing", "e.jsonl"], input: "", directory: directory)
      #expect(outcome.status == 65 && outcome.out.isEmpty, "\(outcome)")
      #expect(
        outcome.err.hasPrefix(#"sched-plan: e.jsonl:3: platform: unknown value "y""#), "\(outcome)")
    }
  }
}

extension PlanTests {
  private func failed(_ more: String) -> String {
    Plan.post(
      "q", "x",
      #","failed_at":"2026-11-24T09:00:00Z""# + more + scores(0, 0, 0, 0, 0, 0, 0, 0, 0, 0.9))
  }

  @Test(
    arguments: [
      // Within hour 9 all slots score alike, and later ones 0.
      (#","retry_after":600"#, "09:10"), (#","retry_after":"600""#, "09:10"),
      (#","retry_after":"2026-11-24T09:20:00Z""#, "09:20"), (#","retry_after":1200.5"#, "09:21"),
      // A slot that the failure is not before would be void.
      ("", "09:01"), (#","retry_after":null,"attempts":5"#, "09:01"),
    ])
  func `a failed post is not placed before retry_after`(
    _ example: (fields: String, earliest: String)
  ) throws {
    let plan = try Plan(
      [failed(example.fields + #","deadline":"2026-11-24T\#(example.earliest):00Z""#)],
      "{slot_minutes: 1, backoff: {initial_seconds: 0}}")
    #expect(plan.slots == ["q 2026-11-24T\(example.earliest):00Z"])
  }

  @Test
  func `a failed post waits for a share of the back-off, which the seed draws`() throws {
    // 900 · 2^(3-1) = 3600 seconds, with full jitter; the score falls with each hour.
    let rules =
      "{slot_minutes: 1, backoff: {initial_seconds: 900, multiplier: 2, max_seconds: 7200}}"
    let falling = (0..<24).map { "\(1 - Double($0) / 24)" }.joined(separator: ",")
    func instants(_ attempts: Int, _ seed: String) throws -> [String?] {
      let posts = (0..<12).map { number in
        """
        {"id":"p\(number)","account":"a\(number)","platform":"x","priority":"urgent",\
        "failed_at":"2026-11-24T09:00:00Z","attempts":\(attempts),\
        "scores":{"start":"2026-11-24T00:00:00Z","hourly":[\(falling)]}}
        """
      }
      return try Plan(posts, rules, ["--seed", seed, "--input-order"]).rows.map(\.scheduledAt)
    }
    let three = try instants(3, "1")
    let latest = try instants(60, "1")
    #expect(three.allSatisfy { "2026-11-24T09:00:00Z"..."2026-11-24T10:00:00Z" ~= $0 ?? "" })
    #expect(Set(three).count > 6)
    // No longer than max_seconds, however often it failed.
    #expect(latest.allSatisfy { "2026-11-24T09:00:00Z"..."2026-11-24T11:00:00Z" ~= $0 ?? "" })
    #expect(latest.contains { $0 ?? "" > "2026-11-24T10:00:00Z" })
    #expect(try instants(3, "1") == three)
    #expect(try instants(3, "2") != three)
  }

  @Test(
    arguments: [
      // (the post that waits, since when, its rival, whether it wins the only slot)
      ("normal", "2026-11-22T23:59:59Z", "normal", true),
      ("normal", "2026-11-23T00:00:00Z", "normal", false),
      ("low", "2026-11-21T23:59:59Z", "low", true), ("low", "2026-11-22T00:00:00Z", "low", false),
      // Once aged it weighs what its rival weighs, and its score is the lower.
      ("normal", "2020-01-01T00:00:00Z", "high", false),
      ("low", "2020-01-01T00:00:00Z", "normal", false),
      ("high", "2020-01-01T00:00:00Z", "urgent", false),
      ("high", "2020-01-01T00:00:00Z", "high", false),
      ("normal", "2027-01-01T00:00:00Z", "normal", false),
    ])
  func `a post that has waited too long weighs more`(
    _ example: (priority: String, since: String, rival: String, wins: Bool)
  ) throws {
    let plan = try Plan(
      [
        Plan.post(
          "old", "x",
          #","priority":"\#(example.priority)","queued_at":"\#(example.since)""# + scores(0.4)),
        Plan.post("new", "x", #","priority":"\#(example.rival)""# + scores(0.5)),
      ], "slot_minutes: 1440", ["--now", "2026-11-24T00:00:00Z"])
    #expect(plan.rows.first?.id == .string(example.wins ? "old" : "new"), "\(plan.outcome)")
  }

  @Test
  func `aging of the file says how long too long is`() throws {
    let plan = try Plan(
      [
        Plan.post("old", "x", #","queued_at":"2026-11-23T22:00:00Z""# + scores(0.4)),
        Plan.post("new", "x", scores(0.5)),
      ], "{slot_minutes: 1440, aging: {normal_hours: 1.5}}", ["--now", "2026-11-24T00:00:00Z"])
    #expect(plan.rows.first?.id == .string("old"))
  }
}

extension PlanTests {
  @Test
  func `a job narrows all posts, hints at their priority, and numbers the waves`() throws {
    let posts =
      ["youtube", "tiktok", "facebook", "linkedin", "x"].map {
        Plan.post($0, $0, #","priority":"urgent""# + scores(0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5))
      }
      + [
        Plan.post("b", "x", #","account":"b""#),
        Plan.post("pin", "instagram", #","scheduled_at":"2026-11-24T04:00:00Z""#),
      ]
    let plan = try Plan(
      posts, "{slot_minutes: 60, max_urgent_concurrent: 5}",
      job: """
        {"bulk_job_id": 42, "start_after": "2026-11-24T09:00:00Z", "deadline": "2026-11-24T09:59:00Z",
         "max_parallelism": 2, "suggested_concurrency": 3}
        """,
      warnings: """
        sched-plan: <stdin>:7: warning: scheduled_at: "2026-11-24T04:00:00Z" breaks start_after \
        2026-11-24T09:00:00Z (it is kept)

        """)
    #expect(plan.rows.map(\.wave) == [1, 1, 2, 2, 3, 3, 4], "\(plan.outcome)")
    #expect(
      plan.slots == [
        "pin 2026-11-24T04:00:00Z", "b 2026-11-24T09:00:00Z", "youtube 2026-11-24T09:00:00Z",
        "tiktok 2026-11-24T09:00:00Z",
        "x 2026-11-24T09:00:00Z", "linkedin 2026-11-24T09:00:00Z", "facebook 2026-11-24T09:00:00Z",
      ])
    #expect(
      plan.outcome.out.split(separator: "\n").allSatisfy { $0.contains(#","bulk_job_id":42"#) })
  }

  @Test
  func `a post that is left out has the job's id and no wave`() throws {
    let plan = try Plan(
      [Plan.post("a", "x", #","wave":7,"bulk_job_id":"old""#)],
      job: "{bulk_job_id: spring-launch, deadline: 2026-11-23T00:00:00Z}")
    #expect(
      plan.outcome.out.hasPrefix(
        #"{"id":"a","platform":"x","bulk_job_id":"spring-launch","scheduled_at":null,"#),
      "\(plan.outcome)")
    #expect(plan.rows.first?.wave == nil)
  }

  @Test
  func `a priority_hint is for posts that state none`() throws {
    let posts = [
      Plan.post("own", "x", #","priority":"normal""# + scores(0.9)),
      Plan.post("none", "x", scores(0)),
    ]
    let day = "slot_minutes: 1440"
    #expect(try Plan(posts, day).rows.first?.id == .string("own"))
    #expect(try Plan(posts, day, job: "priority_hint: high").rows.first?.id == .string("none"))
    #expect(try Plan(posts, day, job: "priority_hint: low").rows.first?.id == .string("own"))
  }

  @Test
  func `dispatch windows are weekly in the zone of the constraints, or between instants`() throws {
    let job = """
      dispatch_windows:
        - {days: tue, from: "09:00", until: "09:15"}
        - {from: 2026-11-24T20:00:00Z, until: 2026-11-24T20:15:00Z}
      """
    let posts = (0..<3).map { Plan.post("p\($0)", "x") }
    let utc = try Plan(posts, job: job)
    #expect(utc.rows.map(\.scheduledAt) == ["2026-11-24T09:00:00Z", "2026-11-24T20:00:00Z", nil])
    let kolkata = try Plan(posts, "time_zone: Asia/Kolkata", job: job)
    #expect(
      kolkata.rows.map(\.scheduledAt) == ["2026-11-24T03:30:00Z", "2026-11-24T20:00:00Z", nil])
  }
}

extension PlanTests {
  @Test
  func `efforts differ in nothing but the search`() throws {
    let posts = (0..<6).map { Plan.post("p\($0)", "x", scores(0.1, 0.5, 0.9, 0.4, 0.2)) }
    for effort in ["fast", "normal", "best"] {
      let plan = try Plan(posts, hours, ["--effort", effort, "--until", "2026-11-24T05:00:00Z"])
      // 0.1 + 0.9 + 0.2 at 0, 2 and 4 o'clock: no other three hours are two apart.
      #expect(plan.rows.compactMap(\.score) == [0.1, 0.9, 0.2])
    }
  }
}

extension PlanTests {
  @Test
  func `a mistyped key ends the run with file, line and column, and the key that was meant`() throws
  {
    try TemporaryDirectory.with { directory in
      try directory.write(
        """
        time_zone: Europe/Berlin
        platforms:
          instagram:
            min_gap_hour: 3

        """, to: "constraints.yaml")
      try tool.run(
        ["--constraints", "constraints.yaml"], input: #"{"platform":"x"}"#, directory: directory
      )
      .expect(
        err: """
          sched-plan: constraints.yaml:4:5: min_gap_hour: unknown key (did you mean "min_gap_hours"?)

          """, status: 78)
    }
  }

  @Test(
    arguments: [
      ("--constraints", "slot_minutes: 0", "1:15: slot_minutes: 0 is out of range (1 to 1440)"),
      (
        "--constraints", "time_zone: Mars/Phobos",
        #"1:12: time_zone: unknown time zone "Mars/Phobos""#
      ),
      (
        "--constraints", "platforms: {instagran: {}}",
        #"1:13: platform: unknown value "instagran" (did you mean "instagram"?)"#
      ),
      (
        "--job", "bulk_job_ids: 1", #"1:1: bulk_job_ids: unknown key (did you mean "bulk_job_id"?)"#
      ),
      (
        "--job", "deadline: soon",
        #"1:11: deadline: "soon" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)"#
      ),
      (
        "--audience", "age_cohorts: {18-25: 1}",
        #"1:15: 18-25: unknown key (did you mean "18-24"?)"#
      ),
      ("--calendar", "weekend: -2", "1:10: weekend: -2 is out of range (-1 to 1)"),
    ])
  func `what is wrong in a file of rules is told with line and column`(
    _ example: (flag: String, yaml: String, fault: String)
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(example.yaml + "\n", to: "f")
      try tool.run([example.flag, "f"], input: #"{"platform":"x"}"#, directory: directory)
        .expect(err: "sched-plan: f:\(example.fault)\n", status: 78)
    }
  }

  @Test(
    arguments: [
      (
        ["--until", "2026-11-23T00:00:00Z"],
        "--until: 2026-11-23T00:00:00Z is not after --from 2026-11-24T00:00:00Z"
      ),
      (
        ["--until", "2026-11-24T00:00:00Z"],
        "--until: 2026-11-24T00:00:00Z is not after --from 2026-11-24T00:00:00Z"
      ),
      (
        ["--until", "soon"],
        #"--until: "soon" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)"#
      ),
      (["--days", "0"], "--days: 0 is not a number from 1 to 3660"),
      (["--days", "3661"], "--days: 3661 is not a number from 1 to 3660"),
      (
        ["--effort", "more"],
        "The value 'more' is invalid for '--effort <effort>'. Please provide one of 'fast', 'normal' or 'best'."
      ),
      (["--input-orders"], "Unknown option '--input-orders'. Did you mean '--input-order'?"),
      (
        ["--until", "9999-12-31T00:00:00Z"],
        "--until: more than 1048576 slots (a nearer --until or larger slot_minutes is needed)"
      ),
    ])
  func `a wrong flag is told in two lines, with status 64`(
    _ example: (flags: [String], fault: String)
  ) throws {
    try tool.run(["--from", "2026-11-24T00:00:00Z"] + example.flags, input: #"{"platform":"x"}"#)
      .expect(
        err: "sched-plan: \(example.fault)\nsee sched-plan --help\n", status: 64)
  }

  @Test(arguments: ["--constraints", "--existing", "--job", "--audience", "--calendar"])
  func `a file that a flag names must be there, and may be empty`(_ flag: String) throws {
    try tool.run([flag, "/no/such/file"]).expect(
      err: "sched-plan: /no/such/file: No such file or directory\n", status: 66)
    let post = #"{"platform":"x"}"#
    let plain = try tool.run(Plan.tuesday, input: post).out
    // A job that asks for nothing has waves all the same.
    let expected = flag == "--job" ? plain.replacing("}", with: #","wave":1}"#) : plain
    try tool.run(Plan.tuesday + [flag, "/dev/null"], input: post).expect(out: expected)
  }

  @Test
  func `the plan begins now and lasts for 14 days, unless flags say otherwise`() throws {
    // Slots of a day each: 14 posts of x, one of them left out if there were fewer days.
    let posts = (0..<16).map { Plan.post("p\($0)", "x") }
    let now = ["--now", "2026-11-24T00:00:00Z"]
    let plan = try Plan(posts, "slot_minutes: 1440", horizon: now)
    #expect(plan.rows.compactMap(\.scheduledAt).count == 14)
    #expect(plan.rows.first?.scheduledAt == "2026-11-24T00:00:00Z")
    #expect(plan.rows[13].scheduledAt == "2026-12-07T00:00:00Z")
    let week = try Plan(posts, "slot_minutes: 1440", horizon: now + ["--days", "7"])
    #expect(week.rows.compactMap(\.scheduledAt).count == 7)
    let until = try Plan(
      posts, "slot_minutes: 1440",
      horizon: now + ["--days", "7", "--until", "2026-11-26T00:00:00Z"])
    #expect(until.rows.compactMap(\.scheduledAt).count == 2)
  }

  @Test
  func `a summary that cannot be written is told`() throws {
    try tool.run(Plan.tuesday + ["--summary", "/no/such/folder/s"], input: #"{"platform":"x"}"#)
      .expect(err: "sched-plan: /no/such/folder/s: No such file or directory\n", status: 74)
  }
}
