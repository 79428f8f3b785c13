import Glibc
import SchedCore
import Testing

struct DaypartTests {
  private func contentType(_ name: String = "linkedin_post") throws -> ContentType {
    try #require(try PlatformCatalogue.builtIn().contentTypes.first { $0.name == name })
  }

  /// With the curve that outcomes and published figures give together.
  private func posterior(_ evidence: DaypartEvidence, weeks: Double = 1) throws -> DaypartPosterior
  {
    let type = try contentType()
    var cells = HourCurveFit.Cells()
    for hour in 0..<168 {
      cells.add(sum: evidence.sums[hour], count: evidence.counts[hour], at: hour)
    }
    let variance = max(1e-9, evidence.squares / max(1, evidence.count))
    let fit = HourCurveFit(
      cells, variance: variance, evidence: EvidenceCurve.values(of: type), noEffect: 0.7)
    return DaypartPosterior(fit.curve, evidence, type, weeks: weeks)
  }

  private func hour(_ day: Int, _ hour: Int) -> Int { day * 24 + hour }

  @Test
  func `without a result the best hours are the published ones, and the counts are the prior`()
    throws
  {
    let none = try posterior(DaypartEvidence())
    let type = try contentType()
    let best = try #require(none.weights.indices.max { none.weights[$0] < none.weights[$1] })
    #expect(type.windows[best] == type.windows.maximum)
    #expect(none.posts.allSatisfy { $0 == 0 })
    for hour in 0..<168 {
      #expect(abs(none.alpha[hour] + none.beta[hour] - type.priorCounts[hour]) < 1e-9)
      #expect((0.4...0.6).contains(none.alpha[hour] / (none.alpha[hour] + none.beta[hour])))
    }
  }

  /// By hand: three outcomes, two of them successes, on Monday at 3; one success at 4, which lends
  /// 0.6 of itself, and one failure on Tuesday at 3, which lends 0.2.
  @Test
  func `successes and failures count by the hour, and neighbours lend theirs`() throws {
    var evidence = DaypartEvidence()
    for isSuccess in [true, true, false] {
      evidence.add(0, isSuccess: isSuccess, at: hour(0, 3))
    }
    evidence.add(0, isSuccess: true, at: hour(0, 4))
    evidence.add(0, isSuccess: false, at: hour(1, 3))
    let (none, found) = (try posterior(DaypartEvidence()), try posterior(evidence))
    #expect(abs(found.alpha[hour(0, 3)] - none.alpha[hour(0, 3)] - 2.6) < 1e-9)
    #expect(abs(found.beta[hour(0, 3)] - none.beta[hour(0, 3)] - 1.2) < 1e-9)
    #expect(abs(found.posts[hour(0, 3)] - 3.8) < 1e-9)
    #expect(found.posts[hour(0, 12)] == 0)
  }

  @Test
  func `one more success raises an hour's chance, one more failure lowers it`() throws {
    var random = SeededGenerator(seed: 11)
    var evidence = DaypartEvidence()
    for _ in 0..<200 {
      evidence.add(
        0.4 * random.nextNormal(), isSuccess: random.nextUnit() < 0.5, at: random.next(below: 168))
    }
    func rate(_ evidence: DaypartEvidence, _ hour: Int) throws -> Double {
      let found = try posterior(evidence)
      return found.alpha[hour] / (found.alpha[hour] + found.beta[hour])
    }
    for hour in [0, 57, 167] {
      var (more, less) = (evidence, evidence)
      more.add(0, isSuccess: true, at: hour)
      less.add(0, isSuccess: false, at: hour)
      let before = try rate(evidence, hour)
      #expect(try rate(more, hour) > before)
      #expect(try rate(less, hour) < before)
    }
  }

  @Test
  func `weights go a fifth of the way in each week that there are outcomes of`() throws {
    let type = try contentType()
    var evidence = DaypartEvidence()
    for _ in 0..<200 { evidence.add(1, isSuccess: true, at: hour(5, 3)) }
    for index in 0..<168 { evidence.add(0, isSuccess: false, at: index) }
    let first = try posterior(evidence)
    let published = type.windows[hour(5, 3)]
    #expect(abs(first.weights[hour(5, 3)] - (published + 0.2 * (1 - published))) < 1e-9)
    let later = try posterior(evidence, weeks: 16).weights
    #expect(later[hour(5, 3)] > 0.95)
  }

  @Test
  func `a peak that no table has is found and tried`() throws {
    var random = SeededGenerator(seed: 2)
    var evidence = DaypartEvidence()
    for _ in 0..<3000 {
      let at = random.next(below: 168)
      let distance = Double(at - hour(6, 4))
      let deviation = 0.7 * exp(-distance * distance / 4) + 0.3 * random.nextNormal()
      evidence.add(deviation, isSuccess: deviation > 0, at: at)
    }
    let found = try posterior(evidence)
    let best = try #require(
      found.effect.values.indices.max {
        found.effect.values[$0] < found.effect.values[$1]
      })
    #expect(abs(best - hour(6, 4)) <= 1)
    let shares = ExplorationShares(
      .thompson, epsilon: 0.1, evidence, try contentType(), random: SeededGenerator(seed: 1)
    ).shares
    #expect(shares[hour(6, 3)...hour(6, 5)].reduce(0, +) > 0.95)
  }

  @Test(arguments: ExplorationMethod.allCases)
  func `the shares of hours to be tried sum to 1, and the seed decides them`(
    _ method: ExplorationMethod
  ) throws {
    func shares(_ seed: UInt64) throws -> [Double] {
      var evidence = DaypartEvidence()
      for index in 0..<30 { evidence.add(0.2, isSuccess: true, at: 5 * index) }
      return ExplorationShares(
        method, epsilon: 0.2, evidence, try contentType(), random: SeededGenerator(seed: seed)
      ).shares
    }
    #expect(abs(try shares(1).reduce(0, +) - 1) < 1e-9)
    #expect(try shares(1) == shares(1))
    if method == .epsilon {
      // 0.2 over 168 hours.
      #expect(abs(try #require(try shares(1).min()) - 0.2 / 168) < 1e-12)
      #expect(abs(try #require(try shares(1).max()) - (0.8 + 0.2 / 168)) < 1e-12)
    }
  }

  @Test
  func `outcomes of any size give finite numbers`() throws {
    for value in [0, 1e-300, 1e12, -1e12] {
      var evidence = DaypartEvidence()
      evidence.add(value, isSuccess: true, at: 0)
      evidence.add(-value, isSuccess: false, at: 167, weight: 1e-12)
      let found = try posterior(evidence)
      for list in [
        found.weights, found.alpha, found.beta, found.posts, found.effect.values,
        found.effect.spreads,
      ] {
        #expect(list.allSatisfy { $0.isFinite }, "\(value)")
      }
      #expect(found.weights.allSatisfy { (0...1).contains($0) })
      let shares = ExplorationShares(
        .thompson, epsilon: 0.1, evidence, try contentType(), random: SeededGenerator(seed: 1))
      #expect(abs(shares.shares.reduce(0, +) - 1) < 1e-9)
    }
  }
}
