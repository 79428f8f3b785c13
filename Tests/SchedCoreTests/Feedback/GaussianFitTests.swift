import Glibc
import SchedCore
import Testing

struct GaussianFitTests {
  private static let samples = GaussianSamples(
    dimensions: 2, points: [0.1, 0.2, 0.8, 0.3, 0.4, 0.9, 0.6, 0.6, 0.25, 0.55],
    values: [0.5, -1.2, 0.3, 1.1, -0.4], variances: [0.01, 0.02, nil, 0.05, nil])

  /// Expected: the process of GaussianProcessTests, and the priors in numpy.
  ///
  ///     t = np.log([.4, .9, 1.7, .3]); c = [np.log(2)/2 - 1]*2 + [0, -6]; w = [.5, .5, 1, 3]
  ///     -g.log_marginal_likelihood() - 5/2*np.log(2*np.pi) + (((t - c)/w)**2/2).sum()
  @Test
  func `the loss is that of scikit-learn with the priors`() {
    var gradient = [0.0, 0, 0, 0]
    let loss = GaussianFit(Self.samples).loss([log(0.4), log(0.9), log(1.7), log(0.3)], &gradient)
    #expect(abs(loss - 6.960551961759425) < 1e-11)
  }

  @Test(arguments: [[-0.9, -0.1, 0.5, -1.2], [0.3, -2, -0.7, -5], [-3, 2, 2, 0.5]])
  func `the gradient of the loss is that of finite differences`(logarithms: [Double]) {
    let fit = GaussianFit(Self.samples)
    var gradient = [0.0, 0, 0, 0]
    var unused = gradient
    _ = fit.loss(logarithms, &gradient)
    for index in logarithms.indices {
      let low = fit.loss(moved(logarithms, index, -1e-5), &unused)
      let high = fit.loss(moved(logarithms, index, 1e-5), &unused)
      #expect(abs((high - low) / 2e-5 - gradient[index]) < 1e-6)
    }
  }

  @Test
  func `a dimension that does nothing gets the longer scale`() {
    var sequence = RSequence(after: [0, 0])
    let points = (0..<20).map { _ in sequence.next() }
    let samples = GaussianSamples(
      dimensions: 2, points: points.flatMap(\.self), values: points.map { sin(9 * $0[0]) },
      variances: [Double?](repeating: nil, count: 20))
    let scales = GaussianFit(samples).scales()
    #expect(scales.lengths[1] > 2 * scales.lengths[0])
    #expect(scales.noise < 1e-3)
  }

  @Test
  func `noise that is not given is learned`() {
    var random = SeededGenerator(seed: 3)
    let points = (0..<40).map { _ in random.nextUnit() }
    // The sum of 12 has a variance of 1.
    let values = points.map { point in
      2 * point + 0.5 * ((0..<12).reduce(-6) { sum, _ in sum + random.nextUnit() })
    }
    let samples = GaussianSamples(
      dimensions: 1, points: points, values: values,
      variances: [Double?](repeating: nil, count: 40))
    let noise = GaussianFit(samples).scales().noise
    #expect(noise > 0.12 && noise < 0.5, "0.25 was put in, \(noise) came out")
  }
}
