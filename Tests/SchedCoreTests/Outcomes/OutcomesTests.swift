import Foundation
import SchedCore
import Testing

/// What posts were worth: each metric against its own level.
struct OutcomesTests {
  private func line(
    _ metrics: String, account: String = "a", day: Int = 0, platform: String = "instagram",
    more: String = ""
  ) -> String {
    let at = Instant(seconds: 1_767_261_600 + Int64(day) * 86_400)
    return
      #"{"platform":"\#(platform)","account":"\#(account)","posted_at":"\#(at)","metrics":{\#(metrics)}\#(more)}"#
  }

  private func outcomes(
    _ lines: [String], metric: String? = nil, platform: String = "instagram"
  ) throws -> (outcomes: Outcomes, values: [Double]) {
    let found = try #require(
      try PlatformCatalogue.builtIn().platforms.first { $0.name == platform })
    var rule = OutcomeRule()
    rule.metric = metric
    let posts = try samples(lines).map(\.post)
    let outcomes = Outcomes(OutcomeColumns(posts), rule, of: found)
    return (outcomes, outcomes.relative(without: posts.map { _ in 0 }))
  }

  private func values(
    _ lines: [String], metric: String? = nil, platform: String = "instagram"
  ) throws -> [Double] {
    try outcomes(lines, metric: metric, platform: platform).values
  }

  /// 60 posts, of which every third does twice as well.
  private func twice(_ post: Int) -> Double { post % 3 == 0 ? 2 : 1 }

  @Test
  func `a rate in percent is worth what the same rate is as a fraction`() throws {
    let one = try values(
      (0..<60).map { line(#""engagement_rate":\#(0.031 * twice($0))"#, day: $0) })
    let hundred = try values(
      (0..<60).map { line(#""engagement_rate":\#(3.1 * twice($0))"#, day: $0) })
    for (a, b) in zip(one, hundred) { #expect(abs(a - b) < 1e-9) }
    #expect(abs(one[30] - one[31] - log(2)) < 0.02)
  }

  /// The first half of the posts has engagement_rate, the second has not.
  @Test
  func `a metric that is missing moves nothing`() throws {
    let all = (0..<60).map { post in
      line(
        #""saves":\#(Int(40 * twice(post)))"#
          + (post < 30 ? #","engagement_rate":\#(0.04 * twice(post))"# : ""), day: post)
    }
    let found = try values(all)
    let halves = [Array(found[..<30]), Array(found[30...])]
    for half in halves { #expect(abs(try #require(Statistics.median(half))) < 0.05) }
    #expect(abs(found[3] - found[33]) < 0.05)
  }

  @Test
  func `shares do not speak alone where likes and comments are there`() throws {
    let found = try outcomes(
      (0..<40).map { line(#""likes":\#(100 + $0),"comments":\#($0),"shares":0"#, day: $0) },
      platform: "facebook")
    #expect(found.outcomes.parts.map(\.metric) == ["engagement_rate"])
    let some = try outcomes(
      (0..<40).map { line(#""likes":\#(100 + $0),"comments":2,"shares":\#($0 % 3)"#, day: $0) },
      platform: "facebook")
    #expect(some.outcomes.parts.map(\.metric) == ["engagement_rate", "shares"])
  }

  @Test
  func `an account that grows eightfold has no better posts at the end`() throws {
    let found = try values(
      (0..<400).map { line(#""likes":\#(Int(100 * pow(8, Double($0) / 400)))"#, day: $0) },
      metric: "likes")
    let (early, late) = (found[20..<100], found[320...])
    let rise = try #require(Statistics.mean(Array(late))) - #require(Statistics.mean(Array(early)))
    #expect(abs(rise) < 0.06)
    #expect(abs(found[399]) < 0.25)
  }

  @Test
  func `a small account's good post is worth what a big one's is`() throws {
    let lines = (0..<60).flatMap { post in
      [("small", 10.0), ("big", 10_000)].map { account, size in
        line(#""likes":\#(Int(size * twice(post) * 10))"#, account: account, day: post)
      }
    }
    let found = try values(lines, metric: "likes")
    for post in 25..<60 { #expect(abs(found[2 * post] - found[2 * post + 1]) < 0.02) }
  }

  @Test
  func `figures below 0 are compared as differences, and ranked as they are`() throws {
    let found = try outcomes(
      (0..<60).map { line(#""net":\#(-500 + 10 * ($0 * 7 % 11))"#, day: $0) }, metric: "net")
    #expect(found.outcomes.isPlain)
    let last = (40..<60).sorted { found.values[$0] < found.values[$1] }
    let nets = last.map { -500 + 10 * ($0 * 7 % 11) }
    #expect(nets.first == nets.min() && nets.last == nets.max())
  }

  @Test
  func `all zeros and no metrics say nothing`() throws {
    for metrics in [#""likes":0"#, "", #""other":3"#] {
      let found = try outcomes((0..<30).map { line(metrics, day: $0) }, metric: "likes")
      #expect((0..<30).allSatisfy { !found.outcomes.isUsable($0) })
    }
  }

  @Test
  func `a post is one by any of the names that platforms use`() throws {
    let own = try values((0..<30).map { line(#""saves":\#($0),"shares":3"#, day: $0) })
    let others = try values((0..<30).map { line(#""saved":\#($0),"retweets":3"#, day: $0) })
    #expect(own == others)
    // Of two names for one thing the catalogue's own counts.
    let both = try values(
      (0..<30).map { line(#""bookmarks":7,"saves":\#($0),"shares":3"#, day: $0) })
    #expect(own == both)
  }

  /// Expected: the weighted median of all values before, by sorting them.
  @Test
  func `the trailing level is the weighted median of what came before`() {
    var random = SeededGenerator(seed: 3)
    let values = (0..<400).map { _ in (random.nextNormal() * 8).rounded() / 4 }
    let levels = TrailingLevel.levels(of: values) { _ in 0 }
    for index in [20, 60, 119, 120, 121, 250, 399] {
      let before = (max(0, index - 120)..<index).map {
        (value: values[$0], weight: exp2(-Double(index - 1 - $0) / 30))
      }
      let half = before.reduce(0) { $0 + $1.weight } / 2
      var sum = 0.0
      let median = before.sorted { $0.value < $1.value }.first { one in
        sum += one.weight
        return sum >= half - 1e-12
      }
      #expect(levels[index] == median?.value, "\(index)")
    }
    // The first twenty against each other: of 0 … 19 the median without 0 is 10, counted 19 times.
    let first = TrailingLevel.levels(of: (0..<20).map(Double.init)) { _ in 0 }
    #expect(abs(first[0] - 10 * 19 / 20) < 1e-9 && abs(first[19] - 9 * 19 / 20) < 1e-9)
  }
}
