import SchedCore
import Testing

struct WeekEffectTests {
  private let evidence = (0..<168).map { (9..<12).contains($0 % 24) ? 1.0 : 0.1 }

  private func samples(_ values: [Int: [Double]]) -> WeekSamples {
    var samples = WeekSamples()
    for (hour, values) in values.sorted(by: { $0.key < $1.key }) {
      for value in values { samples.add(value, at: hour) }
    }
    return samples
  }

  /// Expected: the same covariance and samples in numpy, posterior by numpy.linalg.solve.
  @Test
  func `the curve of a few samples is the posterior that numpy finds`() {
    let few = samples([
      9: [0.5, 0.7, 0.2, 0.6], 10: [0.9, 1.1], 33: [0.1, 0.4, 0], 100: [-0.3],
      101: [-0.2, -0.4, 0.1, 0, -0.5],
    ])
    let effect = WeekEffect.estimate(
      from: few, variance: 0.25, evidence: evidence,
      shape: WeekEffect.Shape(daily: 1.0 / 3, weekly: 2.0 / 3, hours: 1.5)
    ).effect
    let expected: [(hour: Int, value: Double, spread: Double)] = [
      (9, 0.553150717, 0.155352032), (10, 0.658084787, 0.178287658),
      (33, 0.263296487, 0.189134115), (60, -0.029762914, 0.364459371),
      (100, -0.174303598, 0.198315114), (167, -0.050108293, 0.368246944),
    ]
    for (hour, value, spread) in expected {
      #expect(abs(effect.values[hour] - value) < 1e-8)
      #expect(abs(effect.spreads[hour] - spread) < 1e-8)
    }
  }

  @Test
  func `without a sample the curve follows the evidence`() {
    let effect = WeekEffect.estimate(
      from: WeekSamples(), variance: 0.16, evidence: evidence
    ).effect
    #expect(effect.values[9] > 0.3 && effect.values[8] < 0)
    #expect(abs(effect.values[9] - effect.values[35]) < 1e-12)
    #expect(abs(effect.values.reduce(0, +)) < 1e-9)
    #expect(effect.spreads.allSatisfy { $0 > 0 })
  }

  /// A peak on Tuesday and Thursday from 6 to 8 pm that the evidence does not know, 40 samples an
  /// hour with a noise of 0.4.
  @Test
  func `with many samples the curve is the mean of each hour, not the evidence`() {
    var random = SeededGenerator(seed: 3)
    var many = WeekSamples()
    func truth(_ hour: Int) -> Double { [42, 43, 90, 91].contains(hour) ? 0.6 : 0 }
    for hour in 0..<168 {
      for _ in 0..<40 {
        let noise = (0..<12).reduce(-6.0) { sum, _ in sum + random.nextUnit() }
        many.add(truth(hour) + 0.4 * noise, at: hour)
      }
    }
    let effect = WeekEffect.estimate(from: many, variance: 0.17, evidence: evidence).effect
    let level = effect.values.reduce(0, +) / 168 - 4 * 0.6 / 168
    for hour in 0..<168 {
      #expect(abs(effect.values[hour] - level - truth(hour)) < 0.25, "hour \(hour)")
    }
    #expect(effect.values[9] - effect.values[20] < 0.2)
    #expect(effect.spreads.allSatisfy { $0 < 0.1 })
  }
}
