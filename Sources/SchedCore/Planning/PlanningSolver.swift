/// Plans one account: the best plan found, and a bound that no plan exceeds.
///
/// Each lane is relaxed by itself (`LaneRelaxation`); the sum of the lanes' bounds bounds the
/// account, since rules between lanes only take plans away. A first plan (`Construction`) is
/// bettered lane by lane (`LaneSearch`), each lane around the others as they stand. Where posts
/// belong together, by campaign or order, `LocalSearch` goes on across lanes; where instants are
/// full, `AnnealedSearch` does.
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
    let busy = relaxations.indices.filter { relaxations[$0].lane.count > 0 }
    for lane in busy {
      relaxations[lane].improve(
        iterations: budget.firstIterations, target: board.value(ofLane: lane), gap: budget.gap / 4,
        patience: budget.patience)
      search(lane, width: budget.firstWidth)
      relaxations[lane].improve(
        iterations: budget.iterations, target: board.value(ofLane: lane), gap: budget.gap / 4,
        patience: budget.patience)
    }
    let rounds = isCoupled && !hasCouples ? min(1, budget.rounds) : budget.rounds
    for round in 0..<rounds where relativeGap > budget.gap {
      let old = value
      // Where lanes stand in each other's way, breadth in one of them is wasted.
      let isWide = round > 0 && !isCoupled
      for lane in busy {
        search(lane, width: isWide ? budget.lastWidth : budget.width)
        searchWindows(lane, width: budget.width, offset: round)
      }
      if relativeGap > budget.gap, hasCouples {
        var local = LocalSearch(board, seed: round)
        local.improve(trials: min(budget.trials, 100 * model.posts.count))
        board = local.board
        value = board.value
      }
      if round > 0, value <= old + 1e-9 { break }
    }
    anneal()
  }

  /// Whether posts belong together, by campaign or order; `LocalSearch` moves those as one.
  private var hasCouples: Bool { model.isCoupled.contains(true) }

  /// Works on across lanes where full instants bind and the plan may fall short.
  private mutating func anneal() {
    guard isCoupled, !hasCouples, relativeGap > Self.leastGap else { return }
    let count = model.lanes.reduce(0) { $0 + $1.count }
    var search = AnnealedSearch(board)
    let found = search.run(
      steps: min(budget.mostSteps, budget.stepsPerPost * count), from: Self.firstTemperature,
      to: Self.lastTemperature)
    guard found.gain > 0 else { return }
    board = found.board
    value = board.value
  }

  /// The gap below which annealing is not begun, and its temperatures in units of the objective,
  /// where a normal post's best hour is worth 2 (all chosen by measurement).
  private static let leastGap = 2e-4
  private static let firstTemperature = 4.0
  private static let lastTemperature = 0.02

  /// How far the plan may be from the best, at most.
  private var relativeGap: Double {
    let worth = model.pinnedValue + value
    return worth > 0 ? (bound - worth) / worth : 0
  }

  /// Whether rules between lanes bind: posts belong together, or many instants are full.
  private var isCoupled: Bool {
    if model.isCoupled.contains(true) { return true }
    var counts: [Int64: (total: Int, calm: Int)] = [:]
    for stands in board.lanes {
      for stand in stands {
        counts[stand.instant, default: (0, 0)].total += 1
        if !model.posts[stand.post].isUrgent { counts[stand.instant, default: (0, 0)].calm += 1 }
      }
    }
    let full = counts.values.count {
      $0.total >= model.rules.totalLimit || $0.calm >= model.rules.calmLimit
    }
    return full * 10 > counts.count
  }

  /// Plans a lane anew around the others; keeps the plan if it is better.
  private mutating func search(_ lane: Int, width: Int) {
    let posts = relaxations[lane].lane.posts
    search(
      lane, members: Array(posts.indices.prefix(LaneSearch.mostMembers)),
      range: 0..<relaxations[lane].lane.slots.count, width: width)
  }

  /// Plans a stretch of a lane after another anew, with the posts that are left out.
  private mutating func searchWindows(_ lane: Int, width: Int, offset: Int) {
    let posts = relaxations[lane].lane.posts
    let slots = relaxations[lane].lane.slots
    var first = -(offset * 3 % budget.windowPosts)
    while true {
      let stands = board.lanes[lane].filter { model.localIndex[$0.post] >= 0 }
      guard first < stands.count, stands.count > budget.windowPosts else { return }
      let low = first > 0 ? slots.firstIndex(after: stands[first - 1].instant) : 0
      let past = first + budget.windowPosts
      let high = past < stands.count ? slots.firstIndex(from: stands[past].instant) : slots.count
      if low < high, past > 0 {
        let members = posts.indices.filter {
          let instant = board.instants[posts[$0]]
          return instant == PlanBoard.unplaced
            || (instant >= slots[low] && instant <= slots[high - 1])
        }
        search(
          lane, members: Array(members.prefix(LaneSearch.mostMembers)), range: low..<high,
          width: width)
      }
      first += max(1, budget.windowPosts / 2)
    }
  }

  private mutating func search(_ lane: Int, members: [Int], range: Range<Int>, width: Int) {
    let slack = relaxations[lane].bound - board.value(ofLane: lane)
    guard slack > budget.gap / 4 * max(1, relaxations[lane].bound) else { return }
    relaxations[lane].restoreBest()
    let relaxation = relaxations[lane]
    let posts = relaxation.lane.posts
    let slots = relaxation.lane.slots
    var trial = board
    var current = 0.0
    for member in members where board.isPlaced(posts[member]) {
      let instant = board.instants[posts[member]]
      current += relaxation.lane.value(member, slots.firstIndex(from: instant))
      trial.remove(posts[member])
    }
    var blockers: [Int] = []
    let others = trial
    let arcs = LaneArcs(
      relaxation, members: members, range: range, slack: slack,
      most: budget.arcsPerPost * members.count
    ) { post, slot in
      others.obstacle(of: posts[post], at: slots[slot], blockers: &blockers) == nil
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
  /// Steps of the relaxation before the first search of a lane, and the width of that search.
  let firstIterations: Int
  let firstWidth: Int
  /// Steps of the relaxation after it, and the width of the searches that follow.
  let iterations: Int
  let width: Int
  /// Steps of the relaxation without gain before the level comes nearer (chosen by trial, 12 to 100:
  /// fewer stop far from the best bound where quotas bind, more waste time where they do not).
  let patience: Int
  /// The width of the searches of whole lanes after the first round.
  let lastWidth: Int
  /// How often all lanes are gone through again, as long as that gains.
  let rounds: Int
  let arcsPerPost: Int
  /// How many posts stand in a stretch that is planned anew.
  let windowPosts: Int
  /// A plan this near to its bound, relatively, is good enough.
  let gap: Double
  /// How often the local search takes some posts off and puts them back.
  let trials: Int
  /// How many steps of annealing a post is worth, and an account at most.
  let stepsPerPost: Int
  let mostSteps: Int

  init(_ effort: PlanningEffort) {
    switch effort {
    case .fast:
      (firstIterations, firstWidth, iterations, width, lastWidth) = (100, 6, 300, 20, 60)
      (rounds, arcsPerPost, windowPosts, trials, gap) = (2, 16, 8, 0, 5e-4)
      (patience, stepsPerPost, mostSteps) = (25, 0, 0)
    case .normal:
      (firstIterations, firstWidth, iterations, width, lastWidth) = (150, 10, 600, 60, 500)
      (rounds, arcsPerPost, windowPosts, trials, gap) = (3, 24, 10, 1000, 1e-4)
      (patience, stepsPerPost, mostSteps) = (40, 250, 30_000)
    case .best:
      (firstIterations, firstWidth, iterations, width, lastWidth) = (400, 40, 3000, 400, 3000)
      (rounds, arcsPerPost, windowPosts, trials, gap) = (8, 60, 14, 8000, 1e-7)
      (patience, stepsPerPost, mostSteps) = (100, 2_000, 300_000)
    }
  }
}
