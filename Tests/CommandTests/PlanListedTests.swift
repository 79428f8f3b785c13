import Testing

/// How many posts a listed time takes, and what the built-in gap leaves of the list.
struct PlanListedTests {
  private func urgent(_ count: Int) -> [String] {
    (1...count).map { Plan.post("\($0)", "x", #","priority":"urgent""#) }
  }

  private func rules(_ slots: String) -> String {
    "platforms: {x: {min_gap_hours: 0, slots: \(slots)}}"
  }

  @Test
  func `one post goes out at a listed time, urgent or not`() throws {
    let plan = try Plan(urgent(5), rules(#"{at: ["09:00", "12:00"]}"#))
    #expect(plan.slots.prefix(2) == ["1 2026-11-24T09:00:00Z", "2 2026-11-24T12:00:00Z"])
    for row in plan.rows.suffix(3) {
      #expect(row.reason == "all 2 open slots are taken: 2 by slots (1 post a listed time)")
    }
    #expect(plan.outcome.err.hasSuffix("3 of 5 posts have no slot: 3 by slots\n"))
  }

  @Test
  func `a list may let through more posts at its times, each list its own number`() throws {
    let plan = try Plan(
      urgent(5), rules(#"[{at: ["09:00", "12:00"], posts: 2}, {at: ["17:00", "12:00"]}]"#))
    #expect(
      plan.rows.map { $0.scheduledAt?.dropFirst(11).prefix(2) } == ["09", "09", "12", "12", "17"])
    let sixth = try Plan(
      urgent(6), rules(#"[{at: ["09:00", "12:00"], posts: 2}, {at: ["17:00", "12:00"]}]"#))
    #expect(
      sixth.rows.last?.reason == """
        all 3 open slots are taken: 2 by slots (2 posts a listed time); 1 by slots (1 post a listed \
        time)
        """)
  }

  @Test
  func `a pin off the list takes no listed time`() throws {
    let plan = try Plan(
      urgent(1) + [Plan.pin("p", "x", at: "10:00"), Plan.pin("q", "x", at: "10:00")],
      rules(#"{at: "09:00"}"#),
      warnings: ["p", "q"].enumerated().map { number, _ in
        """
        sched-plan: <stdin>:\(number + 2): warning: scheduled_at: "2026-11-24T10:00:00Z" breaks the \
        platform's listed slots (it is kept)

        """
      }.joined())
    #expect(plan["1"]?.scheduledAt == "2026-11-24T09:00:00Z")
  }

  @Test
  func `a number of posts that is none is told`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(rules(#"{at: "09:00", posts: 0}"#), to: "c.yaml")
      let outcome = try Tool("sched-plan").run(
        ["--constraints", "c.yaml"], input: "", directory: directory)
      #expect(outcome.status == 78)
      #expect(outcome.err.contains("posts: 0 is out of range"), "\(outcome)")
    }
  }

  private let listed = #"platforms: {linkedin: {slots: [{days: mon-fri, at: ["09:00", "17:30"]}]"#
  private let week = ["--from", "2026-11-23T00:00:00Z", "--days", "7"]

  @Test
  func `listed times that the built-in gap leaves empty are told`() throws {
    let posts = ["1", "2"].map { Plan.post($0, "linkedin") }
    _ = try Plan(
      posts, listed + "}}", horizon: week,
      warnings: """
        sched-plan: warning: platforms.linkedin.slots: 5 of 10 listed times can have a post, for the \
        built-in min_gap_hours is 24 (write another beside them)

        """)
    // A gap that is written is meant, and one post needs one time.
    _ = try Plan(posts, listed + ", min_gap_hours: 24}}", horizon: week)
    _ = try Plan([posts[0], Plan.post("3", "x")], listed + "}}", horizon: week)
  }
}
