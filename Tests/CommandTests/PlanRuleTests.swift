import Testing

/// Each rule of a plan alone, at its very edge, from outside.
///
/// A post `q` that has only one slot to go to meets pins, which do not move: it stands there, or is
/// left out with the reason. The rules and their figures are the contract's, section 6.
struct PlanRuleTests {
  /// Rules, pins, and what becomes of `q`.
  struct Example: Sendable, CustomTestStringConvertible {
    private let rules: String?
    private let pins: [String]
    private let post: String
    /// Why `q` is left out; nil if it stands.
    private let reason: String?
    /// The first of the seven days of the plan.
    private let day: String

    var testDescription: String { "\(rules ?? "no file"), \(pins), \(post)" }

    init(
      _ post: String, beside pins: [String] = [], rules: String? = nil, is reason: String? = nil,
      from day: String = "2026-11-22"
    ) {
      (self.rules, self.pins, self.post, self.reason) = (rules, pins, post, reason)
      self.day = day
    }

    /// Plans it, and compares `q`.
    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
      let plan = try Plan(
        pins + [post], rules, horizon: ["--from", "\(day)T00:00:00Z", "--days", "7"],
        sourceLocation: sourceLocation)
      let row = plan["q"]
      #expect(row?.reason == reason, "\(plan.outcome)", sourceLocation: sourceLocation)
      #expect(
        row?.status == (reason == nil ? "scheduled" : "unscheduled"), "\(plan.outcome)",
        sourceLocation: sourceLocation)
    }
  }

  private static func pin(
    _ id: String, _ kind: String, _ time: String, _ more: String = ""
  ) -> String { Plan.pin(id, kind, at: time, more) }

  /// The post that has only this slot.
  private static func q(_ kind: String, _ time: String, _ more: String = "") -> String {
    Plan.post("q", kind, at: time, more)
  }

  private static func taken(_ rule: String) -> String {
    "the only open slot is taken: 1 by \(rule)"
  }

  private static func closed(_ time: String, _ rule: String) -> String {
    "the only slot \(span(time)) is closed: 1 by \(rule)"
  }

  private static func span(_ time: String) -> String {
    "from not_before \(Plan.instant(time)) to deadline \(Plan.instant(time))"
  }

  private static let urgent = #","priority":"urgent""#
}

extension PlanRuleTests {
  private static let nineOnX = [pin("p", "x", "09:00")]

  @Test(
    arguments: [
      Example(q("x", "11:00"), beside: nineOnX),
      Example(q("x", "10:45"), beside: nineOnX, is: taken("min_gap_hours 2")),
      Example(q("x", "07:00"), beside: nineOnX),
      Example(q("x", "07:15"), beside: nineOnX, is: taken("min_gap_hours 2")),
      Example(q("x", "09:00", #","account":"other""#), beside: nineOnX),
      Example(q("tiktok", "09:00"), beside: nineOnX),
      Example(q("x", "09:30"), beside: nineOnX, rules: "platforms: {x: {min_gap_hours: 0.5}}"),
      Example(
        q("x", "09:15"), beside: nineOnX, rules: "platforms: {x: {min_gap_hours: 0.5}}",
        is: taken("min_gap_hours 0.5")),
      Example(q("x", "09:00"), beside: nineOnX, rules: "platforms: {x: {min_gap_hours: 0}}"),
      // An alias is the platform itself.
      Example(
        q("twitter_thread", "11:45"), beside: nineOnX,
        rules: "platforms: {twitter: {min_gap_hours: 3}}", is: taken("min_gap_hours 3")),
      // Pins stand off the grid too.
      Example(q("x", "11:00"), beside: [pin("p", "x", "2026-11-24T08:59:59Z")]),
      Example(
        q("x", "11:00"), beside: [pin("p", "x", "2026-11-24T09:00:01Z")],
        is: taken("min_gap_hours 2")),
    ])
  func `a gap of exactly min_gap_hours is allowed, and less is not`(_ example: Example) throws {
    try example.check()
  }

  @Test(
    arguments: [
      // EVIDENCE, section 3.
      ("youtube_long_form", "26T00:00", "25T23:45", 48),
      ("youtube_shorts", "25T00:00", "24T23:45", 24),
      ("tiktok_video", "24T12:00", "24T11:45", 12), ("instagram_feed", "24T12:00", "24T11:45", 12),
      ("instagram_reels", "24T18:00", "24T17:45", 18),
      ("instagram_carousel", "24T18:00", "24T17:45", 18),
      ("instagram_stories", "24T01:00", "24T00:45", 1), ("x_post", "24T02:00", "24T01:45", 2),
      ("x_thread", "24T02:00", "24T01:45", 2), ("linkedin_post", "25T00:00", "24T23:45", 24),
      ("linkedin_carousel", "25T00:00", "24T23:45", 24),
      ("facebook_post", "24T06:00", "24T05:45", 6),
      ("facebook_reels", "24T06:00", "24T05:45", 6),
    ])
  func `each content type has its built-in gap`(
    _ fact: (type: String, allowed: String, refused: String, hours: Int)
  ) throws {
    let pins = [Self.pin("p", fact.type, "00:00")]
    try Example(Self.q(fact.type, "2026-11-\(fact.allowed):00Z"), beside: pins).check()
    try Example(
      Self.q(fact.type, "2026-11-\(fact.refused):00Z"), beside: pins,
      is: Self.taken("min_gap_hours \(fact.hours)")
    ).check()
  }

  private static let reel = [pin("r", "instagram_reels", "00:00")]
  private static let reelAndStory = reel + [pin("s", "instagram_stories", "09:00")]

  @Test(
    arguments: [
      Example(q("instagram_stories", "01:00"), beside: reel),
      Example(q("instagram_stories", "00:45"), beside: reel, is: taken("min_gap_hours 1")),
      Example(q("instagram_reels", "18:00"), beside: reelAndStory),
      Example(q("instagram_reels", "17:45"), beside: reelAndStory, is: taken("min_gap_hours 18")),
      Example(
        q("instagram_reels", "2026-11-23T23:15:00Z"),
        beside: [pin("s", "instagram_stories", "00:00")],
        is: taken("min_gap_hours 1")),
      // The file's gap of a platform is for its types too, unless they have one in the file.
      Example(
        q("instagram_stories", "04:45"), beside: [pin("s", "instagram_stories", "00:00")],
        rules: "platforms: {instagram: {min_gap_hours: 5}}", is: taken("min_gap_hours 5")),
      Example(
        q("instagram_stories", "03:00"), beside: [pin("s", "instagram_stories", "00:00")],
        rules: """
          platforms:
            instagram: {min_gap_hours: 5, content_types: {instagram_stories: {min_gap_hours: 3}}}
          """),
    ])
  func `between two types the smaller gap holds, and between two Reels theirs`(
    _ example: Example
  ) throws {
    try example.check()
  }
}

extension PlanRuleTests {
  private static let threeCalm = ["youtube", "tiktok", "linkedin"].map { pin($0, $0, "09:00") }
  private static let fourth = pin("f", "facebook", "09:00", urgent)
  private static let fifth = pin("i", "instagram", "09:00", urgent)
  private static let oneAtATime = "platforms: {x: {min_gap_hours: 0, max_concurrent_posts: 1}}"

  @Test(
    arguments: [
      Example(q("x", "09:00"), beside: Array(threeCalm.dropLast())),
      Example(q("x", "09:00"), beside: threeCalm, is: taken("max_concurrent_posts 3")),
      Example(q("x", "09:15"), beside: threeCalm),
      Example(q("x", "09:00", urgent), beside: threeCalm),
      Example(q("x", "09:00", urgent), beside: threeCalm + [fourth]),
      Example(
        q("x", "09:00", urgent), beside: threeCalm + [fourth, fifth],
        is: taken("max_urgent_concurrent 5")),
      // Urgent posts leave calm ones their three.
      Example(q("x", "09:00"), beside: threeCalm.dropLast() + [fourth]),
      Example(
        q("x", "09:00"), beside: Array(threeCalm.prefix(1)), rules: "max_concurrent_posts: 1",
        is: taken("max_concurrent_posts 1")),
      Example(
        q("x", "09:00", urgent), beside: Array(threeCalm.prefix(1)),
        rules: "max_urgent_concurrent: 1", is: taken("max_urgent_concurrent 1")),
      Example(
        q("x", "09:00"), rules: "max_concurrent_posts: 0", is: taken("max_concurrent_posts 0")),
      Example(
        q("x", "09:00"), beside: nineOnX, rules: oneAtATime,
        is: taken("max_concurrent_posts 1 of the platform")),
      Example(q("x", "09:15"), beside: nineOnX, rules: oneAtATime),
      Example(q("x", "09:00", urgent), beside: nineOnX, rules: oneAtATime),
      Example(q("x", "09:00"), beside: [pin("p", "x", "09:00", urgent)], rules: oneAtATime),
      Example(q("tiktok", "09:00"), beside: nineOnX, rules: oneAtATime),
    ])
  func `a slot holds so many calm posts and so many in all, of an account and of a platform`(
    _ example: Example
  ) throws {
    try example.check()
  }
}

extension PlanRuleTests {
  private static func rules(_ quota: String) -> String {
    "{time_zone: America/New_York, platforms: {x: {min_gap_hours: 0, \(quota)}}}"
  }

  private static let rolling = rules("quota: {kind: rolling, posts: 2, per_hours: 3}")
  private static let sliding = rules("quota: {kind: sliding, posts: 2, per_minutes: 45}")
  private static let fixed = rules("quota: {kind: fixed, posts: 1, per_minutes: 90}")
  private static let perDay = rules("max_per_day: 1")
  private static let kolkata = rules("quota: {kind: day, posts: 1, zone: Asia/Kolkata}")
  private static let both = rules("max_per_day: 1, quota: {kind: rolling, posts: 1, per_hours: 2}")
  private static let list = rules(
    "quota: [{kind: day, posts: 3}, {kind: sliding, posts: 1, per_minutes: 30}]")

  private static func pins(_ times: String...) -> [String] {
    times.enumerated().map { pin("p\($0.offset)", "x", $0.element) }
  }

  @Test(
    arguments: [
      Example(q("x", "12:00"), beside: pins("09:00", "10:00"), rules: rolling),
      Example(
        q("x", "11:45"), beside: pins("09:00", "10:00"), rules: rolling,
        is: taken("quota (at most 2 posts in any 3 h)")),
      Example(q("x", "07:00"), beside: pins("09:00", "10:00"), rules: rolling),
      Example(
        q("x", "07:15"), beside: pins("09:00", "10:00"), rules: rolling,
        is: taken("quota (at most 2 posts in any 3 h)")),
      Example(
        q("x", "09:30"), beside: pins("09:00", "10:00"), rules: rolling,
        is: taken("quota (at most 2 posts in any 3 h)")),
      Example(q("x", "09:45"), beside: pins("09:00", "09:15"), rules: sliding),
      Example(
        q("x", "09:30"), beside: pins("09:00", "09:15"), rules: sliding,
        is: taken("quota (at most 2 posts in any 45 min)")),
      Example(q("x", "08:30"), beside: pins("09:00", "09:15"), rules: sliding),
      // A day has 16 windows of 90 minutes, the first of them from 00:00 on.
      Example(q("x", "01:30"), beside: pins("01:15"), rules: fixed),
      Example(
        q("x", "01:15"), beside: pins("00:00"), rules: fixed,
        is: taken("quota (at most 1 post in each 90 min from the epoch)")),
      Example(q("x", "00:00"), beside: pins("2026-11-23T23:45:00Z"), rules: fixed),
      // Midnight in New York is 05:00 UTC.
      Example(q("x", "05:00"), beside: pins("04:45"), rules: perDay),
      Example(
        q("x", "2026-11-25T04:45:00Z"), beside: pins("05:00"), rules: perDay,
        is: taken("quota (at most 1 post a day (America/New_York))")),
      // Midnight in Kolkata is 18:30 UTC.
      Example(q("x", "18:30"), beside: pins("18:15"), rules: kolkata),
      Example(
        q("x", "18:15"), beside: pins("2026-11-23T18:30:00Z"), rules: kolkata,
        is: taken("quota (at most 1 post a day (Asia/Kolkata))")),
      // Both hold.
      Example(
        q("x", "05:00"), beside: pins("04:45"), rules: both,
        is: taken("quota (at most 1 post in any 2 h)")),
      Example(
        q("x", "08:00"), beside: pins("05:00"), rules: both,
        is: taken("quota (at most 1 post a day (America/New_York))")),
      Example(q("x", "06:45"), beside: pins("04:45"), rules: both),
      Example(
        q("x", "09:15"), beside: pins("09:00"), rules: list,
        is: taken("quota (at most 1 post in any 30 min)")),
      Example(
        q("x", "12:00"), beside: pins("09:00", "10:00", "11:00"), rules: list,
        is: taken("quota (at most 3 posts a day (America/New_York))")),
      Example(
        q("x", "12:00"), rules: rules("max_per_day: 0"),
        is: taken("quota (at most 0 posts a day (America/New_York))")),
      Example(q("x", "12:00", #","account":"b""#), beside: pins("12:00"), rules: perDay),
      Example(q("tiktok", "12:00"), beside: pins("12:00"), rules: perDay),
    ])
  func `a window of a quota holds so many posts, by each kind of window`(
    _ example: Example
  ) throws {
    try example.check()
  }

  @Test(
    arguments: [
      ("{min_gap_hours: 0}", "quota (at most 15 posts in any 24 h)"),
      ("{min_gap_hours: 0, quota: []}", nil), ("{min_gap_hours: 0, max_per_day: 16}", nil),
      ("{min_gap_hours: 0, quota: {kind: day, posts: 16}}", nil),
    ])
  func `a quota of the file replaces the built-in one`(
    _ example: (platform: String, rule: String?)
  ) throws {
    // EVIDENCE, section 4: 15 posts in 24 hours on TikTok.
    let pins = (0..<15).map {
      Self.pin("p\($0)", "tiktok", "0\($0 / 4):\($0 % 4 * 15 / 10)\($0 % 4 * 15 % 10)")
    }
    try Example(
      Self.q("tiktok", "23:45"), beside: pins, rules: "platforms: {tiktok: \(example.platform)}",
      is: example.rule.map(Self.taken)
    ).check()
  }
}

extension PlanRuleTests {
  private static let halfHour = "campaign: {min_gap_minutes: 30}"
  private static let spring = #","campaign":"spring""#
  private static let springOnX = [pin("p", "x", "09:00", spring)]

  @Test(
    arguments: [
      Example(q("tiktok", "09:30", spring), beside: springOnX, rules: halfHour),
      Example(
        q("tiktok", "09:15", spring), beside: springOnX, rules: halfHour,
        is: taken("campaign min_gap_minutes 30")),
      Example(q("tiktok", "08:30", spring), beside: springOnX, rules: halfHour),
      Example(
        q("tiktok", "08:45", spring), beside: springOnX, rules: halfHour,
        is: taken("campaign min_gap_minutes 30")),
      Example(q("tiktok", "09:00", #","campaign":"autumn""#), beside: springOnX, rules: halfHour),
      Example(q("tiktok", "09:00"), beside: springOnX, rules: halfHour),
      Example(q("tiktok", "09:00", spring), beside: springOnX),
      Example(
        q("tiktok", "09:00", spring + #","account":"b""#), beside: springOnX, rules: halfHour),
      // On one platform too, where the gap is shorter.
      Example(
        q("x", "11:00", spring), beside: springOnX, rules: "campaign: {min_gap_minutes: 120.5}",
        is: taken("campaign min_gap_minutes 120.5")),
    ])
  func `posts of a campaign keep its distance on all platforms of the account`(
    _ example: Example
  ) throws {
    try example.check()
  }

  @Test(
    arguments: [
      Example(q("tiktok", "09:00", #","after":"p""#), beside: nineOnX),
      Example(
        q("tiktok", "08:45", #","after":"p""#), beside: nineOnX,
        is: taken(#"after "p" (after_hours 0)"#)),
      Example(q("tiktok", "10:30", #","after":"p","after_hours":1.5"#), beside: nineOnX),
      Example(
        q("tiktok", "10:15", #","after":"p","after_hours":1.5"#), beside: nineOnX,
        is: taken(#"after "p" (after_hours 1.5)"#)),
      Example(
        q("tiktok", "10:00", #","after":"p","account":"b""#), beside: nineOnX,
        is: #"after "p": no other post of the account has this id"#),
      Example(
        q("tiktok", "10:00", #","after":"q""#),
        is: #"after "q": no other post of the account has this id"#),
      // 7 and "7" are one id.
      Example(q("tiktok", "10:00", #","after":7"#), beside: [pin("7", "x", "09:00")]),
      Example(q("tiktok", "10:00", #","after":null"#)),
    ])
  func `a post stands no sooner than after_hours behind the one that it comes after`(
    _ example: Example
  ) throws {
    try example.check()
  }
}

extension PlanRuleTests {
  private static func windows(_ kind: String, _ windows: String) -> String {
    "platforms: {x: {\(kind)_windows: [\(windows)]}}"
  }

  private static let nineToTen = windows("prohibited", #"{from: "09:00", until: "10:00"}"#)
  private static let mondayNight = windows("prohibited", "{days: mon, from: 22:00, until: 02:00}")
  private static let weekend = windows("prohibited", "{days: [sat, sun]}")
  private static let inNewYork = "{time_zone: America/New_York, \(nineToTen)}"
  private static let strict = windows(
    "preferred", "{from: 09:00, until: 10:00, strict: true}, {days: tue, from: 20:00, until: 24:00}"
  )
  private static let soft = windows("preferred", "{from: 09:00, until: 10:00, strict: false}")

  @Test(
    arguments: [
      Example(q("x", "08:45"), rules: nineToTen),
      Example(q("x", "09:00"), rules: nineToTen, is: closed("09:00", "prohibited_windows")),
      Example(q("x", "09:45"), rules: nineToTen, is: closed("09:45", "prohibited_windows")),
      Example(q("x", "10:00"), rules: nineToTen), Example(q("tiktok", "09:30"), rules: nineToTen),
      // The night that begins on Monday ends on Tuesday.
      Example(
        q("x", "2026-11-23T22:00:00Z"), rules: mondayNight,
        is: closed("2026-11-23T22:00:00Z", "prohibited_windows")),
      Example(q("x", "01:45"), rules: mondayNight, is: closed("01:45", "prohibited_windows")),
      Example(q("x", "02:00"), rules: mondayNight), Example(q("x", "22:00"), rules: mondayNight),
      Example(q("x", "2026-11-23T01:00:00Z"), rules: mondayNight),
      Example(q("x", "2026-11-27T23:45:00Z"), rules: weekend),
      Example(
        q("x", "2026-11-28T00:00:00Z"), rules: weekend,
        is: closed("2026-11-28T00:00:00Z", "prohibited_windows")),
      Example(
        q("x", "2026-11-28T23:45:00Z"), rules: weekend,
        is: closed("2026-11-28T23:45:00Z", "prohibited_windows")),
      Example(q("x", "14:00"), rules: inNewYork, is: closed("14:00", "prohibited_windows")),
      Example(q("x", "09:00"), rules: inNewYork),
      Example(q("x", "09:00"), rules: strict), Example(q("x", "23:45"), rules: strict),
      Example(q("x", "08:45"), rules: strict, is: closed("08:45", "strict preferred_windows")),
      Example(
        q("x", "2026-11-25T20:00:00Z"), rules: strict,
        is: closed("2026-11-25T20:00:00Z", "strict preferred_windows")),
      Example(q("x", "08:45"), rules: soft), Example(q("tiktok", "08:45"), rules: strict),
    ])
  func `nothing stands inside a prohibited window, nor outside strict preferred ones`(
    _ example: Example
  ) throws {
    try example.check()
  }

  private static let day = "blackouts: [2026-11-24]"
  private static let days = "blackouts: [{from: 2026-11-24, until: 2026-11-25}]"
  private static let hour = """
    blackouts: [{from: 2026-11-24T09:00:00Z, until: 2026-11-24T10:00:00Z}]
    """
  private static let dayInNewYork = "{time_zone: America/New_York, \(day)}"

  @Test(
    arguments: [
      Example(q("x", "2026-11-23T23:45:00Z"), rules: day),
      Example(q("x", "00:00"), rules: day, is: closed("00:00", "blackouts")),
      Example(q("tiktok", "23:45"), rules: day, is: closed("23:45", "blackouts")),
      Example(q("x", "2026-11-25T00:00:00Z"), rules: day),
      Example(
        q("x", "2026-11-25T23:45:00Z"), rules: days,
        is: closed("2026-11-25T23:45:00Z", "blackouts")),
      Example(q("x", "2026-11-26T00:00:00Z"), rules: days),
      Example(q("x", "08:45"), rules: hour),
      Example(q("x", "09:00"), rules: hour, is: closed("09:00", "blackouts")),
      Example(q("x", "09:45"), rules: hour, is: closed("09:45", "blackouts")),
      Example(q("x", "10:00"), rules: hour),
      Example(q("x", "04:45"), rules: dayInNewYork),
      Example(q("x", "05:00"), rules: dayInNewYork, is: closed("05:00", "blackouts")),
      Example(
        q("x", "2026-11-25T04:45:00Z"), rules: dayInNewYork,
        is: closed("2026-11-25T04:45:00Z", "blackouts")),
      Example(q("x", "2026-11-25T05:00:00Z"), rules: dayInNewYork),
    ])
  func `a blackout closes whole local days, and stretches between instants`(
    _ example: Example
  ) throws {
    try example.check()
  }

  private static let listed = """
    platforms: {x: {slots: [{days: mon-fri, at: ["09:00", "17:37"]}, {days: sat, at: 8:05}]}}
    """

  @Test(
    arguments: [
      Example(q("x", "09:00"), rules: listed), Example(q("x", "17:37"), rules: listed),
      Example(q("x", "2026-11-28T08:05:00Z"), rules: listed),
      Example(
        q("x", "09:15"), rules: listed,
        is: "none of the platform's listed slots lies \(span("09:15"))"),
      Example(
        q("x", "2026-11-28T09:00:00Z"), rules: listed,
        is: "none of the platform's listed slots lies \(span("2026-11-28T09:00:00Z"))"),
      Example(q("tiktok", "09:15"), rules: listed),
      Example(q("x", "09:07"), is: "no slot lies \(span("09:07")) (slots are 15 min apart)"),
      Example(q("x", "09:07"), rules: "slot_minutes: 1"),
      // 24 November 2026 is day 20781 after the epoch, and 20781 · 1440 = 427494 · 70 + 60.
      Example(q("x", "00:10"), rules: "slot_minutes: 70"),
      Example(
        q("x", "01:10"), rules: "slot_minutes: 70",
        is: "no slot lies \(span("01:10")) (slots are 70 min apart)"),
    ])
  func `posts stand on the grid, or where their platform lists slots, on those alone`(
    _ example: Example
  ) throws {
    try example.check()
  }
}

/// Over clock changes; the instants at which local days begin and clocks show 02:00 and 03:00 are
/// those of Python 3.11: `datetime(2026, 10, 25, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(utc)`.
extension PlanRuleTests {
  @Test(
    arguments: [
      // A day of 25 hours in Berlin, of 23 hours in spring.
      ("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
      ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
      ("America/St_Johns", "2026-11-01", "2026-11-01T02:30:00Z", "2026-11-02T03:30:00Z"),
      ("America/St_Johns", "2026-03-08", "2026-03-08T03:30:00Z", "2026-03-09T02:30:00Z"),
      // Half an hour more, and less.
      ("Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z"),
      ("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z"),
    ])
  func `a local day is as long as its clocks make it`(
    _ day: (zone: String, date: String, begin: String, end: String)
  ) throws {
    func near(_ instant: String, _ minutes: Int) -> String {
      PlanInstance.instant(PlanInstance.seconds(instant) + 60 * minutes)
    }
    let last = near(day.end, -15)
    func check(
      _ time: String, beside pins: [String] = [], _ rules: String, is reason: String? = nil
    )
      throws
    {
      try Example(
        Self.q("x", time), beside: pins, rules: "{time_zone: \(day.zone), \(rules)}", is: reason,
        from: String(near(day.begin, -2880).prefix(10))
      ).check()
    }
    let blackout = "blackouts: [\(day.date)]"
    try check(near(day.begin, -15), blackout)
    try check(day.begin, blackout, is: Self.closed(day.begin, "blackouts"))
    try check(last, blackout, is: Self.closed(last, "blackouts"))
    try check(day.end, blackout)
    let perDay = "platforms: {x: {min_gap_hours: 0, max_per_day: 1}}"
    let reason = Self.taken("quota (at most 1 post a day (\(day.zone)))")
    try check(last, beside: Self.pins(day.begin), perDay, is: reason)
    try check(day.end, beside: Self.pins(day.begin), perDay)
    try check(day.begin, beside: Self.pins(near(day.begin, -15)), perDay)
  }
}

extension PlanRuleTests {
  private static func night(_ zone: String, _ from: String, _ until: String) -> String {
    "{time_zone: \(zone), \(windows("prohibited", "{from: \(from), until: \(until)}"))}"
  }

  private static func night(_ zone: String) -> String { night(zone, "02:00", "03:00") }

  @Test(
    arguments: [
      // Berlin's clocks show 02:00 to 03:00 twice, from 00:00 to 02:00 UTC.
      Example(q("x", "2026-10-24T23:45:00Z"), rules: night("Europe/Berlin"), from: "2026-10-22"),
      Example(
        q("x", "2026-10-25T00:00:00Z"), rules: night("Europe/Berlin"),
        is: closed("2026-10-25T00:00:00Z", "prohibited_windows"), from: "2026-10-22"),
      Example(
        q("x", "2026-10-25T01:45:00Z"), rules: night("Europe/Berlin"),
        is: closed("2026-10-25T01:45:00Z", "prohibited_windows"), from: "2026-10-22"),
      Example(q("x", "2026-10-25T02:00:00Z"), rules: night("Europe/Berlin"), from: "2026-10-22"),
      // And in spring never.
      Example(q("x", "2026-03-29T00:45:00Z"), rules: night("Europe/Berlin"), from: "2026-03-26"),
      Example(q("x", "2026-03-29T01:00:00Z"), rules: night("Europe/Berlin"), from: "2026-03-26"),
      // St. John's goes back from 02:00, 04:30 UTC: 01:00 to 02:00 is from 03:30 to 05:30 UTC.
      Example(
        q("x", "2026-11-01T05:15:00Z"), rules: night("America/St_Johns", "01:00", "02:00"),
        is: closed("2026-11-01T05:15:00Z", "prohibited_windows"), from: "2026-10-30"),
      Example(
        q("x", "2026-11-01T05:30:00Z"), rules: night("America/St_Johns", "01:00", "02:00"),
        from: "2026-10-30"),
      // Lord Howe goes back from 02:00 to 01:30, 15:00 UTC: 01:30 to 02:00 is from 14:30 to 15:30.
      Example(
        q("x", "2026-04-04T15:15:00Z"), rules: night("Australia/Lord_Howe", "01:30", "02:00"),
        is: closed("2026-04-04T15:15:00Z", "prohibited_windows"), from: "2026-04-02"),
      Example(
        q("x", "2026-04-04T15:30:00Z"), rules: night("Australia/Lord_Howe", "01:30", "02:00"),
        from: "2026-04-02"),
    ])
  func `a window holds an hour twice where the clocks show it twice`(_ example: Example) throws {
    try example.check()
  }

  @Test(
    arguments: [
      // Python 3.11, PEP 495 with fold=0:
      // datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(timezone.utc)
      (
        "Europe/Berlin", "02:30", "2026-03-28",
        ["2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"]
      ),
      (
        "Europe/Berlin", "02:30", "2026-10-24",
        ["2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]
      ),
      (
        "America/St_Johns", "02:15", "2026-03-07",
        ["2026-03-07T05:45:00Z", "2026-03-08T05:45:00Z", "2026-03-09T04:45:00Z"]
      ),
      (
        "America/St_Johns", "01:15", "2026-10-31",
        ["2026-10-31T03:45:00Z", "2026-11-01T03:45:00Z", "2026-11-02T04:45:00Z"]
      ),
      (
        "Australia/Lord_Howe", "02:10", "2026-10-02",
        ["2026-10-02T15:40:00Z", "2026-10-03T15:40:00Z", "2026-10-04T15:10:00Z"]
      ),
      (
        "Australia/Lord_Howe", "01:40", "2026-04-03",
        ["2026-04-03T14:40:00Z", "2026-04-04T14:40:00Z", "2026-04-05T15:10:00Z"]
      ),
    ])
  func `a listed time that is skipped moves forward by the gap, and a doubled one means the first`(
    _ change: (zone: String, time: String, from: String, instants: [String])
  ) throws {
    let plan = try Plan(
      ["a", "b", "c", "d"].map { Plan.post($0, "x") },
      """
      time_zone: \(change.zone)
      platforms: {x: {slots: {at: "\(change.time)"}}}
      """, horizon: ["--from", "\(change.from)T00:00:00Z", "--days", "3"])
    #expect(plan.rows.map(\.scheduledAt) == change.instants + [nil])
  }
}
