import Glibc
import SchedCore
import Testing

struct ExpectedImprovementTests {
  /// Expected: mpmath, with 60 digits: `h = npdf(z) + z*ncdf(z); log(h), ncdf(z)/h`.
  @Test(arguments: [
    (3.0, 1.0987396653277078, 0.33284096845179524),
    (0.5, -0.35982768374506382, 0.99092271800410996),
    (0.0, -0.91893853320467274, 1.2533141373155003),
    (-0.5, -1.6205162643873199, 1.5598731483480797),
    (-5.0, -16.74430116266099, 5.3618162412880885),
    (-29.9, -454.72299811949627, 29.966666911139965),
    (-30.1, -460.73628739874304, 30.166226849616996),
    (-100.0, -5010.1295788002498, 100.01999400419587),
    (-1e6, -500000000028.54996, 1000000.000002),
  ])
  func `the logarithm holds where the improvement itself underflows`(
    z: Double, logarithm: Double, slope: Double
  ) {
    let unit = ExpectedImprovement.unit(z)
    #expect(abs(unit.logarithm - logarithm) < 1e-8 * max(1, abs(logarithm)))
    #expect(abs(unit.slope - slope) < 1e-8 * max(1, abs(slope)))
  }

  private static func improvement(over best: Double) throws -> ExpectedImprovement {
    let samples = GaussianSamples(
      dimensions: 2, points: [0.1, 0.2, 0.8, 0.3, 0.4, 0.9], values: [0.5, -1.2, 0.3],
      variances: [0.01, 0.02, nil])
    let scales = GaussianScales(lengths: [0.4, 0.9], signal: 1.7, noise: 0.3)
    return ExpectedImprovement(try #require(GaussianProcess(samples, scales: scales)), over: best)
  }

  /// Expected: the mean of 10⁷ draws, with a standard error of 0.00006.
  ///
  /// `r = np.random.default_rng(1); np.maximum(0, .3 + .7*r.standard_normal(10**7) - .9).mean()`
  @Test
  func `it is the mean of what draws are better by`() {
    let improvement = 0.7 * exp(ExpectedImprovement.unit((0.3 - 0.9) / 0.7).logarithm)
    #expect(abs(improvement - 0.07602746413570034) < 0.0003)
  }

  @Test(arguments: [-1.0, 0.5, 3, 40])
  func `its gradient is that of finite differences`(best: Double) throws {
    let improvement = try Self.improvement(over: best)
    let point = [0.45, 0.35]
    var gradient = [0.0, 0]
    let loss = improvement.loss(at: point, &gradient)
    #expect(abs(loss - improvement.loss(at: point)) < 1e-9 * max(1, abs(loss)))
    for index in point.indices {
      let low = improvement.loss(at: moved(point, index, -1e-5))
      let high = improvement.loss(at: moved(point, index, 1e-5))
      #expect(abs((high - low) / 2e-5 - gradient[index]) < 1e-6 * max(1, abs(gradient[index])))
    }
  }
}
