/// What came of the weights that run beside others.
struct Validation: Sendable, Equatable {
  let trial: SettingsTrial
  let parent: SettingsTrial
  let comparison: ArmComparison
  let action: ArmComparison.Action
  private let rollbackProbability: Double

  init(
    _ trial: SettingsTrial, beside parent: SettingsTrial, _ tally: ArmTally,
    request: FeedbackRequest
  ) {
    (self.trial, self.parent) = (trial, parent)
    rollbackProbability = request.rollbackProbability
    comparison = ArmComparison(tally)
    action = comparison.action(
      rollbackProbability: request.rollbackProbability, trialPosts: request.trialPosts)
  }

  /// Appends the line.
  func append(to writer: inout JSONWriter, cycle: Int) {
    writer.line { line in
      line.add("kind", "validation")
      line.add("cycle", cycle)
      line.add("trial", trial.number)
      line.add("against", parent.number)
      comparison.append(to: &line, rollbackProbability: rollbackProbability)
      line.add("action", action.rawValue)
    }
  }
}
