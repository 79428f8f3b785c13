import Glibc

/// Functions of probability that no library at hand has.
package enum SpecialFunctions {
  /// The chance that a standard normal value is below x.
  package static func normalDistribution(_ x: Double) -> Double {
    erfc(-x / 2.0.squareRoot()) / 2
  }
}
