import SchedCore
import Testing

struct GaussianProcessTests {
  private static let points = [0.1, 0.2, 0.8, 0.3, 0.4, 0.9, 0.6, 0.6, 0.25, 0.55]
  private static let samples = GaussianSamples(
    dimensions: 2, points: points, values: [0.5, -1.2, 0.3, 1.1, -0.4],
    variances: [0.01, 0.02, nil, 0.05, nil])
  private static let scales = GaussianScales(lengths: [0.4, 0.9], signal: 1.7, noise: 0.3)

  /// Expected: scikit-learn 1.9, with X, y and the variances v as above, 0.3 for nil.
  ///
  ///     k = ConstantKernel(1.7) * Matern([.4, .9], nu=2.5)
  ///     i = np.linalg.inv(k(X) + np.diag(v)); m = (i @ y).sum() / i.sum()
  ///     g = GaussianProcessRegressor(k, alpha=v, optimizer=None).fit(X, y - m)
  ///     g.predict([[.5, .5], [.9, .1]], return_std=True)    # and + m
  @Test
  func `mean and deviation are those of scikit-learn`() throws {
    let process = try #require(GaussianProcess(Self.samples, scales: Self.scales))
    #expect(abs(process.mean - -0.3365038100471563) < 1e-12)
    let near = process.belief(at: [0.5, 0.5])
    #expect(abs(near.mean - 0.8579961921623005) < 1e-12)
    #expect(abs(near.deviation - 0.37713959091616983) < 1e-12)
    let far = process.belief(at: [0.9, 0.1])
    #expect(abs(far.mean - -1.815825648962582) < 1e-12)
    #expect(abs(far.deviation - 0.4705715718405377) < 1e-12)
  }

  @Test
  func `the slopes of mean and deviation are those of finite differences`() throws {
    let process = try #require(GaussianProcess(Self.samples, scales: Self.scales))
    let point = [0.45, 0.35]
    let (belief, meanSlopes, deviationSlopes) = process.slopedBelief(at: point)
    #expect(abs(belief.mean - process.belief(at: point).mean) < 1e-12)
    #expect(abs(belief.deviation - process.belief(at: point).deviation) < 1e-12)
    for index in point.indices {
      let (before, after) = (moved(point, index, -1e-5), moved(point, index, 1e-5))
      let (low, high) = (process.belief(at: before), process.belief(at: after))
      #expect(abs((high.mean - low.mean) / 2e-5 - meanSlopes[index]) < 1e-7)
      #expect(abs((high.deviation - low.deviation) / 2e-5 - deviationSlopes[index]) < 1e-7)
    }
  }

  @Test
  func `without noise the belief goes through the values`() throws {
    let samples = GaussianSamples(
      dimensions: 2, points: Self.points, values: Self.samples.values,
      variances: [Double?](repeating: 0, count: 5))
    let process = try #require(GaussianProcess(samples, scales: Self.scales))
    for index in 0..<5 {
      let belief = process.belief(at: samples.point(index))
      #expect(abs(belief.mean - samples.values[index]) < 1e-9)
      #expect(belief.deviation < 1e-6 && belief.deviation > 0)
    }
  }

  @Test
  func `far from all samples the belief is the mean and the signal`() throws {
    let scales = GaussianScales(lengths: [0.02, 0.02], signal: 1.7, noise: 0.3)
    let process = try #require(GaussianProcess(Self.samples, scales: scales))
    let belief = process.belief(at: [1, 1])
    #expect(abs(belief.mean - process.mean) < 1e-9)
    #expect(abs(belief.deviation - 1.7.squareRoot()) < 1e-9)
  }

  @Test
  func `equal points without noise have no process`() {
    let samples = GaussianSamples(
      dimensions: 1, points: [0.5, 0.5], values: [1, -1], variances: [0, 0])
    let scales = GaussianScales(lengths: [1], signal: 1, noise: 0)
    #expect(GaussianProcess(samples, scales: scales) == nil)
  }
}

/// A point with one coordinate changed.
func moved(_ point: [Double], _ index: Int, _ distance: Double) -> [Double] {
  var moved = point
  moved[index] += distance
  return moved
}
