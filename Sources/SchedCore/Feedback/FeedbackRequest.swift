/// What a cycle does, and how: everything that `sched-feedback`'s flags decide.
package struct FeedbackRequest: Sendable {
  package var catalogue: PlatformCatalogue
  package var now: Instant
  /// What counts as success.
  package var rule = OutcomeRule()
  /// Who the posts are for.
  package var audiences = AudienceProfiles(defaultZone: .utc)
  /// Where audiences live that name no zone.
  package var zone = "UTC"
  package var thresholds = Thresholds()
  /// The distance from its slot at which a post is on time.
  package var toleranceSeconds = 300.0
  /// After how long evidence on hours counts half (chosen by 36 real accounts, whose later outcomes go
  /// with the scores by a rank correlation of .073 at 90 days, .084 at 365, .088 at 730, .086 never).
  package var halfLifeDays = 730.0
  /// For how long results are known again.
  package var forgetDays = 400
  /// The chance of harm at which a change of weights is taken back.
  package var rollbackProbability = 0.95
  /// How many outcomes a trial of weights has before the next one.
  package var trialPosts = 100
  package var exploration = ExplorationMethod.thompson
  /// How often the epsilon-greedy method tries any hour.
  package var epsilon = 0.1
  /// Whether weights and limits stay as they are.
  package var isFrozen = false
  /// Weights that a person sets.
  package var weights: Parameters.Weights?
  package var seed: UInt64 = 0
  package var threads = 1

  package init(catalogue: PlatformCatalogue, now: Instant) {
    (self.catalogue, self.now) = (catalogue, now)
  }
}
