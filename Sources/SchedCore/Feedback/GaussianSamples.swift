/// What a Gaussian process learns from: points of the unit cube, each with a value.
package struct GaussianSamples: Sendable {
  package let dimensions: Int
  /// One point after another.
  package let points: [Double]
  /// Standardised: about 0, with a deviation of about 1.
  package let values: [Double]
  /// The variance of each value; nil where it is to be learned.
  package let variances: [Double?]

  package init(dimensions: Int, points: [Double], values: [Double], variances: [Double?]) {
    self.dimensions = dimensions
    self.points = points
    self.values = values
    self.variances = variances
  }

  package var count: Int { values.count }

  /// The coordinates of a sample.
  package func point(_ index: Int) -> [Double] {
    Array(points[(index * dimensions)..<((index + 1) * dimensions)])
  }
}

/// The hyperparameters of a Gaussian process.
package struct GaussianScales: Sendable, Equatable {
  /// Of each dimension: the distance over which values are alike.
  package var lengths: [Double]
  /// The variance of the function.
  package var signal: Double
  /// The variance of a value whose own is not known.
  package var noise: Double

  package init(lengths: [Double], signal: Double, noise: Double) {
    self.lengths = lengths
    self.signal = signal
    self.noise = noise
  }
}
