import Foundation
import SchedCore
import Testing

/// The whole loop, over many weeks, through the built tools.
struct FeedbackLoopTests {
  private let constraints = """
    platforms:
      x: {min_gap_hours: 1, quota: {kind: day, posts: 10, zone: UTC}}
    """

  private func rate(_ results: [Simulation.Result]) -> Double {
    Double(results.count { $0.isRefused }) / Double(results.count)
  }

  @Test
  func `a quota cut in half meets no more refusals two cycles later`() throws {
    try TemporaryDirectory.with { directory in
      var simulation = Simulation(in: directory, seed: 1)
      var rates: [Double] = []
      for week in 1...9 {
        simulation.quota = week < 5 ? 10 : 5
        let posts = try simulation.plan(60, constraints: constraints)
        #expect(!posts.isEmpty)
        let results = simulation.publish(posts)
        rates.append(rate(results))
        try simulation.close(results)
      }
      #expect(rates[..<4].allSatisfy { $0 == 0 }, "\(rates)")
      #expect(rates[4] > 0.3, "\(rates)")
      #expect(rates[5...8].allSatisfy { $0 < 0.02 }, "\(rates)")
    }
  }

  /// A base of 200 outcomes, then other weights, set by hand, that run beside the first ones on half
  /// of the posts; those have outcomes so much worse.
  ///
  /// What became of each trial is told, and which weight the audience has in the end.
  private func change(
    by factor: Double, seed: UInt64, season: (_ week: Int) -> Double = { _ in 1 }
  ) throws -> (trials: [String], weight: Double?) {
    try TemporaryDirectory.with { directory in
      var simulation = Simulation(in: directory, seed: seed)
      simulation.quota = 1000
      let flags = ["--trial-posts", "100000"]
      try simulation.close(simulation.publish(simulation.randomPosts(200)), flags)
      try simulation.close(
        simulation.publish(simulation.randomPosts(60)), flags + ["--weights", "0.9,0.9,0.9"])
      simulation.trial = 2
      simulation.trialFactor = factor
      for week in 0..<4 {
        simulation.factor = season(week)
        try simulation.close(simulation.publish(simulation.randomPosts(250)), flags)
      }
      let weights = try simulation.parameters("weights").first
      return (
        try simulation.parameters("trial").compactMap { $0["status"] as? String },
        weights?["demographics"] as? Double
      )
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `weights that make outcomes a quarter worse are taken back`(_ seed: UInt64) throws {
    let end = try change(by: 0.75, seed: seed)
    #expect(end.trials == ["replaced", "rolled_back", "active"])
    #expect(end.weight == 0.3)
  }

  /// Outcomes fall by 30 % for all in the third week, as in a holiday.
  @Test
  func `weights that change nothing are not blamed for a fall that both halves have`() throws {
    let ends = try (1...6 as ClosedRange<UInt64>).map { seed in
      try change(by: 1, seed: seed) { $0 < 2 ? 1 : 0.7 }
    }
    #expect(ends.allSatisfy { $0.trials == ["replaced", "active"] && $0.weight == 0.3 }, "\(ends)")
  }

  @Test
  func `hours that do well come to score well, and are what is tried`() throws {
    try TemporaryDirectory.with { directory in
      var simulation = Simulation(in: directory, seed: 3)
      // Sunday around 16, which no table has.
      simulation.quota = 1000
      simulation.effect = { abs($0 - (6 * 24 + 16)) <= 1 ? 0.8 : 0 }
      for _ in 0..<10 {
        try simulation.close(simulation.publish(simulation.randomPosts(600)))
      }
      let outcome = try Tool("sched-score").run(
        [
          "--params", directory.path(of: "params.jsonl"), "--now", "2026-11-23T00:00:00Z", "--top",
          "1", "--explain",
        ], input: Array(#"{"platform":"x"}"#.utf8))
      #expect(outcome.out.contains(#""best":[{"at":"2026-11-29T1"#), "\(outcome)")
      #expect(outcome.out.contains(#"{"factor":"learned","effect":"#), "\(outcome)")
      let explore = try #require(try simulation.parameters("explore").first)
      let shares = try #require(explore["shares"] as? [[String: Any]])
      let sunday = shares.filter { $0["day"] as? String == "sun" }
        .compactMap { $0["share"] as? Double }
      #expect(sunday.reduce(0, +) > 0.8, "\(shares)")
    }
  }
}
