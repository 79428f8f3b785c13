import Foundation
import Testing

/// sched-plan from outside: what it writes, what it keeps to, and what it says.
struct PlanTests {
  private let tool = Tool("sched-plan")
  /// Two days from a Monday, 00:00 UTC.
  private let twoDays = ["--from", "2026-11-23T00:00:00Z", "--days", "2"]

  /// A post as the tool writes it.
  private struct Planned: Decodable {
    struct Why: Decodable {
      struct Slot: Decodable {
        let at: String
        let score: Double
        let takenBy: String?
      }

      let weight: Double
      let next: [Slot]
    }

    let id: String?
    let platform: String?
    let account: String?
    let scheduledAt: String?
    let score: Double?
    let status: String
    let key: String?
    let reason: String?
    let conflicts: [String]?
    let why: Why?
    let wave: Int?
  }

  private func plan(
    _ posts: [String], _ flags: [String], constraints: String? = nil, status: Int32 = 0
  ) throws -> [Planned] {
    try TemporaryDirectory.with { directory in
      var flags = flags
      if let constraints {
        try directory.write(constraints, to: "constraints.yaml")
        flags += ["--constraints", "constraints.yaml"]
      }
      let outcome = try tool.run(
        flags, input: posts.joined(separator: "\n"), directory: directory)
      try #require(outcome.status == status, "\(outcome)")
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try outcome.out.split(separator: "\n").map {
        try decoder.decode(Planned.self, from: Data($0.utf8))
      }
    }
  }

  /// A post on X with a score of its own for each of the 48 hours.
  private func post(_ id: String, _ platform: String = "x", _ more: String = "") -> String {
    let hourly = (0..<48).map { "0.\(10 + ($0 * 37) % 89)" }.joined(separator: ",")
    return "{\"id\":\"\(id)\",\"platform\":\"\(platform)\"\(more),"
      + "\"scores\":{\"start\":\"2026-11-23T00:00:00Z\",\"hourly\":[\(hourly)]}}"
  }

  @Test
  func `a gap of exactly min_gap_hours is allowed and no less is used`() throws {
    let constraints = "platforms: {x: {min_gap_hours: 47}}"
    let planned = try plan([post("a"), post("b")], twoDays, constraints: constraints)
    let times = planned.compactMap(\.scheduledAt)
    // Slots run from 00:00 on Monday to 23:45 on Tuesday, so 47 h leave room for two.
    let seconds = try times.map { try #require(ISO8601DateFormatter().date(from: $0)) }
    #expect(seconds.count == 2)
    #expect(seconds[1].timeIntervalSince(seconds[0]) >= 47 * 3600)
    let none = try plan(
      [post("a"), post("b")], twoDays, constraints: "platforms: {x: {min_gap_hours: 48}}")
    #expect(none.map(\.status) == ["scheduled", "unscheduled"])
  }

  @Test
  func `a Story may follow a Reel while two Reels keep their 18 hours`() throws {
    func post(_ id: String, _ type: String) -> String {
      "{\"id\":\"\(id)\",\"content_type\":\"instagram_\(type)\"}"
    }
    let planned = try plan(
      [post("r1", "reels"), post("s", "stories"), post("r2", "reels")],
      ["--from", "2026-11-25T06:00:00Z", "--until", "2026-11-26T00:15:00Z"])
    #expect(planned.allSatisfy { $0.status == "scheduled" })
    let less = try plan(
      [post("r1", "reels"), post("s", "stories"), post("r2", "reels")],
      ["--from", "2026-11-25T06:00:00Z", "--until", "2026-11-26T00:00:00Z"])
    #expect(less.filter { $0.status == "scheduled" }.count == 2)
    #expect(less.last?.reason?.contains("min_gap_hours 18") == true)
  }

  @Test
  func `urgent posts come first where there is room for some, and the others are told why`() throws
  {
    let posts = (1...6).map { index in
      post("p\(index)", "linkedin", index > 4 ? ",\"priority\":\"urgent\"" : "")
    }
    let planned = try plan(posts, twoDays)
    // LinkedIn's gap is 24 h.
    #expect(planned.prefix(2).compactMap(\.id).sorted() == ["p5", "p6"])
    for left in planned.dropFirst(2) {
      #expect(left.status == "unscheduled" && left.scheduledAt == nil && left.score == nil)
      #expect(left.reason == "all 192 open slots are taken: 192 by min_gap_hours 24")
      #expect(left.conflicts?.sorted() == ["p5", "p6"])
    }
  }

  @Test(arguments: [
    (
      #","deadline":"2026-11-22T00:00:00Z""#,
      "deadline 2026-11-22T00:00:00Z is before --from 2026-11-23T00:00:00Z"
    ),
    (
      #","not_before":"2026-11-25T00:00:00Z""#,
      "not_before 2026-11-25T00:00:00Z is not before --until 2026-11-25T00:00:00Z"
    ),
    (
      #","not_before":"2026-11-24T09:01:00Z","deadline":"2026-11-24T09:14:00Z""#,
      "no slot lies from not_before 2026-11-24T09:01:00Z to deadline 2026-11-24T09:14:00Z "
        + "(slots are 15 min apart)"
    ),
    (
      #","not_before":"2026-11-24T03:00:00Z","deadline":"2026-11-24T03:30:00Z""#,
      "all 3 slots from not_before 2026-11-24T03:00:00Z to deadline 2026-11-24T03:30:00Z are "
        + "closed: 3 by prohibited_windows"
    ),
    (#","after":"nobody""#, #"after "nobody": no other post of the account has this id"#),
  ])
  func `a post without a slot is told which rule binds`(_ fields: String, _ reason: String) throws {
    let constraints =
      #"platforms: {x: {prohibited_windows: [{from: "20:00", until: "08:00"}]}}"#
    let planned = try plan([post("a", "x", fields)], twoDays, constraints: constraints)
    #expect(planned.map(\.reason) == [reason])
  }

  @Test
  func `a post comes after the one that it names, and is left out with it`() throws {
    let posts = [
      post("b", "linkedin", #","after":"a","after_hours":5"#), post("a"),
      post("d", "facebook", #","after":"c""#),
      post("c", "x", #","deadline":"2026-11-22T00:00:00Z""#),
    ]
    let planned = try plan(posts, twoDays)
    let at = Dictionary(uniqueKeysWithValues: planned.map { ($0.id ?? "", $0.scheduledAt) })
    let format = ISO8601DateFormatter()
    let first = try #require((at["a"] ?? nil).flatMap(format.date))
    let second = try #require((at["b"] ?? nil).flatMap(format.date))
    #expect(second.timeIntervalSince(first) >= 5 * 3600)
    #expect(planned.filter { $0.status == "unscheduled" }.compactMap(\.id).sorted() == ["c", "d"])
  }

  @Test
  func `a pin stays whatever it breaks and is warned about`() throws {
    let pins = [
      #"{"id":"a","platform":"x","scheduled_at":"2026-11-23T09:07:00+01:00","score":0.5}"#,
      #"{"id":"b","platform":"x","scheduled_at":"2026-11-23T09:00:00Z","score":0.25}"#,
    ]
    let outcome = try tool.run(twoDays, input: pins.joined(separator: "\n"))
    #expect(outcome.status == 0)
    #expect(outcome.out.contains(#""scheduled_at":"2026-11-23T09:07:00+01:00","score":0.5"#))
    #expect(
      outcome.err.hasPrefix(
        "sched-plan: <stdin>:1: warning: scheduled_at: \"2026-11-23T08:07:00Z\" breaks "
          + "min_gap_hours 2 with \"b\" (it is kept)\n"), "\(outcome)")
    let quiet = try tool.run(twoDays + ["-q"], input: pins.joined(separator: "\n"))
    #expect(quiet.err.isEmpty)
  }

  @Test
  func `a listed time that the clocks skip moves forward and a doubled one is the first`() throws {
    // Python's zoneinfo with fold=0: Berlin 2026-03-29 02:30 is 01:30Z, 2026-10-25 02:30 is 00:30Z.
    let constraints = """
      time_zone: Europe/Berlin
      platforms: {x: {slots: [{days: sun, at: "02:30"}]}}
      """
    for (day, instant) in [("03-29", "2026-03-29T01:30:00Z"), ("10-25", "2026-10-25T00:30:00Z")] {
      let planned = try plan(
        [#"{"id":"a","platform":"x"}"#],
        ["--from", "2026-\(day)T00:00:00Z", "--days", "1"], constraints: constraints)
      #expect(planned.map(\.scheduledAt) == [instant])
    }
  }

  @Test
  func `keys tell numbers from strings and keep odd characters apart`() throws {
    let posts = [
      #"{"id":7,"platform":"x"}"#, #"{"id":"7","platform":"x"}"#,
      #"{"id":"a/b é","platform":"x","account":"ä"}"#, #"{"platform":"x"}"#,
    ]
    let outcome = try tool.run(twoDays + ["--input-order"], input: posts.joined(separator: "\n"))
    for key in ["default/x/=7", "default/x/7", "%C3%A4/x/a%2Fb%20%C3%A9"] {
      #expect(outcome.out.contains("\"key\":\"\(key)\""), "\(outcome)")
    }
    #expect(outcome.out.components(separatedBy: "\"key\"").count == 4)
  }

  @Test
  func `an id that stands twice for an account and platform is a bad line`() throws {
    let posts = [post("a"), post("a"), post("a", "linkedin"), post("a", "x", ",\"account\":\"b\"")]
    let outcome = try tool.run(twoDays, input: posts.joined(separator: "\n"))
    #expect(outcome.status == 1)
    #expect(
      outcome.err
        == "sched-plan: <stdin>:2: id: \"a\" stands at <stdin>:1 already "
        + "(one post of an account and platform has it)\n")
    #expect(outcome.out.split(separator: "\n").count == 3)
  }

  @Test
  func `committed posts stay and are planned around`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(
        """
        {"id":"e","platform":"linkedin","scheduled_at":"2026-11-23T20:00:00Z"}
        {"id":"b","platform":"x","posted_at":"2026-11-23T01:00:00Z"}

        """, to: "existing.jsonl")
      let posts = [post("a", "linkedin"), post("b")].joined(separator: "\n")
      let outcome = try tool.run(
        twoDays + ["--existing", "existing.jsonl"], input: posts, directory: directory)
      #expect(outcome.status == 0, "\(outcome)")
      let lines = outcome.out.split(separator: "\n")
      #expect(lines.count == 2)
      // 24 h from the committed one: only the last four hours of Tuesday are left.
      #expect(lines[1].contains(#""scheduled_at":"2026-11-24T2"#))
      #expect(lines[0].contains(#""scheduled_at":"2026-11-23T01:00:00Z""#))
    }
  }

  @Test
  func `a wrong key in the constraints is told with its place and the nearest known one`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("platforms:\n  x:\n    min_gap_hour: 3\n", to: "constraints.yaml")
      try tool.run(["--constraints", "constraints.yaml"], input: "", directory: directory).expect(
        err: """
          sched-plan: constraints.yaml:3:5: min_gap_hour: unknown key (did you mean "min_gap_hours"?)

          """, status: 78)
    }
  }

  @Test
  func `why names the best other slots and what keeps the post from them`() throws {
    let planned = try plan([post("a"), post("b")], twoDays + ["--explain"])
    let why = try #require(planned.first?.why)
    #expect(why.weight == 2 && why.next.count == 3)
    #expect(zip(why.next, why.next.dropFirst()).allSatisfy { $0.score >= $1.score })
  }

  @Test
  func `the summary holds the plan's figures`() throws {
    try TemporaryDirectory.with { directory in
      let posts = [post("a"), post("b")].joined(separator: "\n")
      try tool.run(
        twoDays + ["--summary", "s.json", "-o", "plan.jsonl"], input: posts, directory: directory
      ).expect()
      let summary = try #require(
        try JSONSerialization.jsonObject(with: Data(directory.bytes(of: "s.json")))
          as? [String: Any])
      #expect(summary["placed"] as? Int == 2 && summary["left_out"] as? Int == 0)
      let objective = try #require(summary["objective"] as? Double)
      let bound = try #require(summary["bound"] as? Double)
      // Two normal posts: 2 · (10 + score) each.
      #expect(objective > 40 && objective <= bound && bound <= 44)
    }
  }

  @Test
  func `a job narrows its posts and numbers their waves`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(
        """
        bulk_job_id: spring
        start_after: 2026-11-23T10:00:00Z
        deadline: 2026-11-23T10:00:00Z
        max_parallelism: 2
        """, to: "job.yaml")
      let posts = ["x", "linkedin", "facebook"].map { post($0, $0) }.joined(separator: "\n")
      let outcome = try tool.run(
        twoDays + ["--job", "job.yaml"], input: posts, directory: directory)
      let waves = outcome.out.split(separator: "\n").map { $0.suffix(35) }
      #expect(waves.count == 3)
      #expect(waves.allSatisfy { $0.contains(#""bulk_job_id":"spring","wave":"#) }, "\(outcome)")
      #expect(outcome.out.components(separatedBy: "\"wave\":1").count == 3)
      #expect(outcome.out.components(separatedBy: "\"wave\":2").count == 2)
    }
  }
}
