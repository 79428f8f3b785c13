import Glibc

/// The scale on which an outcome is learned.
///
/// Counts, rates and ratios vary by factors, not by sums: what doubles a small account's likes
/// doubles a big one's. So they are learned as logarithms, where noise is the same at every size and
/// effects add up. What may be negative is learned as it is.
package enum LearnedScale: Sendable, Equatable {
  /// As it is.
  case plain
  /// log(outcome).
  case logarithm
  /// log(1 + outcome / unit), of models of the first format.
  case shiftedLogarithm(unit: Double)

  package func outcome(_ learned: Double) -> Double {
    switch self {
    case .plain: learned
    case .logarithm: exp(learned)
    case .shiftedLogarithm(let unit): expm1(learned) * unit
    }
  }

  /// The expected outcome where noise makes the mean larger than the middle by a factor.
  package func mean(_ learned: Double, smear: Double) -> Double {
    switch self {
    case .plain: learned
    case .logarithm: exp(learned) * smear
    case .shiftedLogarithm(let unit): max(0, unit * (exp(learned) * smear - 1))
    }
  }
}
