import Foundation
import SchedCore
import Testing

struct HourCurveTests {
  /// Posts spread evenly over the week, with noise of 1 about a truth.
  private func cells(
    _ posts: Int, seed: UInt64, _ truth: (Int) -> Double
  ) -> HourCurveFit.Cells {
    var random = SeededGenerator(seed: seed)
    var cells = HourCurveFit.Cells()
    for _ in 0..<posts {
      let hour = random.next(below: 168)
      cells.add(truth(hour) + random.nextNormal(), at: hour)
    }
    return cells
  }

  @Test
  func `where nothing matters, no effect becomes likelier`() throws {
    var sum = 0.0
    for seed in 0..<6 {
      let fit = HourCurveFit(
        cells(500, seed: UInt64(seed)) { _ in 0 }, variance: 1, evidence: nil, noEffect: 0.5)
      sum += fit.curve.noEffect
      let values = fit.curve.values
      #expect((try #require(values.max())) - (try #require(values.min())) < 0.4)
    }
    #expect(sum / 6 > 0.75)
  }

  @Test
  func `a peak that no table has is found, as high as it is`() throws {
    let truth: (Int) -> Double = { $0 % 24 == 20 || $0 % 24 == 21 ? 0.8 : 0 }
    let fit = HourCurveFit(
      cells(2000, seed: 4, truth), variance: 1, evidence: nil, noEffect: 0.5)
    let curve = fit.curve
    #expect(curve.noEffect < 0.01)
    let best = try #require(curve.values.indices.max { curve.values[$0] < curve.values[$1] })
    #expect(truth(best) > 0)
    let peak = (0..<168).filter { truth($0) > 0 }.map { curve.values[$0] }
    let rest = (0..<168).filter { truth($0) == 0 }.map { curve.values[$0] }
    let height =
      try #require(Statistics.mean(peak)) - (try #require(Statistics.mean(rest)))
    #expect(height > 0.5 && height < 0.95)
  }

  /// A level of each day would blur them: they raise no other hour.
  @Test
  func `two hours that are a little better on five days are found among many posts`() throws {
    let truth: (Int) -> Double = { $0 < 120 && ($0 % 24 == 20 || $0 % 24 == 21) ? 0.16 : 0 }
    let found = try (0..<6).map { seed in
      let fit = HourCurveFit(
        cells(10_000, seed: UInt64(seed), truth), variance: 1, evidence: nil, noEffect: 0.5)
      let values = fit.curve.values
      return truth(try #require(values.indices.max { values[$0] < values[$1] }))
    }
    #expect(found.count { $0 > 0 } >= 5)
  }

  /// 80 % of hours within 1.28 spreads, over many draws of the process itself.
  @Test
  func `the truth is within the spreads that are told`() {
    var random = SeededGenerator(seed: 8)
    var (inside, count) = (0.0, 0.0)
    for seed in 0..<10 {
      let (height, hour) = (0.3 + 0.4 * random.nextUnit(), random.next(below: 24))
      let truth = (0..<168).map { index -> Double in
        let distance = min((index - hour + 168) % 24, 24 - (index - hour + 168) % 24)
        return height * exp(-Double(distance * distance) / 18)
      }
      let mean = truth.reduce(0, +) / 168
      let fit = HourCurveFit(
        cells(1500, seed: UInt64(seed)) { truth[$0] }, variance: 1, evidence: nil, noEffect: 0.5)
      let certain = 1 - fit.curve.noEffect
      guard certain > 0.5 else { continue }
      for hour in 0..<168 {
        let rest = truth[hour] - mean - fit.curve.values[hour] / certain
        inside += abs(rest) < 1.2816 * fit.curve.spreads[hour] ? 1 : 0
        count += 1
      }
    }
    #expect(count > 1000 && abs(inside / count - 0.8) < 0.12)
  }

  @Test
  func `without a post the evidence is all there is, and not much`() throws {
    let evidence = (0..<168).map { $0 % 24 == 12 ? 1.0 : 0 }
    let fit = HourCurveFit(
      HourCurveFit.Cells(), variance: 1, evidence: evidence, noEffect: 0.5)
    #expect(abs(fit.curve.noEffect - 0.5) < 1e-9)
    let best = try #require(
      fit.curve.values.indices.max { fit.curve.values[$0] < fit.curve.values[$1] })
    #expect(best % 24 == 12)
    let confidences = HourCurve.confidences(
      fit.curve.values, fit.curve.spreads, noEffect: fit.curve.noEffect)
    #expect(confidences.allSatisfy { $0 > 0.2 && $0 < 0.8 })
  }

  /// One account does well at 8 h, one at 20 h, a third has ten posts.
  @Test
  func `groups that differ go their own way, and one of few posts follows the others`() throws {
    func peak(_ hour: Int) -> (Int) -> Double { { $0 % 24 == hour ? 1.2 : 0 } }
    let groups = [
      cells(900, seed: 1, peak(8)), cells(900, seed: 2, peak(20)), cells(10, seed: 3) { _ in 0 },
    ]
    let curves = HourCurveFit.curves(ofEach: groups, variance: 1, noEffect: 0.5)
    func best(_ curve: HourCurve) throws -> Int {
      try #require(curve.values.indices.max { curve.values[$0] < curve.values[$1] }) % 24
    }
    #expect(try (7...9).contains(best(curves[0])) && (19...21).contains(best(curves[1])))
    let few = try #require(curves[2].values.map(abs).max())
    #expect(few < (try #require(curves[0].values.max())) / 2)
    let same = HourCurveFit.curves(
      ofEach: (0..<3).map { seed in cells(900, seed: UInt64(seed)) { _ in 0 } }, variance: 1,
      noEffect: 0.5)
    #expect(same[0].noEffect > 0.8)
  }

  /// Expected: a hundred thousand draws of the two parts.
  @Test
  func `the sum of two effects has the moments of the sum`() {
    func curve(_ value: Double, _ spread: Double, _ none: Double) -> HourCurve {
      HourCurve(
        values: [Double](repeating: value, count: 168),
        spreads: [Double](repeating: spread, count: 168), noEffect: none)
    }
    let (a, b) = (curve(0.3, 0.2, 0.4), curve(-0.1, 0.5, 0.7))
    let sum = a.adding(b)
    #expect(abs(sum.values[5] - 0.2) < 1e-12 && abs(sum.noEffect - 0.28) < 1e-12)
    var random = SeededGenerator(seed: 6)
    func draw(_ curve: HourCurve) -> Double {
      let certain = 1 - curve.noEffect
      guard random.nextUnit() < certain else { return 0 }
      return curve.values[0] / certain + curve.spreads[0] * random.nextNormal()
    }
    var (count, total, squares) = (0.0, 0.0, 0.0)
    for _ in 0..<100_000 {
      let value = draw(a) + draw(b)
      guard value != 0 else { continue }
      count += 1
      total += value
      squares += value * value
    }
    let mean = total / count
    #expect(abs(sum.values[0] / (1 - sum.noEffect) - mean) < 0.01)
    #expect(abs(sum.spreads[0] - (squares / count - mean * mean).squareRoot()) < 0.01)
  }

  @Test
  func `confidence is a half where nothing is known, and sure where all is`() {
    let rising = (0..<168).map(Double.init)
    let zeros = [Double](repeating: 0, count: 168)
    #expect(HourCurve.confidences(zeros, zeros, noEffect: 1).allSatisfy { $0 == 0.5 })
    let sure = HourCurve.confidences(rising, zeros, noEffect: 0)
    #expect(sure[0] == 0 && sure[167] == 1)
    let half = HourCurve.confidences(rising, zeros, noEffect: 0.5)
    #expect(half[0] == 0.25 && half[167] == 0.75)
  }

  @Test
  func `between the middles of two hours the effect is a straight line, over Sunday midnight too`()
  {
    var values = [Double](repeating: 0, count: 168)
    (values[0], values[1], values[167]) = (4, 8, 2)
    let effect = HourCurve(values: values, spreads: values, noEffect: 0)
    #expect(effect.value(at: 0.5) == 4)
    #expect(effect.value(at: 1) == 6)
    #expect(effect.value(at: 0) == 3)
    #expect(effect.value(at: 167.75) == 2.5)
  }
}
