import Testing

/// The local times that `sched-plan --tz` adds.
struct PlanLocalTests {
  private let horizon = [
    "-q", "--from", "2026-11-24T00:00:00Z", "--days", "2", "--now", "2026-11-24T00:00:00Z",
    "--input-order",
  ]

  private func plan(_ input: String, _ flags: [String] = []) throws -> String {
    let outcome = try Tool("sched-plan").run(horizon + flags, input: input)
    try #require(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
    return outcome.out
  }

  private func pin(_ instant: String, _ more: String = "") -> String {
    #"{"id":"a","platform":"x","scheduled_at":"\#(instant)"\#(more)}"# + "\n"
  }

  /// From Python's zoneinfo: `datetime.fromisoformat(t).astimezone(ZoneInfo(z)).isoformat()`.
  @Test(arguments: [
    ("Europe/Berlin", "2026-11-24T09:00:00Z", "2026-11-24T10:00:00+01:00"),
    ("Europe/Berlin", "2026-07-06T22:30:00Z", "2026-07-07T00:30:00+02:00"),
    ("Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T02:30:00+02:00"),
    ("Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00+01:00"),
    ("America/St_Johns", "2026-07-06T01:00:00Z", "2026-07-05T22:30:00-02:30"),
    ("Australia/Lord_Howe", "2026-04-04T15:15:00Z", "2026-04-05T01:45:00+10:30"),
    ("UTC+5:30", "2026-11-24T09:00:00Z", "2026-11-24T14:30:00+05:30"),
    ("UTC", "2026-11-24T09:00:00Z", "2026-11-24T09:00:00+00:00"),
  ])
  func `a slot has its local time`(_ zone: String, _ instant: String, _ local: String) throws {
    let out = try plan(pin(instant), ["--tz", zone])
    #expect(out.contains(#","local":"\#(local)""#), "\(out)")
  }

  @Test
  func `a plan of a plan is itself, with the flag and without`() throws {
    let posts =
      #"{"id":1,"platform":"linkedin"}"# + "\n" + #"{"id":2,"platform":"linkedin"}"# + "\n"
    for flags in [[], ["--tz", "Europe/Berlin"]] {
      let first = try plan(posts + pin("2026-11-24T09:00:00Z"), flags)
      #expect(try plan(first, flags) == first)
    }
  }

  @Test
  func `a local time is replaced where it is`() throws {
    let old = #","local":"2026-11-24T10:00:00+01:00","z":1.10"#
    let out = try plan(pin("2026-11-24T11:00:00Z", old), ["--tz", "Europe/Berlin"])
    #expect(
      out.hasPrefix(
        #"{"id":"a","platform":"x","scheduled_at":"2026-11-24T11:00:00Z","local":"2026-11-24T12:00:00+01:00","z":1.10,"#
      ))
  }

  @Test
  func `a post without a slot has no local time`() throws {
    let post =
      #"{"id":"a","platform":"x","local":"2026-11-24T10:00:00+01:00","deadline":"2026-11-23T00:00:00Z"}"#
    for flags in [[], ["--tz", "Europe/Berlin"]] {
      let out = try plan(post, flags)
      #expect(out.contains(#""scheduled_at":null"#) && !out.contains("local"), "\(out)")
    }
  }

  @Test(arguments: [
    (#""2026-11-24T10:00:00+01:00""#, true), (#""2026-11-24T11:00:00+01:00""#, false),
    (#""noon""#, true), ("true", true),
  ])
  func `without the flag, only a local time that is not true is removed`(
    _ local: String, _ stays: Bool
  ) throws {
    let out = try plan(pin("2026-11-24T09:00:00Z", #","local":\#(local)"#))
    #expect(out.contains(#""local":\#(local)"#) == stays, "\(out)")
    #expect(out.contains("local") == stays)
  }

  @Test
  func `what has gone out stays as it came`() throws {
    let post = #"{"id":"a","platform":"x","posted_at":"2026-11-23T09:00:00Z"}"# + "\n"
    #expect(try plan(post, ["--tz", "Europe/Berlin"]) == post)
  }

  @Test
  func `an unknown zone is a usage error`() throws {
    try Tool("sched-plan").run(["--tz", "Europe/Berlim"]).expect(
      err: """
        sched-plan: --tz: unknown time zone "Europe/Berlim" (did you mean "Europe/Berlin"?)
        see sched-plan --help

        """, status: 64)
  }
}
