/// Plans one account: the best plan found, and a bound that no plan exceeds.
///
/// Each lane is relaxed by itself (`LaneRelaxation`); the sum of the lanes' bounds bounds the
/// account, since rules between lanes only take plans away. A first plan (`Construction`) is
/// bettered lane by lane (`LaneSearch`), each lane around the others as they stand, then post by
/// post across lanes (`LocalSearch`), until nothing gains.
package enum PlanningSolver {
  package static func solve(
    rules: PlanningRules, account: PlanningAccount, effort: PlanningEffort = .normal
  ) -> PlanningSolution {
    let model = PlanningModel(rules: rules, account: account)
    var state = PlanningState(model, effort: effort)
    state.run()
    return state.solution
  }
}

/// What the solver knows of one account while it works.
struct PlanningState {
  let model: PlanningModel
  let budget: PlanningBudget
  private(set) var board: PlanBoard
  private(set) var value: Double
  private var relaxations: [LaneRelaxation]

  init(_ model: PlanningModel, effort: PlanningEffort) {
    self.model = model
    budget = PlanningBudget(effort)
    board = PlanBoard(model)
    let pins = board
    relaxations = model.lanes.map { lane in
      LaneRelaxation(
        lane, rows: LaneRows(lane, fixed: pins.lanes[lane.lane]),
        mostAtOnce: (
          model.rules.totalLimit,
          min(model.rules.calmLimit, model.rules.lanes[lane.lane].calmLimit ?? .max)
        ))
    }
    value = 0
  }

  var bound: Double {
    relaxations.reduce(model.pinnedValue) { $0 + $1.bound }
  }

  var solution: PlanningSolution {
    let objective = model.pinnedValue + value
    return PlanningSolution(
      instants: board.instants.map { $0 == PlanBoard.unplaced ? nil : $0 },
      objective: objective,
      bound: max(objective, bound * (1 + 1e-12)))
  }

  mutating func run() {
    Construction.fill(&board)
    value = board.value
    for lane in relaxations.indices where relaxations[lane].lane.count > 0 {
      relaxations[lane].improve(
        iterations: budget.firstIterations, target: board.value(ofLane: lane))
      search(lane, width: budget.firstWidth)
      relaxations[lane].improve(iterations: budget.iterations, target: board.value(ofLane: lane))
    }
    for _ in 0..<budget.rounds {
      let old = value
      for lane in relaxations.indices where relaxations[lane].lane.count > 0 {
        search(lane, width: budget.width)
      }
      if value <= old + 1e-9 { break }
    }
  }

  /// Plans a lane anew around the others; keeps the plan if it is better.
  private mutating func search(_ lane: Int, width: Int) {
    let current = board.value(ofLane: lane)
    let slack = relaxations[lane].bound - current
    guard slack > 1e-7 * max(1, current) else { return }
    relaxations[lane].restoreBest()
    let relaxation = relaxations[lane]
    let posts = relaxation.lane.posts
    var trial = board
    for post in posts { trial.remove(post) }
    let members = Array(posts.indices.prefix(LaneSearch.mostMembers))
    var blockers: [Int] = []
    let arcs = LaneArcs(
      relaxation, members: members, slack: slack, most: budget.arcsPerPost * members.count
    ) { post, slot in
      trial.obstacle(of: posts[post], at: relaxation.lane.slots[slot], blockers: &blockers) == nil
    }
    var search = LaneSearch(relaxation, board: trial, members: members, arcs: arcs, width: width)
    guard let found = search.run(incumbent: current) else { return }
    trial.placeAll(of: lane, at: found.slots)
    Construction.fill(&trial)
    let total = trial.value
    if total > value + 1e-9 {
      board = trial
      value = total
    }
  }
}

/// How many iterations, and how broad a search, an effort buys.
struct PlanningBudget {
  let firstIterations: Int
  let firstWidth: Int
  let iterations: Int
  let width: Int
  let rounds: Int
  let arcsPerPost: Int

  init(_ effort: PlanningEffort) {
    switch effort {
    case .fast:
      (firstIterations, firstWidth, iterations, width, rounds, arcsPerPost) = (60, 4, 60, 8, 2, 12)
    case .normal:
      (firstIterations, firstWidth, iterations, width, rounds, arcsPerPost) = (
        150, 10, 300, 60, 4, 24
      )
    case .best:
      (firstIterations, firstWidth, iterations, width, rounds, arcsPerPost) = (
        400, 40, 2000, 1000, 8, 60
      )
    }
  }
}
