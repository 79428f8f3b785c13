/// What came of the weights that are on trial.
struct Validation: Sendable, Equatable {
  enum Action: String, Sendable {
    /// Too few outcomes to say anything, or enough to see no harm, but not to go on.
    case waiting
    /// No harm was seen: the next weights are tried.
    case accepted
    case rolledBack = "rolled_back"
  }

  let trial: SettingsTrial
  let parent: SettingsTrial?
  let harm: HarmTest?
  let action: Action

  init(_ trial: SettingsTrial, parent: SettingsTrial?, request: FeedbackRequest) {
    (self.trial, self.parent) = (trial, parent)
    harm = parent.flatMap { HarmTest(before: $0, after: trial) }
    if let harm, harm.probability > request.rollbackProbability {
      action = .rolledBack
    } else {
      action = trial.posts >= Double(request.trialPosts) ? .accepted : .waiting
    }
  }

  /// Appends the line.
  func append(to writer: inout JSONWriter, cycle: Int) {
    writer.line { line in
      line.add("kind", "validation")
      line.add("cycle", cycle)
      line.add("trial", trial.number)
      line.add("posts", trial.posts)
      line.add("outcome", trial.mean)
      if let parent {
        line.add("against", parent.number)
        line.add("posts_before", parent.posts)
        line.add("outcome_before", parent.mean)
      }
      if let harm {
        line.add("change", harm.change)
        line.add("probability_worse", harm.probability)
      }
      line.add("action", action.rawValue)
    }
  }
}
