import SchedCore
import Testing

struct PlatformCatalogueTests {
  let catalogue: PlatformCatalogue

  init() throws { catalogue = try PlatformCatalogue.builtIn() }

  @Test
  func `the platforms and content types of the contract are known, and no others`() {
    #expect(
      catalogue.platforms.map(\.name)
        == ["youtube", "tiktok", "instagram", "x", "linkedin", "facebook"])
    #expect(
      Set(catalogue.contentTypes.map(\.name)) == [
        "youtube_long_form", "youtube_shorts", "tiktok_video", "instagram_feed", "instagram_reels",
        "instagram_stories", "instagram_carousel", "x_post", "x_thread", "linkedin_post",
        "linkedin_carousel", "facebook_post", "facebook_reels",
      ])
  }

  @Test(
    arguments: [
      ("youtube", nil, "youtube_long_form"), ("tiktok", nil, "tiktok_video"),
      ("instagram", nil, "instagram_feed"), ("x", nil, "x_post"), ("twitter", nil, "x_post"),
      ("linkedin", nil, "linkedin_post"), ("facebook", nil, "facebook_post"),
      (nil, "youtube_long", "youtube_long_form"), (nil, "youtube_video", "youtube_long_form"),
      (nil, "twitter_post", "x_post"), ("twitter", "twitter_thread", "x_thread"),
      ("instagram", "instagram_reels", "instagram_reels"),
      ("Instagram", nil, "instagram_feed"), ("LinkedIn", nil, "linkedin_post"),
      ("X", "X-Thread", "x_thread"), (nil, "YouTube Long Form", "youtube_long_form"),
    ] as [(String?, String?, String)])
  func `platform and content type imply each other`(
    platform: String?, contentType: String?, expected: String
  ) throws {
    let index = try catalogue.resolve(platform: platform, contentType: contentType)
    #expect(catalogue.contentTypes[index].name == expected)
  }

  @Test(
    arguments: [
      (nil, nil, "platform: this field or content_type is needed"),
      ("instagran", nil, "platform: unknown value \"instagran\" (did you mean \"instagram\"?)"),
      (
        "x", "instagram_reel",
        "content_type: unknown value \"instagram_reel\" (did you mean \"instagram_reels\"?)"
      ),
      (
        "x", "story", "content_type: unknown value \"story\" (known: x_post, x_thread)"
      ),
      (nil, "story", "content_type: unknown value \"story\""),
      (
        "instagram", "tiktok_video",
        "content_type: \"tiktok_video\" belongs to tiktok, not to instagram"
      ),
      ("\u{1B}[2J", nil, nil),
    ] as [(String?, String?, String?)])
  func `what cannot be resolved is told about the field`(
    platform: String?, contentType: String?, message: String?
  ) {
    let fault = #expect(throws: Message.self) {
      try catalogue.resolve(platform: platform, contentType: contentType)
    }
    if let message { #expect(fault?.withPlace == message) }
    #expect(fault?.withPlace.unicodeScalars.contains("\u{1B}") == false)
  }

  @Test
  func `gaps are those of the contract`() throws {
    let gaps = Dictionary(
      uniqueKeysWithValues: catalogue.contentTypes.indices.map {
        (catalogue.contentTypes[$0].name, catalogue.minGapHours($0))
      })
    #expect(
      gaps == [
        "youtube_long_form": 48, "youtube_shorts": 24, "tiktok_video": 12, "instagram_feed": 12,
        "instagram_reels": 18, "instagram_stories": 1, "instagram_carousel": 18, "x_post": 2,
        "x_thread": 2, "linkedin_post": 24, "linkedin_carousel": 24, "facebook_post": 6,
        "facebook_reels": 6,
      ])
    let own = catalogue.contentTypes.filter { $0.minGapHours != nil }.map(\.name)
    #expect(own == ["youtube_shorts", "instagram_feed", "instagram_stories"])
  }

  @Test
  func `quotas are those of the evidence`() throws {
    let expected: [Quota] = [
      Quota(posts: 100, window: .day(try Zone.named("America/Los_Angeles"))),
      Quota(posts: 15, window: .rolling(hours: 24)),
      Quota(posts: 100, window: .rolling(hours: 24)),
      Quota(posts: 100, window: .fixed(minutes: 15)),
      Quota(posts: 25, window: .day(.utc)),
      Quota(posts: 30, window: .rolling(hours: 24)),
    ]
    #expect(try catalogue.platforms.map { try $0.quotas() } == expected.map { [$0] })
  }

  @Test
  func `the weights of every KPI composite sum to 1`() throws {
    for platform in catalogue.platforms {
      let sum = platform.kpiWeights.map(\.weight).reduce(0, +)
      #expect(abs(sum - 1) < 1e-12, "\(platform.name)")
    }
    let youtube = catalogue.platforms[0].kpiWeights
    #expect(youtube.map(\.metric) == ["ctr", "watch_time", "completion_rate", "engagement_rate"])
    #expect(youtube.map(\.weight) == [0.3, 0.3, 0.2, 0.2])
  }

  @Test
  func `half-lives and cadence are those of the evidence`() {
    #expect(
      catalogue.platforms.map(\.halfLifeHours)
        == [144...144, nil, 19...19, 0.4...0.4, 24...24, 0.5...1.75])
    let shorts = catalogue.contentTypes[1].cadence
    #expect(shorts.map(\.audience) == ["small channels", "large channels"])
    #expect(shorts.map(\.postsPerWeek) == [0...7, 3...5])
    #expect(catalogue.platforms[3].cadence.map(\.postsPerWeek) == [4...14, 7...21])
  }

  @Test
  func `every content type names the sources of its windows`() {
    for type in catalogue.contentTypes {
      #expect(type.sources.contains { $0.key == "windows" }, "\(type.name)")
    }
  }
}
