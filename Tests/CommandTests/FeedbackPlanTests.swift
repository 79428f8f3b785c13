import Testing

/// What `sched-feedback` says of a plan: what is overdue, and how much of it went out.
struct FeedbackPlanTests {
  private static let now = ["--now", "2026-11-20T12:00:00Z"]

  private static func post(_ id: String, _ slot: String?, _ more: String = "") -> String {
    let scheduled = slot.map { #","scheduled_at":"2026-11-20T\#($0):00Z""# } ?? ""
    return #"{"id":"\#(id)","platform":"x"\#(scheduled)\#(more)}"# + "\n"
  }

  private static func published(_ id: String, _ slot: String?, at time: String) -> String {
    post(id, slot, #","posted_at":"2026-11-20T\#(time):00Z""#)
  }

  private static func failed(_ id: String, _ slot: String, at time: String) -> String {
    post(id, slot, #","status":"failed","failed_at":"2026-11-20T\#(time):00Z""#)
  }

  /// The line of figures of all posts, and what was told.
  private func figures(_ input: String, _ flags: [String] = []) throws -> (kpi: String, err: String)
  {
    let outcome = try Tool("sched-feedback").run(Self.now + flags, input: Array(input.utf8))
    #expect(outcome.status == 0, "\(outcome)")
    let lines = outcome.out.split(separator: "\n").map(String.init)
    return (lines.first { $0.hasPrefix(#"{"kind":"kpi""#) } ?? "", outcome.err)
  }

  private static let onTime =
    published("a", "08:00", at: "08:00") + published("b", "09:00", at: "09:01")

  @Test
  func `posts that never went out count as late`() throws {
    let all = try figures(Self.onTime)
    #expect(all.kpi.contains(#""adherence":{"30s":0.5,"60s":1,"300s":1,"3600s":1}"#), "\(all)")
    #expect(all.err == "")
    // One of them for half an hour only.
    let some = try figures(Self.onTime + Self.post("c", "10:00") + Self.post("d", "11:30"))
    #expect(
      some.kpi.contains(
        #""adherence":{"30s":0.25,"60s":0.5,"300s":0.5,"3600s":0.666667},"queue_depth":2,"overdue":2,"#
      ),
      "\(some)")
    #expect(
      some.err.contains(
        "warning: x: the share of posts on time is 50 %, below 90 %; "
          + "look whether the publisher runs at every slot\n"), "\(some)")
  }

  @Test(arguments: [("11:55", false), ("11:54", true), ("12:01", false)])
  func `a post is overdue once its slot is longer ago than the tolerance`(
    _ slot: String, _ isOverdue: Bool
  ) throws {
    let figures = try figures(Self.onTime + Self.post("c", slot))
    #expect(figures.kpi.contains(#""overdue":1"#) == isOverdue, "\(figures)")
    let patient = try self.figures(Self.onTime + Self.post("c", slot), ["--tolerance", "30"])
    #expect(!patient.kpi.contains("overdue"), "\(patient)")
  }

  @Test
  func `a post that went out or was cancelled by another record waits no more`() throws {
    let plan =
      ["a", "b"].map { Self.post($0, "09:00") }.joined()
      + Self.post("c", "10:00", #","status":"scheduled""#)
    let cancelled = Self.post("c", "10:00", #","status":"cancelled""#)
    for input in [plan + Self.onTime + cancelled, cancelled + Self.onTime + plan] {
      let figures = try figures(input)
      #expect(figures.kpi.contains(#""queue_depth":0"#), "\(figures)")
      #expect(!figures.kpi.contains("overdue"), "\(figures)")
    }
  }

  @Test
  func `a slot that was tried in vain is not overdue, and a later record moves a slot`() throws {
    let waits = [
      Self.failed("c", "10:00", at: "10:00") + Self.post("c", "10:00"),
      Self.post("c", "10:00") + Self.post("c", "13:00"),
    ]
    for wait in waits {
      let figures = try figures(Self.onTime + wait)
      #expect(figures.kpi.contains(#""queue_depth":1"#), "\(figures)")
      #expect(!figures.kpi.contains("overdue"), "\(figures)")
    }
    #expect(
      try figures(Self.onTime + Self.post("c", "13:00") + Self.post("c", "10:00"))
        .kpi.contains(#""overdue":1"#))
  }

  @Test
  func `without a plan nothing is said of throughput, and under a kept one nothing is warned`()
    throws
  {
    let unplanned = try figures(Self.published("a", nil, at: "08:00"))
    #expect(unplanned.kpi.contains(#""throughput":1,"completion_rate""#), "\(unplanned)")
    #expect(unplanned.err == "")
    // Two posts in 8 h, a quarter of a post an hour.
    let slow = try figures(
      Self.published("a", "00:00", at: "00:00") + Self.published("b", "08:00", at: "08:00"))
    #expect(
      slow.kpi.contains(#""throughput":0.25,"planned_throughput":0.25,"plan_completion":1,"#),
      "\(slow)")
    #expect(slow.err == "")
  }

  @Test
  func `throughput is set against the plan's, or against a person's own bound`() throws {
    // In the 10 h from 00:00 to 10:00: 8 went out of 10; what has no slot is no matter of the plan.
    let input =
      (0..<8).map { Self.published("\($0)", "0\($0):00", at: "0\($0):00") }.joined()
      + Self.failed("8", "08:00", at: "08:00") + Self.post("9", "10:00")
      + Self.published("extra", nil, at: "05:30")
    let figures = try figures(input)
    #expect(
      figures.kpi.contains(#""throughput":0.9,"planned_throughput":1,"plan_completion":0.8,"#),
      "\(figures)")
    #expect(
      figures.err.contains(
        "warning: x: the throughput is 0.8 posts an hour, below 0.9 posts an hour, 90 % of the plan; "
          + "look at the posts that failed or are overdue\n"), "\(figures)")
    let low = try self.figures(input, ["--threshold", "throughput=0.9"])
    #expect(!low.err.contains("throughput"), "\(low)")
    let high = try self.figures(input, ["--threshold", "throughput=1"])
    #expect(
      high.err.contains(
        "warning: x: the throughput is 0.9 posts an hour, below 1 post an hour; "
          + "more posts in the queue, or wider windows, would raise it\n"), "\(high)")
  }

  @Test
  func `a post that failed and then went out was planned once`() throws {
    let figures = try figures(
      Self.failed("a", "08:00", at: "08:00") + Self.failed("a", "08:00", at: "08:02")
        + Self.published("a", "08:00", at: "08:04"))
    #expect(figures.kpi.contains(#""plan_completion":1,"#), "\(figures)")
    let never = try self.figures(
      Self.onTime + Self.failed("c", "08:00", at: "08:00") + Self.failed("c", "08:00", at: "08:02"))
    #expect(never.kpi.contains(#""plan_completion":0.666667,"#), "\(never)")
  }

  @Test
  func `a post counts as planned in the cycle in which it came to be overdue`() throws {
    try TemporaryDirectory.with { directory in
      func cycle(_ now: String, _ input: String) throws -> String {
        try Tool("sched-feedback").run(
          ["-q", "--now", "2026-11-20T\(now):00Z", "--in-place", "--params", "params.jsonl"],
          input: Array(input.utf8), directory: directory
        ).expect()
        let lines = try directory.text(of: "params.jsonl").split(separator: "\n").map(String.init)
        // Of all posts, the latest.
        return lines.last { $0.hasPrefix(#"{"kind":"kpi""#) && !$0.contains("platform") } ?? ""
      }
      let waits = Self.post("w", "10:00")
      let first = try cycle("10:03", Self.onTime + waits)
      #expect(first.contains(#""plan_completion":1,"#) && !first.contains("overdue"), "\(first)")
      let second = try cycle("11:00", Self.published("c", "10:30", at: "10:30") + waits)
      #expect(second.contains(#""plan_completion":0.5,"#), "\(second)")
      let third = try cycle("12:00", Self.published("d", "11:30", at: "11:30") + waits)
      #expect(third.contains(#""plan_completion":1,"#), "\(third)")
      // But it is late until it goes out.
      #expect(third.contains(#""300s":0.5,"#) && third.contains(#""overdue":1,"#), "\(third)")
    }
  }
}
