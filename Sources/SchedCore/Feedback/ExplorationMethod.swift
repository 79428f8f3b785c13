/// How the hour that is tried next is chosen.
package enum ExplorationMethod: String, CaseIterable, Sendable {
  case epsilon, ucb, thompson
}
