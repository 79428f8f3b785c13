import SchedCore
import Testing

/// What a person who waits for sched-plan sees.
struct PlanProgressTests {
  /// Posts of one account, of all kinds and priorities.
  private func mixed(_ count: Int) -> String {
    var random = SeededGenerator(seed: 3, stream: 0)
    let types = [
      "x_post", "x_thread", "tiktok_video", "instagram_feed", "instagram_reels",
      "instagram_stories", "linkedin_post", "facebook_post", "youtube_shorts",
    ]
    return (0..<count).map { number in
      let type = types[random.next(below: types.count)]
      let priority = ["urgent", "high", "normal", "low"][random.next(below: 4)]
      return """
        {"id":\(number),"account":"acme","content_type":"\(type)","priority":"\(priority)"}

        """
    }.joined()
  }

  @Test
  func `one account of many posts shows how far it is, and only where that is wanted`() throws {
    let flags = ["-q", "--now", "2026-11-23T00:00:00Z", "--days", "7", "--effort", "fast"]
    let posts = mixed(1500)
    let shown = try Tool("sched-plan").run(flags + ["--progress", "always"], input: posts)
    let shares = shown.err.matches(of: #/\rsched-plan: 0 accounts, (\d+) % of "acme"\x1B\[K/#)
      .compactMap { Int($0.output.1) }
    #expect(Set(shares).count >= 3, "\(shown.err)")
    #expect(shares == shares.sorted() && shares.allSatisfy { $0 <= 100 }, "\(shares)")
    #expect(shown.err.hasSuffix("\r\u{1B}[K"))
    // Nothing of the plan depends on it, and no terminal is here.
    try Tool("sched-plan").run(flags, input: posts).expect(out: shown.out)
  }
}
