import Foundation
import Testing

/// Why a post has no slot: each reason whole, with the ids that stand in its way.
///
/// What keeps a post from its only slot is told in PlanRuleTests.
struct PlanReasonTests {
  /// The reason and the conflicts of the post `q`, all other posts being where they are.
  private func reason(
    _ posts: [String], _ rules: String? = nil, _ flags: [String] = [],
    existing: [String]? = nil, job: String? = nil, warnings: String = ""
  ) throws -> (text: String?, conflicts: [String]?) {
    let plan = try Plan(posts, rules, flags, existing: existing, job: job, warnings: warnings)
    #expect(plan["q"]?.scheduledAt == nil, "\(plan.outcome)")
    return (plan["q"]?.reason, plan["q"]?.conflicts?.map(\.text))
  }

  private func between(_ from: String, _ until: String) -> String {
    #","not_before":"\#(Plan.instant(from))","deadline":"\#(Plan.instant(until))""#
  }
}

extension PlanReasonTests {
  @Test
  func `the rules that hold the slots are counted, the commonest first, and their posts named`()
    throws
  {
    let pins =
      ["youtube", "tiktok", "linkedin"].map { Plan.pin($0, $0, at: "09:00") }
      + [Plan.pin("p", "x", at: "11:00")]
    let found = try reason(pins + [Plan.post("q", "x", between("09:00", "10:00"))])
    #expect(
      found.text == """
        all 5 open slots are taken: 4 by min_gap_hours 2; 1 by max_concurrent_posts 3
        """)
    #expect(found.conflicts == ["youtube", "tiktok", "linkedin", "p"])
  }

  @Test
  func `rules that hold equally many slots are named in the order of the slots`() throws {
    let found = try reason(
      [
        Plan.pin("p", "x", at: "09:00"), Plan.pin("r", "x", at: "11:00"),
        Plan.post("q", "x", between("10:15", "10:30")),
      ],
      """
      platforms:
        x: {min_gap_hours: 0.75, quota: {kind: sliding, posts: 1, per_minutes: 61}}
      """,
      warnings: "")
    // 10:15 is 45 minutes from 11:00, just far enough for the gap.
    #expect(
      found.text == """
        all 2 open slots are taken: 1 by quota (at most 1 post in any 61 min); 1 by min_gap_hours 0.75
        """)
    #expect(found.conflicts == ["r"])
  }

  @Test
  func `each gap that holds slots is named with its own hours`() throws {
    let found = try reason([
      Plan.pin("reel", "instagram_reels", at: "00:00"),
      Plan.pin("story", "instagram_stories", at: "18:00"),
      Plan.post("q", "instagram_reels", between("17:00", "18:30")),
    ])
    #expect(
      found.text == "all 7 open slots are taken: 4 by min_gap_hours 18; 3 by min_gap_hours 1")
    #expect(found.conflicts == ["reel", "story"])
  }

  @Test
  func `urgent posts come first, and the others are told who took their place`() throws {
    let plan = try Plan(
      [
        Plan.post("q", "linkedin"), Plan.post("u", "linkedin", #","priority":"urgent""#),
        Plan.post("l", "linkedin", #","priority":"low""#),
        Plan.post("h", "linkedin", #","priority":3"#),
      ], "{slot_minutes: 60, platforms: {linkedin: {min_gap_hours: 12}}}")
    #expect(Set(plan.rows.prefix(2).map { $0.id?.text }) == ["h", "u"])
    for row in plan.rows.suffix(2) {
      #expect(row.reason == "all 24 open slots are taken: 24 by min_gap_hours 12")
      #expect(Set(row.conflicts?.map(\.text) ?? []) == ["h", "u"])
    }
    #expect(
      plan.rows.compactMap(\.status).sorted() == [
        "scheduled", "scheduled", "unscheduled", "unscheduled",
      ])
    #expect(plan.outcome.out.components(separatedBy: #""scheduled_at":null"#).count == 3)
  }

  @Test
  func `conflicts name posts that are committed elsewhere, and leave out what has no id`() throws {
    let found = try reason(
      [
        #"{"platform":"x","scheduled_at":"2026-11-24T09:45:00Z"}"#,
        Plan.post("q", "x", at: "10:00"),
      ],
      existing: [Plan.pin("e", "x", at: "11:45")])
    #expect(found.text == "the only open slot is taken: 1 by min_gap_hours 2")
    #expect(found.conflicts == ["e"])
  }

  @Test
  func `ids stand among the conflicts as they came in`() throws {
    let plan = try Plan([
      #"{"id":12345678901234567890,"platform":"x","scheduled_at":"2026-11-24T09:00:00Z"}"#,
      #"{"id":"caf\u00e9 \"1\"","platform":"x","scheduled_at":"2026-11-24T11:00:00Z"}"#,
      #"{"id":17,"platform":"x","not_before":"2026-11-24T10:00:00Z","deadline":"2026-11-24T10:00:00Z"}"#,
    ])
    #expect(
      plan.outcome.out.contains(#""conflicts":[12345678901234567890,"café \"1\""]"#),
      "\(plan.outcome)")
  }
}

extension PlanReasonTests {
  @Test(
    arguments: [
      (
        #","not_before":"2026-11-25T00:00:00Z""#,
        "not_before 2026-11-25T00:00:00Z is not before --until 2026-11-25T00:00:00Z"
      ),
      (
        #","deadline":"2026-11-23T23:59:59Z""#,
        "deadline 2026-11-23T23:59:59Z is before --from 2026-11-24T00:00:00Z"
      ),
      (
        #","not_before":"2026-11-24T10:00:00.5Z","deadline":"2026-11-24T11:00:00+01:00""#,
        "deadline 2026-11-24T10:00:00Z is before not_before 2026-11-24T10:00:00.5Z"
      ),
      (
        #","failed_at":"2026-11-26T00:00:00Z""#,
        """
        the back-off after failed_at 2026-11-26T00:00:00.001Z is not before --until \
        2026-11-25T00:00:00Z
        """
      ),
      (
        #","failed_at":"2026-11-24T10:00:00Z","retry_after":3600,"deadline":"2026-11-24T10:30:00Z""#,
        """
        deadline 2026-11-24T10:30:00Z is before the back-off after failed_at 2026-11-24T11:00:00Z
        """
      ),
      (
        #","not_before":"2026-11-24T23:50:00Z""#,
        """
        no slot lies from not_before 2026-11-24T23:50:00Z to --until 2026-11-25T00:00:00Z \
        (slots are 15 min apart)
        """
      ),
      (
        #","deadline":"2026-11-24T00:30:00Z""#,
        """
        all 3 slots from --from 2026-11-24T00:00:00Z to deadline 2026-11-24T00:30:00Z are closed: \
        1 by blackouts, 2 by prohibited_windows, 1 by strict preferred_windows
        """
      ),
    ])
  func `a span without an open slot is told with both its ends`(
    _ example: (fields: String, reason: String)
  ) throws {
    let found = try reason(
      [Plan.post("q", "x", example.fields)],
      """
      backoff: {initial_seconds: 0}
      blackouts: [{from: 2026-11-24T00:00:00Z, until: 2026-11-24T00:15:00Z}]
      platforms:
        x:
          prohibited_windows: [{from: "00:00", until: "00:30"}]
          preferred_windows: [{from: "00:45", until: "00:30", strict: true}]
      """)
    #expect(found.text == example.reason)
    #expect(found.conflicts == [])
  }

  @Test(
    arguments: [
      (
        "start_after: 2026-11-26T00:00:00Z",
        "start_after 2026-11-26T00:00:00Z is not before --until 2026-11-25T00:00:00Z"
      ),
      (
        "deadline: 2026-11-23T00:00:00Z",
        "the job's deadline 2026-11-23T00:00:00Z is before --from 2026-11-24T00:00:00Z"
      ),
      (
        "{start_after: 2026-11-24T09:01:00Z, deadline: 2026-11-24T09:14:00Z}",
        """
        no slot lies from start_after 2026-11-24T09:01:00Z to the job's deadline \
        2026-11-24T09:14:00Z (slots are 15 min apart)
        """
      ),
      (
        "dispatch_windows: [{days: wed}]",
        """
        all 96 slots from --from 2026-11-24T00:00:00Z to --until 2026-11-25T00:00:00Z are closed: \
        96 by dispatch_windows
        """
      ),
    ])
  func `what a job forbids is told as the job's`(_ example: (job: String, reason: String)) throws {
    let found = try reason([Plan.post("q", "x")], job: example.job)
    #expect(found.text == example.reason)
    #expect(found.conflicts == [])
  }

  @Test
  func `a post whose predecessor is left out says so, and so on along the chain`() throws {
    let plan = try Plan([
      Plan.post("a", "x", #","deadline":"2026-11-23T00:00:00Z""#),
      Plan.post("b", "tiktok", #","after":"a""#), Plan.post("c", "youtube", #","after":"b""#),
      // Each after the other.
      Plan.post("d", "x", #","after":"e","after_hours":1"#),
      Plan.post("e", "tiktok", #","after":"d""#),
    ])
    #expect(plan["b"]?.reason == #"after "a": that post is left out"#)
    #expect(plan["b"]?.conflicts == [.string("a")])
    #expect(plan["c"]?.reason == #"after "b": that post is left out"#)
    let circle = "these come after each other in a circle"
    #expect(plan["d"]?.reason == #"after "e": \#(circle): "d", "e""#)
    #expect(plan["e"]?.reason == #"after "d": \#(circle): "e", "d""#)
  }

  @Test
  func `a post that must stand before a pin says so`() throws {
    let found = try reason(
      [
        Plan.pin("p", "tiktok", at: "09:00", #","after":"q","after_hours":1"#),
        Plan.post("q", "x", between("08:15", "08:45")),
      ],
      warnings: """
        sched-plan: <stdin>:1: warning: scheduled_at: "2026-11-24T09:00:00Z" breaks after "q" \
        (after_hours 1) (it is kept)

        """)
    #expect(found.text == "all 3 open slots are taken: 3 by posts that come after this one")
    #expect(found.conflicts == ["p"])
    let plan = try Plan([
      Plan.pin("p", "tiktok", at: "09:00", #","after":"q","after_hours":1"#),
      Plan.post("q", "x", between("08:00", "08:45")),
    ])
    #expect(plan["q"]?.scheduledAt == "2026-11-24T08:00:00Z")
  }

  @Test
  func `reason and conflicts go once the post has a slot`() throws {
    let left = """
      {"id":"q","reason":"old","platform":"x","conflicts":["z"],"why":1,"scheduled_at":null,"score":0.5}
      """
    let plan = try Plan([left], "slot_minutes: 1440")
    #expect(
      plan.outcome.out.hasPrefix(
        #"{"id":"q","platform":"x","scheduled_at":"2026-11-24T00:00:00Z","score":"#),
      "\(plan.outcome)")
    #expect(
      plan.outcome.out.hasSuffix(#","status":"scheduled","key":"default/x/q"}"# + "\n"),
      "\(plan.outcome)")
  }
}
