/// One account: its posts in the order that decides between equals, made ready for the planning
/// core, and what came of them.
///
/// The order is by platform, id and bytes of the line, and not that of the input, so that a plan
/// does not depend on how its input was sorted.
struct AccountPlan: Sendable {
  /// What came of one post.
  struct Outcome: Sendable {
    var instant: Instant?
    /// The score at that instant, preferred windows included, decay not.
    var score = 0.0
    var reason: PlanReason?
    /// What `--explain` writes, as JSON.
    var why: [UInt8]?
    var wave: Int?
    /// What dealt the post its slot.
    var lot: SlotLot?
  }

  /// Indices into the collector's posts, in order.
  let members: [Int]
  /// For each member.
  private(set) var outcomes: [Outcome] = []
  /// For each post without a slot that might have one, the name of the rule that binds most.
  private(set) var leftOut: [String] = []
  private(set) var objective = 0.0
  private(set) var bound = 0.0
  private(set) var pinFaults: [PinFault] = []

  init(members: [Int]) { self.members = members }

  func name(in input: PlanInput) -> String {
    members.first.map { input.posts[$0].identity.account } ?? PostIdentity.defaultAccount
  }

  /// Plans the account.
  mutating func solve(_ input: PlanInput, _ done: WorkDone) {
    let builder = AccountProblem(members: members, input)
    let problem = builder.problem
    let solution = Solver.solve(
      rules: input.lanes.rules, account: problem, effort: input.request.effort,
      done: done.part(from: 0, to: 0.9))
    var board = SlotBoard(
      rules: input.lanes.rules, account: problem, instants: solution.instants)
    TieBreaking.apply(builder, to: &board)
    // A post that has moved may have made room.
    let value = board.value
    Construction.fill(&board)
    objective = solution.objective + board.value - value
    bound = max(solution.bound, objective)
    QueueOrder.apply(builder, to: &board)
    let lots = input.request.dealsByLot ? SlotLot.deal(builder, on: &board) : [:]
    var reasons: [ReasonKey: PlanReason] = [:]
    pinFaults = builder.pinFaults(on: board)
    let explaining = done.part(from: 0.9, to: 1)
    for (index, member) in members.enumerated() {
      explaining.tell(index, of: members.count)
      let post = input.posts[member]
      var outcome = Outcome()
      if board.isPlaced(index) {
        let instant = Instant(milliseconds: board.instants[index])
        outcome.instant = instant
        outcome.lot = lots[index]
        outcome.score = input.score(of: member, at: instant)
        if input.request.explains { outcome.why = PlanChoice.json(of: index, builder, board) }
      } else if !post.isSettled || post.isWithheld {
        // Twins are left out for one reason, which takes a look at every slot to tell.
        let key = ReasonKey(
          twins: board.model.twins.classOf[index], status: post.life.status,
          type: post.identity.contentType,
          ends: [builder.horizons[index].earliest.name, builder.horizons[index].latest.name])
        let reason = reasons[key] ?? PlanReason(of: index, builder, board)
        reasons[key] = reason
        outcome.reason = reason
      }
      outcomes.append(outcome)
    }
    leftOut = zip(members, outcomes).compactMap { member, outcome in
      input.posts[member].isSettled ? nil : outcome.reason?.rule
    }
    if let job = input.request.job { numberWaves(of: job, input) }
  }

  private struct ReasonKey: Hashable {
    let twins: Int
    let status: PostStatus?
    let type: Int
    let ends: [String]
  }

  /// Posts of a wave share an instant and may run together; the waves of an instant are of one size,
  /// or differ by one.
  private mutating func numberWaves(of job: BulkJob, _ input: PlanInput) {
    let placed = outcomes.indices
      .filter { outcomes[$0].instant != nil && !input.posts[members[$0]].isSettled }
    let byInstant = Dictionary(grouping: placed) { outcomes[$0].instant ?? .distantPast }
    var last = 0
    for (_, posts) in byInstant.sorted(by: { $0.key < $1.key }) {
      let waves = job.waveCount(of: posts.count)
      for (place, index) in posts.enumerated() {
        outcomes[index].wave = last + 1 + place * waves / posts.count
      }
      last += waves
    }
  }
}
