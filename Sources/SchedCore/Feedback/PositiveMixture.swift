import Glibc

/// An effect that is positive and of unknown size: half a normal distribution of sizes.
package struct PositiveMixture: Sendable {
  /// τ: the standard deviation of the whole normal distribution.
  package let deviation: Double

  package init(deviation: Double) { self.deviation = deviation }

  /// The logarithm of how much likelier such an effect makes an estimate than no effect does.
  ///
  /// Of an estimate x with the variance 1/I it is
  ///
  ///     log(2 · Φ(z)) + z²/2 - log(1 + τ²I)/2     z = τIx / √(1 + τ²I)
  ///
  /// which is the integral over sizes u of 2·φ(u/τ)/τ·exp(Iux - Iu²/2), u above 0.
  package func logRatio(of estimate: Double, _ information: Double) -> Double {
    let spread = 1 + deviation * deviation * information
    let z = deviation * information * estimate / spread.squareRoot()
    // Far below 0 the distribution rounds to 0; the asymptotic series has its product with the
    // exponential, to 1 part in 3,000 from there on (Abramowitz and Stegun 1964, 26.2.12).
    let mixed =
      z > -10
      ? log(2 * SpecialFunctions.normalDistribution(z)) + z * z / 2
      : log(2 / (-z * (2 * Double.pi).squareRoot())) - 1 / (z * z)
    return mixed - log(spread) / 2
  }
}
