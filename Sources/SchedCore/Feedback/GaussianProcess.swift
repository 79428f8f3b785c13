/// What is believed of a function after some of its values: a normal distribution at each point.
///
/// Regression with a constant mean and a kernel of one length scale a dimension (Rasmussen and
/// Williams 2006, chapters 2 and 4): K is the covariance of the samples, with each value's own
/// variance on the diagonal, and k that of a point with the samples. Then
///
///     mean(x) = m + kᵀK⁻¹(y - m)        variance(x) = signal - kᵀK⁻¹k
///
/// where m is the mean of greatest likelihood, 1ᵀK⁻¹y / 1ᵀK⁻¹1. The variance is that of the
/// function, without a measurement's noise.
package struct GaussianProcess: Sendable {
  package let samples: GaussianSamples
  package let scales: GaussianScales
  package let mean: Double
  private let inverseLengths: [Double]
  private let factor: Cholesky
  /// K⁻¹(y - m).
  private let weights: [Double]

  /// Nil if K is not positive definite in double arithmetic.
  package init?(_ samples: GaussianSamples, scales: GaussianScales) {
    let fit = GaussianFit(samples)
    guard let factor = fit.factor(scales, fit.covariances(scales).values) else { return nil }
    self.samples = samples
    self.scales = scales
    self.factor = factor
    inverseLengths = scales.lengths.map { 1 / $0 }
    (mean, weights) = factor.regression(of: samples.values)
    guard mean.isFinite else { return nil }
  }

  /// The belief at a point that has the samples' dimensions.
  package func belief(at point: [Double]) -> GaussianBelief {
    let covariances = covariances(with: point).values
    let whitened = factor.forward(covariances)
    return belief(covariances, explained: whitened.reduce(0) { $0 + $1 * $1 })
  }

  /// The belief at a point, and how its mean and its deviation change with each coordinate.
  package func slopedBelief(
    at point: [Double]
  ) -> (belief: GaussianBelief, meanSlopes: [Double], deviationSlopes: [Double]) {
    let (covariances, slopes) = covariances(with: point)
    let solved = factor.solve(covariances)
    let explained = zip(covariances, solved).reduce(0) { $0 + $1.0 * $1.1 }
    let belief = belief(covariances, explained: explained)
    var ofMean = [Double](repeating: 0, count: point.count)
    var ofDeviation = ofMean
    for sample in slopes.indices {
      for index in point.indices {
        let distance = point[index] - samples.points[sample * point.count + index]
        let slope = -slopes[sample] * distance * inverseLengths[index] * inverseLengths[index]
        ofMean[index] += slope * weights[sample]
        ofDeviation[index] -= slope * solved[sample] / belief.deviation
      }
    }
    return (belief, ofMean, ofDeviation)
  }

  /// Of each sample: its covariance with a point, and the factor of the covariance's slope.
  private func covariances(with point: [Double]) -> (values: [Double], slopes: [Double]) {
    var values = [Double](repeating: 0, count: samples.count)
    var slopes = values
    for sample in values.indices {
      var squaredDistance = 0.0
      for index in point.indices {
        let distance = point[index] - samples.points[sample * point.count + index]
        squaredDistance += (distance * inverseLengths[index]) * (distance * inverseLengths[index])
      }
      let correlation = Matern.correlation(squaredDistance)
      values[sample] = scales.signal * correlation.value
      slopes[sample] = scales.signal * correlation.slope
    }
    return (values, slopes)
  }

  /// By rounding all can seem explained; a deviation that stays above 0 can be divided by.
  private func belief(_ covariances: [Double], explained: Double) -> GaussianBelief {
    GaussianBelief(
      mean: zip(covariances, weights).reduce(mean) { $0 + $1.0 * $1.1 },
      deviation: max(scales.signal - explained, 1e-14 * scales.signal).squareRoot())
  }
}

/// The normal distribution of a function's value at a point.
package struct GaussianBelief: Sendable, Equatable {
  package let mean: Double
  /// Above 0.
  package let deviation: Double

  package init(mean: Double, deviation: Double) {
    self.mean = mean
    self.deviation = deviation
  }
}

extension Cholesky {
  /// The constant mean m of greatest likelihood, and K⁻¹(y - m).
  func regression(of values: [Double]) -> (mean: Double, weights: [Double]) {
    let ones = solve([Double](repeating: 1, count: count))
    let solved = solve(values)
    let total = ones.reduce(0, +)
    let mean = total > 0 ? solved.reduce(0, +) / total : 0
    return (mean, zip(solved, ones).map { $0 - mean * $1 })
  }
}
