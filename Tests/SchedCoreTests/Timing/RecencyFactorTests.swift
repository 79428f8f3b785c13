import SchedCore
import Testing

struct RecencyFactorTests {
  /// The factors of the 48 hours from Monday on for a post of that account and type.
  private func factors(
    recent: [String], account: String = "a", type: String, hours: Int = 48
  ) throws -> [Double] {
    let catalogue = try PlatformCatalogue.builtIn()
    var recency = RecencyFactor(catalogue: catalogue)
    for line in recent {
      try reading(line) { try RecentPosts.add($0, to: &recency, catalogue: catalogue) }
    }
    let identity = try reading("{\"account\":\"\(account)\",\"content_type\":\"\(type)\"}") {
      try PostIdentity(RecordReader($0), catalogue: catalogue)
    }
    let start = try Instant(rfc3339: "2026-11-23T00:00:00Z")
    var scores = [Double](repeating: 1, count: hours)
    recency.apply(
      to: &scores, of: identity, over: HourRange(start: start, count: hours, calendar: nil))
    return scores
  }

  private let post =
    #"{"account":"a","content_type":"linkedin_post","posted_at":"2026-11-24T00:30:00Z"}"#

  @Test
  func `the hour of a recent post keeps half of its score and the gap's end all of it`() throws {
    let factors = try factors(recent: [post], type: "linkedin_carousel")
    // The min gap is 24 h; hour k ends 23.5 - k hours before the post, or begins k - 24.5 after it.
    #expect(factors[24] == 0.5)
    #expect(factors[0] == 0.5 + 0.5 * 23.5 / 24)
    #expect(factors[23] == 0.5 + 0.5 * 0.5 / 24)
    #expect(factors[25] == 0.5 + 0.5 * 0.5 / 24)
    #expect(factors[47] == 0.5 + 0.5 * 22.5 / 24)
    #expect(zip(factors[..<24], factors[1...24]).allSatisfy { $0 > $1 })
  }

  @Test
  func `other accounts and other platforms are left alone`() throws {
    #expect(try factors(recent: [post], account: "b", type: "linkedin_post").allSatisfy { $0 == 1 })
    #expect(try factors(recent: [post], type: "x_post").allSatisfy { $0 == 1 })
  }

  @Test
  func `between two types the smaller gap holds`() throws {
    let reel =
      #"{"account":"a","content_type":"instagram_reels","posted_at":"2026-11-24T00:00:00Z"}"#
    let stories = try factors(recent: [reel], type: "instagram_stories")
    #expect(stories.filter { $0 < 1 }.count <= 3)
    #expect(try factors(recent: [reel], type: "instagram_reels").filter { $0 < 1 }.count > 30)
  }

  @Test
  func `of several posts the nearest counts and one without an instant does not`() throws {
    let later = #"{"account":"a","platform":"linkedin","scheduled_at":"2026-11-24T12:00:00Z"}"#
    let none = #"{"account":"a","platform":"linkedin","scheduled_at":null}"#
    let both = try factors(recent: [post, later, none], type: "linkedin_post")
    #expect(both[24] == 0.5 && both[36] == 0.5)
    let one = try factors(recent: [post], type: "linkedin_post")
    #expect(zip(both, one).allSatisfy { $0 <= $1 })
  }
}
