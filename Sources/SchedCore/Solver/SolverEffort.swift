/// How much work the optimiser does, counted in iterations and never in wall time, so that a plan
/// does not depend on the machine.
package enum SolverEffort: String, CaseIterable, Sendable {
  case fast, normal, best

  /// The effort below.
  var less: SolverEffort? {
    switch self {
    case .fast: nil
    case .normal: .fast
    case .best: .normal
    }
  }
}
