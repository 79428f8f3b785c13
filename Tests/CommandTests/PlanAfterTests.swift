import Testing

/// Which posts `after` means, and what comes of it.
struct PlanAfterTests {
  private let horizon = [
    "--from", "2026-11-24T00:00:00Z", "--days", "3", "--now", "2026-11-24T00:00:00Z",
  ]

  private func follower(_ after: String, _ platform: String = "x") -> String {
    Plan.post("f", platform, #","after":\#(after),"after_hours":5"#)
  }

  private func published(_ id: String, _ platform: String = "x") -> String {
    Plan.post(id, platform, #","status":"published","posted_at":"2026-11-24T10:00:00Z""#)
  }

  private func instant(_ plan: Plan) -> String { plan["f"]?.scheduledAt ?? "none" }

  @Test
  func `a post of --existing may be the one before, planned or out`() throws {
    for before in [Plan.pin("a", "x", at: "2026-11-25T09:00:00Z"), published("a")] {
      let plan = try Plan([follower(#""a""#)], nil, horizon: horizon, existing: [before])
      let soonest = before.contains("posted_at") ? "2026-11-24T15:00:00Z" : "2026-11-25T14:00:00Z"
      #expect(instant(plan) >= soonest)
      let late = follower(#""a""#).dropLast() + #","deadline":"\#(soonest)"}"#
      let pressed = try Plan([String(late)], nil, horizon: horizon, existing: [before])
      #expect(instant(pressed) == soonest)
    }
  }

  @Test
  func `a post that has gone out may be the one before, though nobody knows when`() throws {
    let out = Plan.post("a", "x", #","status":"published""#)
    #expect(try Plan([out, follower(#""a""#)], nil, horizon: horizon)["f"]?.status == "scheduled")
    let known = try Plan([published("a"), follower(#""a""#)], nil, horizon: horizon)
    #expect(instant(known) >= "2026-11-24T15:00:00Z")
  }

  @Test(arguments: [#""linkedin/a""#, #""x/a""#, #""twitter/a""#])
  func `the one before may be named with its platform`(_ after: String) throws {
    let posts = [
      Plan.pin("a", "x", at: "2026-11-24T09:00:00Z"),
      Plan.pin("a", "linkedin", at: "2026-11-25T09:00:00Z"),
    ]
    let plan = try Plan([follower(after, "tiktok")] + posts, nil, horizon: horizon)
    #expect(instant(plan) >= (after.contains("linkedin") ? "2026-11-25T14" : "2026-11-24T14"))
    let soonest = after.contains("linkedin") ? "2026-11-25T14:00:00Z" : "2026-11-24T14:00:00Z"
    let late = follower(after, "tiktok").dropLast() + #","deadline":"\#(soonest)"}"#
    #expect(instant(try Plan([String(late)] + posts, nil, horizon: horizon)) == soonest)
  }

  @Test
  func `an id that has a slash in it is itself first`() throws {
    let posts = [
      Plan.pin("x/a", "linkedin", at: "2026-11-25T09:00:00Z"),
      Plan.pin("a", "x", at: "2026-11-26T09:00:00Z"),
    ]
    let late = follower(#""x/a""#, "tiktok").dropLast() + #","deadline":"2026-11-25T14:00:00Z"}"#
    #expect(
      instant(try Plan([String(late)] + posts, nil, horizon: horizon)) == "2026-11-25T14:00:00Z")
  }

  @Test
  func `one id on several channels means after all of them`() throws {
    let channels = ["x", "linkedin", "tiktok"].map { Plan.post("a", $0) }
    let plan = try Plan([follower(#""a""#)] + channels, nil, horizon: horizon)
    let last = plan.rows.filter { $0.id?.text == "a" }.compactMap(\.scheduledAt).max() ?? ""
    #expect(last > "2026-11-24" && instant(plan) > last)
    // One of them is left out, and so is this.
    let gone = Plan.post("a", "facebook", #","deadline":"2026-11-20T00:00:00Z""#)
    let without = try Plan([follower(#""a""#), gone] + channels, nil, horizon: horizon)
    #expect(without["f"]?.reason == #"after "a": that post is left out"#)
  }

  @Test
  func `an id counts by its text, as a number or a string`() throws {
    let late = #","after":"7","deadline":"2026-11-25T09:00:00Z""#
    let plan = try Plan(
      [
        #"{"id":7,"platform":"x","scheduled_at":"2026-11-25T09:00:00Z"}"#,
        Plan.post("f", "tiktok", late),
      ], nil, horizon: horizon)
    #expect(instant(plan) == "2026-11-25T09:00:00Z")
  }

  @Test
  func `posts that come after each other in a circle are told so`() throws {
    let plan = try Plan(
      [
        Plan.post("a", "x", #","after":"b""#), Plan.post("b", "x", #","after":"c""#),
        Plan.post("c", "tiktok", #","after":"a""#), Plan.post("d", "x", #","after":"a""#),
        Plan.post("e", "x", #","after":"e""#), Plan.post("g", "x", #","after":"h""#),
        Plan.post("h", "x", #","status":"draft""#),
      ], nil, ["--input-order"], horizon: horizon)
    #expect(
      plan.rows.map(\.reason) == [
        #"after "b": these come after each other in a circle: "a", "b", "c""#,
        #"after "c": these come after each other in a circle: "b", "c", "a""#,
        #"after "a": these come after each other in a circle: "c", "a", "b""#,
        #"after "a": that post is left out"#,
        #"after "e": no other post of the account has this id"#,
        #"after "h": that post is not to go out"#, "its status is draft",
      ])
  }
}
