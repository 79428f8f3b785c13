import SchedCore
import Testing

struct HuberValuesTests {
  /// Expected: the root of Σ ψ(x - m), by halving.
  private func location(_ values: [Double], limit: Double) -> Double {
    var (low, high) = (values.min() ?? 0, values.max() ?? 0)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      let sum = values.reduce(0) { $0 + min(limit, max(-limit, $1 - middle)) }
      if sum > 0 { low = middle } else { high = middle }
    }
    return low
  }

  @Test
  func `the mean of pulled values is Huber's estimate`() throws {
    var random = SeededGenerator(seed: 9)
    for share in [0.0, 0.05, 0.2] {
      let values = (0..<2000).map { _ in
        random.nextUnit() < share ? 5 + 40 * random.nextUnit() : random.nextNormal() + 1
      }
      let middle = try #require(Statistics.median(values))
      let pulled = HuberValues(values.map { $0 - middle })
      let estimate = middle + (try #require(Statistics.mean(pulled.values)))
      let spread = HuberValues.spread(of: values)
      #expect(abs(estimate - location(values, limit: 2 * spread)) < 0.02, "\(share)")
    }
  }

  @Test
  func `one value counts no more than two spreads, however wild`() throws {
    let quiet = (0..<200).map { Double($0 % 7) - 3 }
    let means = try [20.0, 1e3, 1e12].map { wild in
      try #require(Statistics.mean(HuberValues(quiet + [wild]).values))
    }
    #expect(abs(means[0] - means[2]) < 1e-9 && means[2] < 0.05)
  }

  @Test
  func `the spread is that of normal values, and never nothing`() {
    var random = SeededGenerator(seed: 2)
    let normal = (0..<20_000).map { _ in 3 * random.nextNormal() }
    #expect(abs(HuberValues.spread(of: normal) - 3) < 0.06)
    #expect(HuberValues.spread(of: [5, 5, 5]) > 0 && HuberValues.spread(of: []) > 0)
    #expect(HuberValues.spread(of: [0, 0, 0, 0, 8]) > 1)
  }

  @Test
  func `a share is the slope where it is sure, and nothing in noise`() {
    var random = SeededGenerator(seed: 5)
    var claimed = 0
    for _ in 0..<200 {
      let noise = (0..<120).map { _ in random.nextNormal() }
      let predictions = (0..<120).map { _ in random.nextNormal() }
      let groups = (0..<120).map { $0 / 6 }
      if ShrunkShare(of: predictions, for: noise, groups: groups).value > 0 { claimed += 1 }
    }
    #expect(claimed <= 4)
    let predictions = (0..<4000).map { _ in random.nextNormal() }
    let outcomes = predictions.map { 0.6 * $0 + 0.5 * random.nextNormal() }
    let groups = Array(0..<4000)
    #expect(abs(ShrunkShare(of: predictions, for: outcomes, groups: groups).value - 0.6) < 0.03)
    // Predictions with noise of their own that the final ones have not: the share is that of those.
    let loud = predictions.map { $0 + 0.5 * random.nextNormal() }
    let share = ShrunkShare(of: loud, for: outcomes, groups: groups, excess: 0.25).value
    #expect(abs(share - 0.6) < 0.05)
  }
}
