import Foundation
import SchedCore
import Testing

/// Simulated years in which the truth is known.
struct TimingCoverageTests {
  private static let years = 200

  /// In how many of 200 years the 90 % interval holds the truth, and the mean lift.
  private func coverage(
    _ method: TimingValue.Method, lift: Double, hasHeavyTails: Bool,
    _ posts: (TimingYear) -> [ValuedPost]
  ) throws -> (share: Double, lift: Double) {
    var (held, sum) = (0, 0.0)
    for seed in 0..<Self.years {
      let year = TimingYear(seed: UInt64(seed), lift: lift, hasHeavyTails: hasHeavyTails)
      let value = try #require(
        TimingValue.values(of: posts(year)).first { $0.method == method })
      if try #require(value.interval).contains(lift) { held += 1 }
      sum += try #require(value.lift)
    }
    return (Double(held) / Double(Self.years), sum / Double(Self.years))
  }

  @Test(arguments: [0, 0.05, 0.15], [false, true])
  func `intervals from lots hold the truth in nine of ten years`(
    lift: Double, hasHeavyTails: Bool
  ) throws {
    let coverage = try coverage(.lot, lift: lift, hasHeavyTails: hasHeavyTails, \.posts)
    #expect((0.85...0.95).contains(coverage.share), "\(coverage)")
    #expect(abs(coverage.lift - lift) < 0.03)
  }

  @Test(arguments: [0, 0.05, 0.15], [false, true])
  func `intervals from explored posts hold the truth in nine of ten years`(
    lift: Double, hasHeavyTails: Bool
  ) throws {
    let coverage = try coverage(
      .explored, lift: lift, hasHeavyTails: hasHeavyTails, \.exploredPosts)
    #expect((0.85...0.95).contains(coverage.share), "\(coverage)")
  }

  @Test
  func `what chance had no hand in is far off, and says so`() throws {
    let coverage = try coverage(.observed, lift: 0, hasHeavyTails: false, \.posts)
    #expect(coverage.share < 0.05)
    #expect(coverage.lift > 0.4)
    let value = try #require(TimingValue.values(of: TimingYear(seed: 1, lift: 0).posts).last)
    #expect(value.method == .observed && value.verdict == .unknown && value.postsNeeded == nil)
    #expect(value.text.hasPrefix("not to be trusted: posts at hours with a high score did "))
    #expect(
      value.text.hasSuffix(
        "but people put their best posts at the hours they believe in; "
          + "sched-plan --experiment deals slots by lot, which tells"))
  }

  @Test
  func `a draw that is nearly always the same hour counts for few posts`() throws {
    let year = TimingYear(seed: 5, lift: 0)
    let posts = year.exploredPosts
    func effective(_ posts: [ValuedPost]) throws -> Double {
      try #require(TimingValue.values(of: posts).first { $0.method == .explored }).effectivePosts
    }
    let even = try effective(posts)
    var uneven = posts
    for index in uneven.indices where uneven[index].isExplored && index % 4 != 0 {
      uneven[index].propensity = 0.5
    }
    #expect(try effective(uneven) < even / 2)
  }
}

/// A year of an account of two content types that grows and whose better posts go out at the hours
/// that its owner believes in.
struct TimingYear {
  private let lift: Double
  private let hasHeavyTails: Bool
  private let seed: UInt64

  init(seed: UInt64, lift: Double, hasHeavyTails: Bool = false) {
    (self.seed, self.lift, self.hasHeavyTails) = (seed, lift, hasHeavyTails)
  }

  /// A lognormal ratio's logarithm with a deviation of 0.5; with heavy tails, one of 20 posts has
  /// five times that.
  private func noise(_ random: inout SeededGenerator) -> Double {
    let isWild = hasHeavyTails && random.nextUnit() < 0.05
    return (isWild ? 2.5 : 0.5) * random.nextNormal()
  }

  /// 300 posts, half of them in lots of 2 to 6.
  var posts: [ValuedPost] {
    var random = SeededGenerator(seed: seed, stream: 1)
    var posts: [ValuedPost] = []
    var levels = [0.0, 0.0]
    while posts.count < 300 {
      let (stratum, count) = (random.next(below: 2), 2 + random.next(below: 5))
      let isDealt = random.nextUnit() < 0.5
      var contents = (0..<count).map { _ in 0.4 * random.nextNormal() }
      var scores = (0..<count).map { _ in
        (random.nextUnit() < 0.5 ? 0.9 : 0.4) + 0.01 * random.nextUnit()
      }
      if isDealt {
        scores.shuffle(using: &random)
      } else {
        contents.sort()
        scores.sort()
      }
      let lot = isDealt ? random.next() : nil
      for (content, score) in zip(contents, scores) {
        let growth = 0.7 * Double(posts.count) / 300
        let reached = content + growth + (score > 0.8 ? log(1 + lift) : 0) + noise(&random)
        posts.append(
          ValuedPost(
            outcome: reached - levels[stratum], advice: score, stratum: stratum, lot: lot))
        levels[stratum] += 0.03 * (reached - levels[stratum])
      }
    }
    return posts
  }

  /// 300 posts, of which one in ten has an hour that is drawn evenly from the week.
  var exploredPosts: [ValuedPost] {
    var random = SeededGenerator(seed: seed, stream: 2)
    return (0..<300).map { index in
      let stratum = index % 3
      let isExplored = random.nextUnit() < 0.1
      let isAdvised = !isExplored || random.next(below: 168) == 0
      let content = 0.4 * random.nextNormal() + 0.2 * Double(stratum)
      return ValuedPost(
        outcome: content + (isAdvised ? log(1 + lift) : 0) + noise(&random),
        advice: isAdvised ? 1 : 0.4, stratum: stratum,
        propensity: isAdvised ? 0.9 + 0.1 / 168 : 0.1 / 168, isExplored: isExplored)
    }
  }
}
