import Foundation
import SchedCore
import Testing

/// What a constraints file means; built-in values from the contract's section on planning, those of
/// content types from platforms.yaml.
struct ConstraintsTests {
  private func gap(_ type: String, _ text: String) throws -> Int {
    try ConstraintsFiles.constraints(text).gapSeconds(ConstraintsFiles.type(type))
  }

  private func quotas(_ platform: String, _ text: String) throws -> [String] {
    try ConstraintsFiles.constraints(text).quotas(ConstraintsFiles.platform(platform)).map(
      \.inWords)
  }

  @Test
  func `a file that is empty leaves the built-in rules`() throws {
    for text in ["", "# nothing\n", "platforms:\nbackoff: ~\n"] {
      let constraints = try ConstraintsFiles.constraints(text)
      #expect(constraints.zone == .utc)
      #expect(constraints.slotMinutes == 15)
      #expect(constraints.maxConcurrentPosts == 3)
      #expect(constraints.maxUrgentConcurrent == 5)
      #expect(constraints.campaignGapSeconds == 0)
      #expect(constraints.blackouts.isEmpty)
      #expect(constraints.backoff == Backoff())
      #expect(constraints.ageing == Ageing())
      #expect(
        constraints.platforms.map(\.name) == [
          "youtube", "tiktok", "instagram", "x", "linkedin", "facebook",
        ])
    }
  }

  @Test
  func `the contract's example is read whole`() throws {
    let constraints = try ConstraintsFiles.constraints(
      """
      time_zone: America/New_York
      slot_minutes: 30
      max_concurrent_posts: 4
      max_urgent_concurrent: 6
      blackouts: [2026-12-25, {from: 2026-12-31, until: 2027-01-01}]
      campaign: {min_gap_minutes: 30}
      platforms:
        instagram:
          min_gap_hours: 18
          max_per_day: 2
          max_concurrent_posts: 1
          quota: {kind: rolling, posts: 25, per_hours: 24}
          slots: [{days: mon-fri, at: ["09:00", "17:30"]}]
          preferred_windows: [{days: mon-thu, from: "10:00", until: "15:00"}]
          prohibited_windows: [{days: [sat, sun], from: "00:00", until: "24:00"}]
          content_types: {instagram_stories: {min_gap_hours: 1}}
      backoff: {initial_seconds: 1, multiplier: 3, max_seconds: 90}
      aging: {normal_hours: 12, low_hours: 36}
      """)
    #expect(constraints.zone.name == "America/New_York")
    #expect(constraints.slotMinutes == 30)
    #expect(constraints.maxConcurrentPosts == 4)
    #expect(constraints.maxUrgentConcurrent == 6)
    #expect(constraints.blackouts.count == 2)
    #expect(constraints.campaignGapSeconds == 1800)
    #expect(constraints.backoff.multiplier == 3 && constraints.backoff.maxSeconds == 90)
    #expect(constraints.ageing.normalHours == 12 && constraints.ageing.lowHours == 36)
    let instagram = try ConstraintsFiles.platform("instagram")
    #expect(constraints.maxConcurrentPosts(instagram) == 1)
    #expect(constraints.maxConcurrentPosts(try ConstraintsFiles.platform("x")) == nil)
    #expect(constraints.platforms[instagram].slots?.map(\.at.count) == [2])
    #expect(constraints.platforms[instagram].preferredWindows.count == 1)
    #expect(constraints.platforms[instagram].prohibitedWindows.count == 1)
    #expect(!constraints.platforms[instagram].isStrict)
  }

  @Test
  func `the example of the roastery is read whole`() throws {
    let top = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let path = top.appending(path: "Tests/Examples/constraints.yaml").path
    let constraints = try Constraints(contentsOf: path, catalogue: .builtIn())
    #expect(constraints.zone.name == "Europe/Berlin")
    #expect(constraints.platforms.filter(\.isStrict).map(\.name) == ["linkedin"])
    #expect(constraints.platforms.filter { $0.slots != nil }.map(\.name) == ["x"])
    // Berlin is one hour ahead of UTC; 2026-11-27 is a Friday.
    let grids = try SlotGrid.grids(
      constraints, from: Instant(rfc3339: "2026-11-27T11:00:00Z"),
      until: Instant(rfc3339: "2026-12-02T11:00:00Z"))
    #expect(
      grids[try ConstraintsFiles.platform("x")].instants.map(\.description) == [
        "2026-11-27T16:30:00Z", "2026-11-28T10:15:00Z", "2026-11-29T10:15:00Z",
        "2026-11-30T08:00:00Z", "2026-11-30T16:30:00Z", "2026-12-01T08:00:00Z",
        "2026-12-01T16:30:00Z", "2026-12-02T08:00:00Z",
      ])
  }

  @Test
  func `built-in gaps are the platform's, or the content type's own`() throws {
    let gaps = [
      ("youtube_long_form", 48), ("youtube_shorts", 24), ("tiktok_video", 12),
      ("instagram_feed", 12), ("instagram_reels", 18), ("instagram_stories", 1), ("x_post", 2),
      ("linkedin_post", 24), ("facebook_post", 6),
    ]
    for (type, hours) in gaps { #expect(try gap(type, "") == hours * 3600, "\(type)") }
  }

  @Test
  func `a platform's gap overrides the built-in gaps of its content types`() throws {
    let text = "platforms: {instagram: {min_gap_hours: 6}}"
    for type in ["instagram_feed", "instagram_reels", "instagram_stories"] {
      #expect(try gap(type, text) == 6 * 3600)
    }
    #expect(try gap("x_post", text) == 2 * 3600)
  }

  @Test
  func `a content type's own gap in the file wins`() throws {
    let text = """
      platforms:
        instagram:
          content_types: {instagram_stories: {min_gap_hours: 0.5}, instagram_feed: }
          min_gap_hours: 6
      """
    #expect(try gap("instagram_stories", text) == 1800)
    #expect(try gap("instagram_feed", text) == 6 * 3600)
    let alone = "platforms: {instagram: {content_types: {instagram_reels: {min_gap_hours: 0}}}}"
    #expect(try gap("instagram_reels", alone) == 0)
    #expect(try gap("instagram_stories", alone) == 3600)
  }

  @Test
  func `a gap is whole seconds, rounded up`() throws {
    // 0.1 h are 360 s in decimals, and a little more in doubles; 0.0001 h are 0.36 s.
    let hours = ["0.1": 360, "0.0001": 1, "8760": 31_536_000, "1.1": 3960]
    for (text, seconds) in hours {
      #expect(try gap("x_post", "platforms: {x: {min_gap_hours: \(text)}}") == seconds)
    }
  }

  @Test
  func `platforms and content types go by their aliases too`() throws {
    let text = "platforms: {twitter: {content_types: {twitter_post: {min_gap_hours: 5}}}}"
    #expect(try gap("x_post", text) == 5 * 3600)
    #expect(try gap("x_thread", text) == 2 * 3600)
  }

  @Test
  func `built-in quotas hold unless the file has its own`() throws {
    #expect(try quotas("youtube", "") == ["at most 100 posts a day (America/Los_Angeles)"])
    #expect(try quotas("youtube", "platforms: {youtube: {quota: }}").count == 1)
    #expect(try quotas("youtube", "platforms: {youtube: {quota: []}}") == [])
    let text = "platforms: {youtube: {quota: {kind: sliding, posts: 1, per_minutes: 5}}}"
    #expect(try quotas("youtube", text) == ["at most 1 post in any 5 min"])
    #expect(try quotas("tiktok", text) == ["at most 15 posts in any 24 h"])
  }

  @Test
  func `max_per_day replaces the built-in quota and holds beside one of the file`() throws {
    let day = "time_zone: Europe/Berlin\nplatforms: {youtube: {max_per_day: 2"
    #expect(try quotas("youtube", day + "}}") == ["at most 2 posts a day (Europe/Berlin)"])
    #expect(
      try quotas("youtube", day + ", quota: {kind: fixed, posts: 3, per_minutes: 60}}}") == [
        "at most 3 posts in each 60 min from the epoch", "at most 2 posts a day (Europe/Berlin)",
      ])
  }

  @Test
  func `a quota may be a list, and a day is one of the file's zone`() throws {
    let text = """
      platforms:
        x:
          quota:
            - {kind: day, posts: 5}
            - {kind: day, posts: 6, zone: Asia/Kolkata}
            - {kind: rolling, posts: 7, per_hours: 48}
      time_zone: Europe/Berlin
      """
    #expect(
      try quotas("x", text) == [
        "at most 5 posts a day (Europe/Berlin)", "at most 6 posts a day (Asia/Kolkata)",
        "at most 7 posts in any 48 h",
      ])
  }
}
