import Foundation
import SchedCore
import Testing

struct TimeEffectTests {
  /// Expected: the quantiles of 200,000 draws of the best hour's effect.
  @Test
  func `the interval of the best hour's ratio holds 80 % of it`() {
    var values = [Double](repeating: 0, count: 168)
    values[30] = 0.3
    let curve = HourCurve(
      values: values, spreads: [Double](repeating: 0.2, count: 168), noEffect: 0.25)
    let counts = [Double](repeating: 5, count: 168)
    let effect = TimeEffect(of: curve, counts: counts, variance: 1)
    var random = SeededGenerator(seed: 3)
    let draws = (0..<200_000).map { _ in
      random.nextUnit() < 0.25 ? 0 : 0.3 / 0.75 + 0.2 * random.nextNormal()
    }.sorted()
    #expect(abs(log(effect.lower) - draws[20_000]) < 0.01)
    #expect(abs(log(effect.upper) - draws[180_000]) < 0.01)
    #expect(effect.probability == 0.75 && abs(log(effect.best) - 0.3) < 1e-9)
    // One hour of 168 is .3 higher: its share is p(1-p)·.3² beside a variance of 1.
    let explained = 0.09 * (1.0 / 168) * (167.0 / 168)
    #expect(abs(effect.share - explained / (1 + explained)) < 1e-9)
    // A spread falls with the root of the posts: 840 · ((1.2816 · .2 / ln 1.1)² - 1).
    let needed = 840 * (pow(1.2816 * 0.2 / log(1.1), 2) - 1)
    #expect(abs(Double(effect.postsNeeded) - needed) <= 100)
  }

  @Test
  func `where nothing is known the best hour is as good as any`() {
    let effect = TimeEffect(
      of: .flat, counts: [Double](repeating: 1, count: 168), variance: 1)
    #expect(effect.probability == 0 && effect.best == 1 && effect.share == 0)
    #expect(abs(effect.lower - 1) < 1e-9 && abs(effect.upper - 1) < 1e-9)
  }
}
