import Foundation
import SchedCore
import Testing

/// `sched-feedback` in a world that is as untidy as the real one.
struct FeedbackWorldTests {
  /// The parameters after some nights, each with what it is told.
  private func params(_ nights: [(day: Int, log: String)]) throws -> String {
    try TemporaryDirectory.with { directory in
      for night in nights { try World.learn(night.log, onDay: night.day, in: directory) }
      return try directory.text(of: "params.jsonl")
    }
  }

  /// The lines of what was learned of posts: all but those that tell of single runs, and the weights,
  /// which a run may change.
  private func learned(_ text: String, without kinds: [String] = []) -> [String] {
    let left =
      ["parameters", "kpi", "analysis", "version", "trial", "validation", "weights"] + kinds
    return text.split(separator: "\n").map(String.init).filter { line in
      !left.contains { line.hasPrefix(#"{"kind":"\#($0)""#) }
    }
  }

  private func records(_ text: String, _ kind: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").filter { $0.hasPrefix(#"{"kind":"\#(kind)""#) }.map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  private func effects(_ text: String) throws -> [Double] {
    try records(text, "daypart").compactMap { $0["effect"] as? Double }
  }

  /// What `sched-score` makes of a post of an account: the best hours of the day, and all scores.
  private func scores(
    _ params: String, _ account: String, onDay day: Int
  ) throws -> (best: [Int], hourly: [Double]) {
    try TemporaryDirectory.with { directory in
      try directory.write(params, to: "params.jsonl")
      let scored = try Tool("sched-score").run(
        ["--params", "params.jsonl", "--now", "\(World.day(day))", "--top", "7"],
        input: #"{"platform":"instagram","account":"\#(account)"}"# + "\n", directory: directory)
      #expect(scored.status == 0, "\(scored)")
      let hourly = try #require(scored.out.firstMatch(of: #/"hourly":\[([^\]]*)\]/#)).1
      return (
        scored.out.matches(of: #/"hour":(\d+),"score"/#).compactMap { Int($0.1) },
        hourly.split(separator: ",").compactMap { Double($0) }
      )
    }
  }

  @Test
  func `posts first seen half an hour old end with what their final figures alone give`() throws {
    var world = World(seed: 1)
    world.accounts = [World.Account(name: "acme", bestHour: 20), World.Account(name: "bar")]
    world.publish(0..<8, posts: 4)
    let early = world.log(world.posts) { $0.instant.adding(seconds: 1800) }
    let lines = early.split(separator: "\n", omittingEmptySubsequences: false)
    // Each night's log has the posts of its day.
    let nights = (0..<8).map { day in
      (day: day + 1, log: lines[day * 8..<day * 8 + 8].joined(separator: "\n") + "\n")
    }
    let young = try params(nights)
    #expect(try records(young, "open").count == 64)
    #expect(try records(young, "curve").isEmpty)
    let last = (day: 30, log: world.export(30))
    let found = try params(nights + [last])
    #expect(try learned(found) == learned(params([last])))
    #expect(try records(found, "curve").count == 1)
    #expect(found.contains(#""results":64,"#))
  }

  @Test
  func `an export of everything again every night gives what the last one alone gives`() throws {
    var world = World(seed: 2)
    world.accounts = [World.Account(name: "acme", bestHour: 8)]
    world.publish(0..<40, posts: 3)
    let nights = [3, 4, 5, 20, 39, 40, 41, 50].map { (day: $0, log: world.export($0)) }
    let found = try params(nights)
    #expect(try learned(found) == learned(params([nights[7]])))
    #expect(found.contains(#""results":120,"#))
  }

  @Test
  func `logs that are delivered twice change nothing`() throws {
    var world = World(seed: 3)
    world.accounts = [World.Account(name: "acme"), World.Account(name: "bar", platform: "x")]
    (world.refused, world.refusal) = ("bar", 4..<6)
    world.publish(0..<20, posts: 3)
    let early = world.log(world.posts[..<60]) { $0.instant.adding(seconds: 1800) }
    let late = world.log(world.posts) { $0.instant.adding(hours: 100) }
    let once = try params([(day: 10, log: early), (day: 40, log: late)])
    // At once, in the next run, and the older one after the newer one.
    let nights = [
      (day: 10, log: early + early), (day: 11, log: early), (day: 40, log: late + early + late),
      (day: 41, log: early), (day: 42, log: late),
    ]
    #expect(try learned(params(nights)) == learned(once))
    // To the byte where a run hears nothing new.
    let again = try params([
      (day: 10, log: early), (day: 40, log: late), (day: 60, log: late + early),
    ])
    #expect(firstDifference(expected: once, actual: again) == nil)
  }

  @Test
  func `two accounts with other best hours have their own`() throws {
    var world = World(seed: 4)
    world.accounts = [
      World.Account(name: "bakery", bestHour: 8), World.Account(name: "cinema", bestHour: 20),
    ]
    world.publish(0..<120, posts: 3)
    let params = try params([(day: 130, log: world.export(130))])
    let hours = try records(params, "hours")
    #expect(hours.compactMap { $0["account"] as? String } == ["bakery", "cinema"])
    let bakery = try scores(params, "bakery", onDay: 133).best
    let cinema = try scores(params, "cinema", onDay: 133).best
    #expect(bakery.allSatisfy { (7...9).contains($0) }, "\(bakery)")
    #expect(cinema.allSatisfy { (19...21).contains($0) }, "\(cinema)")
  }

  /// An audience that triples, seasons, and two posts that do a hundred times as well.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `growth, seasons and viral posts make no hour the best where none matters`(
    _ seed: UInt64
  ) throws {
    var world = World(seed: seed)
    (world.growth, world.season, world.viral) = (3, 0.2, [77, 300])
    world.publish(0..<250, posts: 2)
    let params = try params([(day: 260, log: world.export(260))])
    let curve = try #require(try records(params, "curve").first)
    #expect(try #require(curve["probability"] as? Double) < 0.5, "\(curve)")
    let hourly = try scores(params, "acme", onDay: 261).hourly
    #expect(hourly.count == 168)
    #expect(try #require(hourly.min()) >= 0.9)
  }

  @Test
  func `days on which nothing goes out leave the hours alone`() throws {
    var world = World(seed: 5)
    world.accounts = [World.Account(name: "acme", bestHour: 20)]
    world.outage = 90..<120
    world.publish(0..<90, posts: 3)
    let before = try params([(day: 95, log: world.export(95))])
    // The last export again every week: nothing is new, and not a byte changes.
    let during = try params([95, 102, 109, 116].map { (day: $0, log: world.export(95)) })
    #expect(firstDifference(expected: before, actual: during) == nil)
    world.publish(90..<123, posts: 3)
    let after = try params([(day: 95, log: world.export(95)), (day: 130, log: world.export(130))])
    let moved = zip(try effects(before), try effects(after)).map { abs($0 - $1) }
    #expect(moved.count == 168)
    #expect(try #require(moved.max()) < 0.1)
    let best = try scores(after, "acme", onDay: 133).best
    #expect(best.allSatisfy { (19...21).contains($0) }, "\(best)")
    #expect(try records(after, "limits").isEmpty)
  }

  @Test
  func `a platform that lets nothing through lowers the limits of that account there alone`() throws
  {
    var world = World(seed: 6)
    world.accounts = [
      World.Account(name: "acme", bestHour: 20), World.Account(name: "acme", platform: "x"),
      World.Account(name: "bar"), World.Account(name: "bar-x", platform: "x"),
    ]
    (world.refused, world.refusal) = ("bar", 20..<25)
    world.publish(0..<40, posts: 2)
    let told = world.log(world.posts) { $0.instant.adding(hours: 100) }
    let untold = world.log(world.posts.filter { !$0.isRefused }) { $0.instant.adding(hours: 100) }
    #expect(told != untold)
    let params = try params([(day: 50, log: told)])
    let limits = try records(params, "limits")
    #expect(limits.map { "\($0["platform"] ?? "") \($0["account"] ?? "")" } == ["instagram bar"])
    // What goes out of those days is no other than if nobody had tried more.
    let withoutLimits = ["limits", "days", "seen"]
    #expect(
      try learned(params, without: withoutLimits)
        == learned(self.params([(day: 50, log: untold)]), without: withoutLimits))
  }
}
