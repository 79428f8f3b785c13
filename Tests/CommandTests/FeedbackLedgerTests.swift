import Foundation
import SchedCore
import Testing

/// `sched-feedback` learns of outcomes when they have settled, whenever and however often it is told.
struct FeedbackLedgerTests {
  private static let feedback = Tool("sched-feedback")

  /// A post that went out some hours after Monday, 2026-09-07 00:00 UTC.
  private struct Post {
    var id: Int
    var hour: Int
    var likes: Int

    var instant: Instant {
      Instant(seconds: 1_788_739_200).adding(hours: Int64(hour)).adding(seconds: Int64(id % 3000))
    }

    /// What a record of it says: nothing of figures, or figures that were read so many hours later.
    func record(after hours: Int?, likes: Int? = nil) -> String {
      let head = #"{"id":\#(id),"platform":"x","posted_at":"\#(instant)""#
      guard let hours else { return head + "}\n" }
      let measured = instant.adding(hours: Int64(hours))
      return head
        + #","measured_at":"\#(measured)","metrics":{"likes":\#(likes ?? self.likes)}}"# + "\n"
    }
  }

  /// Two posts a day for some weeks, at 9 and 20 h; those at 20 h do twice as well.
  private func posts(_ count: Int, seed: UInt64 = 1) -> [Post] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      let isEvening = index % 2 == 1
      let noise = exp(0.3 * random.nextNormal())
      return Post(
        id: index, hour: index / 2 * 24 + (isEvening ? 20 : 9),
        likes: Int(100 * (isEvening ? 2 : 1) * noise))
    }
  }

  private func run(
    _ logs: [String], _ flags: [String] = [], now: String = "2026-11-23T00:00:00Z"
  ) throws -> String {
    try TemporaryDirectory.with { directory in
      for log in logs {
        try Self.feedback.run(
          ["-q", "--now", now, "--in-place", "--params", "params.jsonl"] + flags,
          input: Array(log.utf8), directory: directory
        ).expect()
      }
      return try directory.text(of: "params.jsonl")
    }
  }

  /// The lines that other tools and the next cycle go by: all but those that tell of single runs.
  private func learned(_ text: String) -> [String] {
    let ofRuns = ["parameters", "kpi", "analysis", "version", "trial", "validation"]
    return text.split(separator: "\n").map(String.init).filter { line in
      !ofRuns.contains { line.hasPrefix(#"{"kind":"\#($0)""#) }
    }
  }

  private func effect(_ text: String, _ day: String, _ hour: Int) throws -> Double {
    let line = try #require(
      text.split(separator: "\n").first {
        $0.contains(#""kind":"daypart""#) && $0.contains(#""day":"\#(day)","hour":\#(hour),"#)
      })
    let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return try #require(record?["effect"] as? Double)
  }

  /// The log when they go out, figures after half an hour, and figures after a week, each post's in
  /// any order and cut into any files, and some of them twice.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `results in any order, cut and repeated give what the last figures alone give`(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let posts = posts(40, seed: seed)
    let last = try run([posts.map { $0.record(after: 170) }.joined()])
    var records = posts.flatMap { post in
      [
        post.record(after: nil), post.record(after: 1, likes: 1 + post.likes / 9),
        post.record(after: 170), post.record(after: 170),
      ]
    }
    for index in records.indices.reversed() {
      records.swapAt(index, random.next(below: index + 1))
    }
    let cuts = (0..<4).map { _ in random.next(below: records.count) }.sorted()
    let logs = zip([0] + cuts, cuts + [records.count]).map { records[$0..<$1].joined() }
    let found = try run(logs.filter { !$0.isEmpty })
    #expect(learned(found) == learned(last))
    #expect(found.contains(#""results":40,"#))
  }

  @Test
  func `a result without figures is learned of when they come`() throws {
    let posts = posts(60)
    let atOnce = try run([posts.map { $0.record(after: 100) }.joined()])
    let later = try run([
      posts.map { $0.record(after: nil) }.joined(), posts.map { $0.record(after: 100) }.joined(),
    ])
    #expect(learned(later) == learned(atOnce))
    #expect(try effect(later, "tue", 20) > effect(later, "tue", 9) + 0.2)
  }

  /// Evening posts that end twice as good have few reactions when the nightly run comes.
  @Test
  func `figures of young posts wait until they have settled`() throws {
    let posts = posts(60)
    let nightly = (0..<30).map { day in
      posts[2 * day].record(after: 12) + posts[2 * day + 1].record(after: 1, likes: 20)
    }
    let early = try run([nightly.joined()])
    // What has not settled is kept, and says nothing yet.
    #expect(early.split(separator: "\n").count { $0.hasPrefix(#"{"kind":"open""#) } == 30)
    #expect(try effect(early, "tue", 20) >= effect(early, "tue", 9) - 0.02)
    let settled = try run([nightly.joined(), posts.map { $0.record(after: 80) }.joined()])
    #expect(try effect(settled, "tue", 20) > effect(settled, "tue", 9) + 0.2)
    #expect(!settled.contains(#"{"kind":"open""#))
  }

  @Test
  func `a post counts once, by whatever clock and however its id is written`()
    throws
  {
    let first = #"{"id":1,"platform":"x","posted_at":"2026-11-01T09:00:00Z","metrics":{"likes":5}}"#
    let others = [
      first.replacing("09:00:00", with: "09:00:11"),
      first.replacing(#""id":1"#, with: #""id":"1""#),
    ]
    for other in others {
      let found = try run([first + "\n", other + "\n"])
      #expect(found.contains(#""results":1,"#))
      #expect(found.split(separator: "\n").count { $0.hasPrefix(#"{"kind":"settled""#) } == 1)
      #expect(found.contains(#""outcomes":1,"#) || found.contains(#""outcomes":0.99"#))
    }
  }

  @Test
  func `a target that no result has is told, and nothing is lost by it`() throws {
    let log = posts(60).map { $0.record(after: 100) }.joined()
    try TemporaryDirectory.with { directory in
      let flags = ["--now", "2026-11-23T00:00:00Z", "--in-place", "--params", "p.jsonl"]
      let outcome = try Self.feedback.run(
        flags + ["--target", "likez"], input: Array(log.utf8), directory: directory)
      #expect(
        outcome.err.contains(
          "sched-feedback: warning: --target: no result has metrics.likez, so that nothing is "
            + "learned of hours (there are likes)"), "\(outcome)")
      let refused = try Self.feedback.run(
        flags + ["--target", "likes"], input: Array(log.utf8), directory: directory)
      #expect(refused.status == 65)
      #expect(
        refused.err.hasPrefix(
          "sched-feedback: --target: the parameters were learned with likez, not likes"),
        "\(refused)")
      try Self.feedback.run(
        flags + ["--target", "likes", "--reset", "dayparts", "-q"], input: Array(log.utf8),
        directory: directory
      ).expect()
      let text = try directory.text(of: "p.jsonl")
      #expect(text.contains(#""results":60,"#))
      #expect(try effect(text, "tue", 20) > effect(text, "tue", 9) + 0.2)
    }
  }

  @Test
  func `parameters of another zone are refused, and so are two files in one`() throws {
    let log = posts(20).map { $0.record(after: 100) }.joined()
    try TemporaryDirectory.with { directory in
      try directory.write(try run([log]), to: "p.jsonl")
      let other = try Self.feedback.run(
        ["--params", "p.jsonl", "--tz", "Asia/Tokyo"], input: Array(log.utf8), directory: directory)
      #expect(other.status == 65)
      #expect(
        other.err.hasPrefix(
          "sched-feedback: --tz: the parameters were learned with --tz UTC, so that their hours "
            + "are not those of Asia/Tokyo"), "\(other)")
      try shell("cat p.jsonl p.jsonl >pp.jsonl", directory: directory).expect()
      let doubled = try Self.feedback.run(
        ["--params", "pp.jsonl"], input: Array(log.utf8), directory: directory)
      #expect(doubled.status == 65)
      #expect(doubled.err.contains("kind: a second header"), "\(doubled)")
    }
  }

  /// 1,000 posts in a year, of which those of the evening do exactly twice as well, without noise:
  /// one in ten at each of ten hours, by a sequence that visits all days and hours alike.
  @Test
  func `evenings that do twice as well come first in the scores`() throws {
    let hours = [8, 9, 10, 11, 12, 13, 15, 19, 20, 21]
    let log = (0..<1000).map { index in
      let hour = hours[(index * 7 + index / 10) % 10]
      let likes = hour >= 18 ? 200 : 100
      return Post(id: index, hour: index * 365 / 1000 * 24 + hour, likes: likes)
        .record(after: 100)
    }
    let params = try run([log.joined()], now: "2027-10-01T00:00:00Z")
    try TemporaryDirectory.with { directory in
      try directory.write(params, to: "p.jsonl")
      let scored = try Tool("sched-score").run(
        ["--params", "p.jsonl", "--now", "2027-10-04T00:00:00Z", "--top", "21"],
        input: Array(#"{"platform":"x"}"#.utf8), directory: directory)
      let best = scored.out.matches(of: #/"hour":(\d+),"score"/#).compactMap { Int($0.1) }
      #expect(best.count == 21)
      #expect(best.allSatisfy { (19...21).contains($0) }, "\(best)")
    }
  }

  @Test
  func `what was learned fades at the reading, whether anything new came or not`() throws {
    let params = try run([posts(120).map { $0.record(after: 100) }.joined()])
    func range(_ now: String) throws -> Double {
      try TemporaryDirectory.with { directory in
        try directory.write(params, to: "p.jsonl")
        let scored = try Tool("sched-score").run(
          ["--params", "p.jsonl", "--now", now], input: Array(#"{"platform":"x"}"#.utf8),
          directory: directory)
        let hourly = try #require(scored.out.firstMatch(of: #/"hourly":\[([^\]]*)\]/#)).1
        return try #require(hourly.split(separator: ",").compactMap { Double($0) }.min())
      }
    }
    let (soon, later, never) = (
      try range("2026-11-23T00:00:00Z"), try range("2029-11-23T00:00:00Z"),
      try range("2066-11-23T00:00:00Z")
    )
    // The evening brings less and less beside the morning; in the end it is the published figures.
    #expect(soon < later)
    #expect(later < never)
    #expect(never > 0.9)
  }
}
