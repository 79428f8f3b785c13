import Glibc

/// The search for the hyperparameters under which the samples are most likely.
///
/// What is made small is the negative logarithm of the marginal likelihood (Rasmussen and Williams
/// 2006, equations 5.8 and 5.9) and of weak log-normal priors, which hold the hyperparameters where
/// a few samples say nothing of them. All is done in logarithms: the lengths, signal, noise. The
/// mean is at its best for any of them, so the slopes need no term of it.
package struct GaussianFit: Sendable {
  private let samples: GaussianSamples
  /// Of each pair of samples, a later with an earlier one, and in it of each dimension.
  private let squaredDistances: [Double]

  package init(_ samples: GaussianSamples) {
    self.samples = samples
    let size = samples.dimensions
    var squares: [Double] = []
    squares.reserveCapacity(samples.count * samples.count / 2 * size)
    for row in 0..<samples.count {
      for column in 0..<row {
        for index in 0..<size {
          let distance = samples.points[row * size + index] - samples.points[column * size + index]
          squares.append(distance * distance)
        }
      }
    }
    squaredDistances = squares
  }

  /// The best that is found from three starts.
  package func scales() -> GaussianScales {
    let size = samples.dimensions
    let box =
      [ClosedRange<Double>](repeating: log(0.02)...log(50), count: size)
      + [log(0.01)...log(100), log(Self.leastNoise)...log(10)]
    var best: BoxMinimum?
    for length in Self.firstLengths {
      let start = [Double](repeating: log(length), count: size) + [0, Self.middleOfNoise]
      let found = BoxMinimum(of: loss, from: start, within: box, steps: 50, tolerance: 1e-6)
      if found.value < best?.value ?? .infinity { best = found }
    }
    let middle = [Double](repeating: middleOfLengths, count: size) + [0, Self.middleOfNoise]
    return scales(best?.point ?? middle)
  }

  /// The loss at the logarithms of lengths, signal and noise, with its gradient; infinite where
  /// the covariance is not positive definite.
  /// - Complexity: O(n³ + n²·d) for n samples of d dimensions.
  package func loss(_ logarithms: [Double], _ gradient: inout [Double]) -> Double {
    let scales = scales(logarithms)
    let covariances = covariances(scales)
    guard let factor = factor(scales, covariances.values) else { return .infinity }
    let (mean, weights) = factor.regression(of: samples.values)
    for index in gradient.indices { gradient[index] = 0 }
    addSlopes(&gradient, scales, covariances, weights, factor.inverse())
    let misfit = zip(weights, samples.values).reduce(0) { $0 + $1.0 * ($1.1 - mean) }
    var loss = (misfit + factor.logDeterminant) / 2
    for index in logarithms.indices {
      let (middle, width) = prior(of: index)
      let distance = (logarithms[index] - middle) / width
      loss += distance * distance / 2
      gradient[index] += distance / width
    }
    return loss
  }

  /// The likelihood's part of the gradient: half the trace of (K⁻¹ - wwᵀ)·∂K, w the weights.
  private func addSlopes(
    _ gradient: inout [Double], _ scales: GaussianScales,
    _ covariances: (values: [Double], slopes: [Double]), _ weights: [Double], _ inverse: [Double]
  ) {
    let (size, count) = (samples.dimensions, samples.count)
    var pair = 0
    for row in 0..<count {
      for column in 0..<row {
        let pull = inverse[row * count + column] - weights[row] * weights[column]
        gradient[size] += pull * covariances.values[pair]
        let slope = pull * covariances.slopes[pair]
        for index in 0..<size { gradient[index] += slope * squaredDistances[pair * size + index] }
        pair += 1
      }
      let pull = (inverse[row * count + row] - weights[row] * weights[row]) / 2
      gradient[size] += pull * scales.signal
      if samples.variances[row] == nil { gradient[size + 1] += pull * scales.noise }
    }
    for index in 0..<size { gradient[index] /= scales.lengths[index] * scales.lengths[index] }
  }

  /// Middle and width of the normal prior of a logarithm (chosen on Branin's and Hartmann's
  /// functions and a noisy parabola, 20 to 60 seeds each; within a factor of 2 all do as well).
  private func prior(of index: Int) -> (middle: Double, width: Double) {
    switch index - samples.dimensions {
    case 0: (0, 1)
    case 1: (Self.middleOfNoise, 3)
    default: (middleOfLengths, 0.5)
    }
  }

  /// Distances in a cube grow with the root of the dimension, and so do the lengths (Hvarfner,
  /// Hellsten and Nardi 2024, arXiv 2402.02229).
  private var middleOfLengths: Double { log(Double(samples.dimensions)) / 2 - 1 }
  private static let middleOfNoise = -6.0
  /// Enough for the factor of equal points, below what the search can tell from none.
  static let leastNoise = 1e-8
  private static let firstLengths = [0.3, 1, 0.1]
}

extension GaussianFit {
  private func scales(_ logarithms: [Double]) -> GaussianScales {
    GaussianScales(
      lengths: logarithms.dropLast(2).map { exp($0) },
      signal: exp(logarithms[logarithms.count - 2]), noise: exp(logarithms[logarithms.count - 1]))
  }

  /// Of each pair: the covariance, and the factor of its slope.
  func covariances(_ scales: GaussianScales) -> (values: [Double], slopes: [Double]) {
    let size = samples.dimensions
    let inverseSquares = scales.lengths.map { 1 / ($0 * $0) }
    var values = [Double](repeating: 0, count: samples.count * max(0, samples.count - 1) / 2)
    var slopes = values
    for pair in values.indices {
      var sum = 0.0
      for index in 0..<size { sum += squaredDistances[pair * size + index] * inverseSquares[index] }
      let correlation = Matern.correlation(sum)
      values[pair] = scales.signal * correlation.value
      slopes[pair] = scales.signal * correlation.slope
    }
    return (values, slopes)
  }

  /// The factor of K, from the covariances of all pairs.
  func factor(_ scales: GaussianScales, _ covariances: [Double]) -> Cholesky? {
    Cholesky(count: samples.count) { row, column in
      row == column
        ? scales.signal + (samples.variances[row] ?? scales.noise)
        : covariances[row * (row - 1) / 2 + column]
    }
  }
}
