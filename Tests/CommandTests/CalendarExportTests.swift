import Testing

/// `sched-view --to ics`.
struct CalendarExportTests {
  private let now = ["--to", "ics", "--now", "2026-11-01T00:00:00Z"]

  private func view(_ flags: [String], _ input: String) throws -> Outcome {
    try Tool("sched-view").run(now + flags, input: input)
  }

  private func post(_ id: String, _ slot: String, _ more: String = "") -> String {
    #"{"id":"\#(id)","platform":"x","scheduled_at":"\#(slot)"\#(more)}"# + "\n"
  }

  private func count(_ word: String, in text: String) -> Int {
    text.split(separator: "\r\n").count { $0 == word }
  }

  private func values(of name: String, in text: String) -> [Substring] {
    text.split(separator: "\r\n").filter { $0.hasPrefix("\(name):") }.map {
      $0.dropFirst(name.count + 1)
    }
  }

  @Test
  func `a plan is a calendar`() throws {
    let plan =
      #"{"id":"p5","account":"roastery","content_type":"instagram_reels","text":"Spring menu, today;\nsee \\ us","#
      + #""url":"https://example.com/a?b=c,d","scheduled_at":"2026-11-23T09:00:00Z","score":0.876,"#
      + #""status":"scheduled","key":"roastery/instagram/p5"}"# + "\n"
      + #"{"id":17,"platform":"x","title":"Beans","scheduled_at":"2026-10-30T09:00:00.5Z","status":"overdue"}"#
      + "\n" + #"{"id":"q","platform":"tiktok","posted_at":"2026-10-01T09:00:12Z"}"# + "\n"
    try view(["--calendar-name", "Roastery, all"], plan).expect(
      out: """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//sched//sched-view//EN
        CALSCALE:GREGORIAN
        METHOD:PUBLISH
        NAME:Roastery\\, all
        X-WR-CALNAME:Roastery\\, all
        BEGIN:VEVENT
        UID:roastery/instagram/p5@sched
        DTSTAMP:20261101T000000Z
        LAST-MODIFIED:20261101T000000Z
        SEQUENCE:29891520
        DTSTART:20261123T090000Z
        DURATION:PT15M
        TRANSP:TRANSPARENT
        STATUS:CONFIRMED
        SUMMARY:instagram_reels: Spring menu\\, today\\;
        DESCRIPTION:Spring menu\\, today\\;\\nsee \\\\ us\\n\\naccount: roastery\\nplatform
         : instagram\\nid: p5\\nscore: 0.876\\nstatus: scheduled
        CATEGORIES:instagram,roastery
        URL:https://example.com/a?b=c,d
        END:VEVENT
        BEGIN:VEVENT
        UID:default/x/=17@sched
        DTSTAMP:20261101T000000Z
        LAST-MODIFIED:20261101T000000Z
        SEQUENCE:29891520
        DTSTART:20261030T090000Z
        DURATION:PT15M
        TRANSP:TRANSPARENT
        STATUS:TENTATIVE
        SUMMARY:x_post: Beans
        DESCRIPTION:account: default\\nplatform: x\\nid: 17\\nstatus: overdue
        CATEGORIES:x,default
        END:VEVENT
        BEGIN:VEVENT
        UID:default/tiktok/q@sched
        DTSTAMP:20261101T000000Z
        LAST-MODIFIED:20261101T000000Z
        SEQUENCE:29891520
        DTSTART:20261001T090012Z
        DURATION:PT15M
        TRANSP:TRANSPARENT
        STATUS:CONFIRMED
        SUMMARY:tiktok_video: q
        DESCRIPTION:account: default\\nplatform: tiktok\\nid: q\\nstatus: published
        CATEGORIES:tiktok,default
        END:VEVENT
        END:VCALENDAR

        """.replacing("\n", with: "\r\n"))
  }

  @Test(.hasPythonModule("icalendar"), arguments: CalendarReading.zones)
  func `a plan through iCalendar and back has each instant, title and zone`(
    _ zone: String
  ) throws {
    try CalendarReading.check(zone)
  }

  @Test
  func `a changed plan keeps its events, and a later export is newer`() throws {
    let first = try view([], post("a", "2026-11-23T09:00:00Z") + post("b", "2026-11-23T11:00:00Z"))
    let second = try Tool("sched-view").run(
      ["--to", "ics", "--now", "2026-11-01T00:01:00Z"],
      input: post("b", "2026-11-24T11:00:00Z") + post("a", "2026-11-25T09:00:00Z"))
    #expect(values(of: "UID", in: first.out) == ["default/x/a@sched", "default/x/b@sched"])
    #expect(values(of: "UID", in: second.out) == ["default/x/b@sched", "default/x/a@sched"])
    let numbers = try [first, second].map { outcome in
      try #require(values(of: "SEQUENCE", in: outcome.out).compactMap { Int($0) }.first)
    }
    #expect(numbers[0] + 1 == numbers[1])
  }

  @Test
  func `a post that occurs twice is one event`() throws {
    let plan =
      post("a", "2026-11-23T09:00:00Z")
      + #"{"platform":"x","text":"Hi","scheduled_at":"2026-11-24T09:00:00Z"}"# + "\n"
    let once = try view([], plan)
    let twice = try view([], plan + plan)
    #expect(once.status == 0)
    twice.expect(out: once.out)
  }

  @Test
  func `a post that is elsewhere in a later line is rejected`() throws {
    let outcome = try view(
      [], post("a", "2026-11-23T09:00:00Z") + post("a", "2026-11-24T09:00:00Z"))
    #expect(
      outcome.err == """
        sched-view: <stdin>:2: id: "a" was at 2026-11-23T09:00:00Z in an earlier line, and is at \
        2026-11-24T09:00:00Z here (a post has one slot; the first one counts)

        """)
    #expect(outcome.status == 1)
    #expect(values(of: "DTSTART", in: outcome.out) == ["20261123T090000Z"])
  }

  @Test
  func `posts without an id are told apart by what they say, and numbered`() throws {
    let posts = ["Hi", "Hi", "Ho"].enumerated().map { index, text in
      #"{"platform":"x","text":"\#(text)","scheduled_at":"2026-11-2\#(index)T09:00:00Z"}"# + "\n"
    }
    let names = values(of: "UID", in: try view([], posts.joined()).out)
    #expect(Set(names).count == 3)
    #expect(names.map { String($0.suffix(8)) } == ["-1@sched", "-2@sched", "-1@sched"])
    // Elsewhere, it is the same post.
    let moved = posts[2].replacing("2026-11-22", with: "2026-11-29")
    #expect(values(of: "UID", in: try view([], moved).out) == [names[2]])
  }

  @Test
  func `a long key becomes a hash`() throws {
    let long = String(repeating: "a", count: 300)
    let names = values(of: "UID", in: try view([], post(long, "2026-11-23T09:00:00Z")).out)
    #expect(names.map(\.count) == [38])
  }

  @Test
  func `posts without a slot are counted`() throws {
    let plan =
      #"{"id":1,"platform":"x","scheduled_at":null,"status":"unscheduled"}"# + "\n"
      + #"{"id":2,"platform":"x","scheduled_at":null}"# + "\n"
      + #"{"id":3,"platform":"x","status":"draft","scheduled_at":"2026-11-23T09:00:00Z"}"# + "\n"
      + #"{"id":4,"platform":"x","status":"cancelled"}"# + "\n"
      + #"{"id":5,"platform":"x","status":"failed","scheduled_at":"2026-10-23T09:00:00Z"}"# + "\n"
      + #"{"id":6,"platform":"x","http_status":429,"scheduled_at":"2026-10-23T09:00:00Z"}"# + "\n"
    let outcome = try view([], plan)
    #expect(outcome.status == 0)
    #expect(
      outcome.err == "sched-view: 6 of 6 posts are not in the calendar: "
        + "2 unscheduled, 1 cancelled, 1 draft, 1 failed, 1 rate_limited\n")
    #expect(count("BEGIN:VCALENDAR", in: outcome.out) == 1)
    #expect(count("END:VCALENDAR", in: outcome.out) == 1)
    #expect(count("BEGIN:VEVENT", in: outcome.out) == 0)
    // The same file twice says the same.
    try view([], plan + plan).expect(out: outcome.out, err: outcome.err)
    try view(["-q"], plan).expect(out: outcome.out)
  }

  @Test
  func `a run without a record writes no calendar`() throws {
    try view([], "\n").expect()
    try TemporaryDirectory.with { directory in
      try directory.write("old", to: "plan.ics")
      try Tool("sched-view").run(now + ["-o", "plan.ics"], directory: directory)
        .expect(err: "sched-view: plan.ics: not written: no record was read\n", status: 1)
      #expect(try directory.text(of: "plan.ics") == "old")
    }
  }

  @Test(arguments: [
    (
      #"{"platform":"x","scores":{}}"#,
      "the post has scores but no slot: scheduled_at is not there (sched-plan adds it)"
    ),
    (
      #"{"platform":"x","id":1}"#,
      "the post is not planned: scheduled_at is not there (sched-plan adds it)"
    ),
    (
      #"{"kind":"open","platform":"x","posted_at":"2026-07-01T10:00:00Z"}"#,
      "this is no post of a plan (what sched-plan writes is needed)"
    ),
    (#"{"a":1}"#, "this is no post of a plan (what sched-plan writes is needed)"),
    (
      #"{"platform":"x","scheduled_at":"soon"}"#,
      #"scheduled_at: "soon" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)"#
    ),
  ])
  func `what is no post of a plan is rejected`(_ line: String, _ message: String) throws {
    try view([], line).expect(err: "sched-view: <stdin>:1: \(message)\n", status: 1)
  }
}
