import SchedCore
import Testing

struct HarmTestTests {
  private let weights = Parameters.Weights(demographics: 0.3, format: 0.2, season: 0.1)

  /// A trial with outcomes of a mean and a deviation.
  private func trial(_ count: Int, mean: Double, deviation: Double) -> SettingsTrial {
    var trial = SettingsTrial(
      number: 1, parent: nil, weights: weights, from: Instant(seconds: 0))
    // Two values at equal distances have just this mean and, of an even count, this deviation.
    let distance = deviation * (Double(count - 1) / Double(count)).squareRoot()
    for index in 0..<count { trial.add(mean + (index % 2 == 0 ? distance : -distance)) }
    return trial
  }

  /// Python: v = .5**2/100 + .6**2/80; t = .01/(.01 + v); c = t*-.22;
  /// scipy.stats.norm.cdf((-.02 - c)/(t*v)**.5).
  @Test
  func `the chance of harm is that of the normal posterior`() throws {
    let test = try #require(
      HarmTest(
        before: trial(100, mean: 0.02, deviation: 0.5),
        after: trial(80, mean: -0.2, deviation: 0.6)))
    #expect(abs(test.change - -0.12941176470588237) < 1e-12)
    #expect(abs(test.probability - 0.9559083084389371) < 1e-12)
  }

  @Test
  func `nothing is said of fewer than twenty posts on a side`() {
    let many = trial(100, mean: 0, deviation: 0.5)
    #expect(HarmTest(before: many, after: trial(19, mean: -3, deviation: 0.1)) == nil)
    #expect(HarmTest(before: trial(18, mean: 3, deviation: 0.1), after: many) == nil)
    #expect(HarmTest(before: many, after: trial(20, mean: -3, deviation: 0.1)) != nil)
  }

  @Test
  func `a gain, and a loss within the margin, are no harm however many posts there are`() throws {
    let before = trial(100_000, mean: 0, deviation: 0.5)
    for mean in [0.1, 0, -0.01] {
      let after = trial(100_000, mean: mean, deviation: 0.5)
      #expect(try #require(HarmTest(before: before, after: after)).probability < 0.01)
    }
  }

  /// Twenty looks of twenty posts each at two equal samples.
  @Test
  func `of two hundred harmless changes fewer than ten are ever taken for harm`() throws {
    var falseAlarms = 0
    for seed in 0..<200 {
      var random = SeededGenerator(seed: UInt64(seed))
      var before = SettingsTrial(
        number: 1, parent: nil, weights: weights, from: Instant(seconds: 0))
      for _ in 0..<200 { before.add(0.5 * random.nextNormal()) }
      var after = SettingsTrial(
        number: 2, parent: 1, weights: weights, from: Instant(seconds: 0))
      var isAlarmed = false
      for _ in 0..<20 {
        for _ in 0..<20 { after.add(0.5 * random.nextNormal()) }
        let test = try #require(HarmTest(before: before, after: after))
        if test.probability > 0.95 { isAlarmed = true }
      }
      if isAlarmed { falseAlarms += 1 }
    }
    #expect(falseAlarms < 10)
  }
}
