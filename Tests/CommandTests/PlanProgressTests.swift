import Foundation
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

  @Test
  func `accounts that are planned at once share one line, the oldest of them by name`() throws {
    let flags = ["-q", "--now", "2026-11-23T00:00:00Z", "--days", "7", "--effort", "fast"]
    let names = (1...8).map { "acme\($0)" }
    let posts = names.map { mixed(300).replacing("\"acme\"", with: "\"\($0)\"") }.joined()
    let shown = try Tool("sched-plan").run(
      flags + ["--threads", "4", "--progress", "always"], input: posts)
    let erased = "\u{1B}[K"
    #expect(shown.err.hasPrefix("\r") && shown.err.hasSuffix("\r" + erased))
    // What two threads write at once would run into each other.
    let lines = shown.err.components(separatedBy: erased).dropLast(2)
      .filter { $0 != "\r" && !$0.hasSuffix(" lines") }
    #expect(!lines.isEmpty)
    var counts: [Int] = []
    for line in lines {
      let found = try #require(
        line.wholeMatch(of: #/\rsched-plan: (\d) accounts(?:, (\d+) % of "(acme\d)")?/#), "\(line)")
      counts.append(Int(found.output.1) ?? -1)
      if let share = found.output.2 { #expect((0...100).contains(Int(share) ?? -1), "\(line)") }
      if let name = found.output.3 { #expect(names.contains(String(name))) }
    }
    #expect(counts == counts.sorted() && counts.allSatisfy { $0 <= 8 }, "\(counts)")
    try Tool("sched-plan").run(flags + ["--threads", "1"], input: posts).expect(out: shown.out)
  }
}
