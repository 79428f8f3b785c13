/// What is to be planned, and how: everything that `sched-plan`'s flags decide.
package struct PlanRequest: Sendable {
  package var catalogue: PlatformCatalogue
  package var constraints: Constraints
  package var audiences: AudienceProfiles
  package var calendar: Calendar?
  package var job: BulkJob?
  /// What was learned from results.
  package var parameters: Parameters
  /// The first instant of the plan.
  package var from: Instant
  /// The first instant behind the plan.
  package var until: Instant
  package var now: Instant
  /// Whether posts whose slot is over without their having gone out are planned again.
  package var replansOverdue: Bool
  /// Whether posts that could change places take their slots by lot, and not in the queue's order.
  package var dealsByLot: Bool
  package var seed: UInt64
  package var effort: SolverEffort
  package var threads: Int
  package var keepsInputOrder: Bool
  package var keepsScores: Bool
  package var explains: Bool
  /// Whose clocks show the local times of the slots; nil where nobody asked for them.
  package var zone: Zone?

  package init(
    catalogue: PlatformCatalogue, constraints: Constraints, audiences: AudienceProfiles,
    from: Instant, until: Instant, now: Instant
  ) {
    self.catalogue = catalogue
    self.constraints = constraints
    self.audiences = audiences
    self.from = from
    self.until = until
    self.now = now
    calendar = nil
    job = nil
    parameters = Parameters()
    replansOverdue = false
    dealsByLot = false
    seed = 0
    effort = .normal
    threads = 1
    keepsInputOrder = false
    keepsScores = false
    explains = false
  }

  /// Slots before this are over: the plan may be one of the past, or of next week.
  var past: Instant { min(now, from) }
}
