/// Plans one account: the best plan found, and a bound that no plan exceeds.
///
/// Each lane is relaxed by itself (`LaneRelaxation`); the sum of the lanes' bounds bounds the
/// account, since rules between lanes only take plans away. A first plan (`Construction`) is
/// bettered lane by lane (`LaneSearch`, `LaneRounding`), each lane around the others as they stand. Where posts
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
  /// For each lane the slots that a best plan needs.
  private let isUseful: [[Bool]]

  init(_ model: PlanningModel, effort: PlanningEffort) {
    self.model = model
    budget = PlanningBudget(effort)
    board = PlanBoard(model)
    let pins = board
    // Posts that belong together wait for each other at any instant.
    let hasCouples = model.isCoupled.contains(true)
    isUseful = model.lanes.map { lane in
      guard !hasCouples else { return Array(repeating: true, count: lane.slots.count) }
      let fixed = pins.lanes[lane.lane]
      return UsefulSlots.mark(
        of: lane, fixed: fixed, pinGaps: fixed.map { model.gaps[$0.post] })
    }
    relaxations = zip(model.lanes, isUseful).map { lane, isUseful in
      LaneRelaxation(
        lane, rows: LaneRows(lane, fixed: pins.lanes[lane.lane], isUseful: isUseful),
        isUseful: isUseful,
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
        iterations: budget.firstIterations, target: board.value(ofLane: lane), gap: budget.gap / 4)
      search(lane, width: budget.firstWidth)
      relaxations[lane].improve(
        iterations: budget.iterations, target: board.value(ofLane: lane), gap: budget.gap / 4)
      round(lane)
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

  /// Tries the plans that the relaxation comes to when it is made whole.
  private mutating func round(_ lane: Int) {
    let relaxation = relaxations[lane]
    guard !relaxation.mixture.isEmpty,
      relaxation.bound - board.value(ofLane: lane) > budget.gap / 4 * max(1, relaxation.bound)
    else { return }
    let posts = relaxation.lane.posts
    let slots = relaxation.lane.slots
    var others = board
    for post in posts { others.remove(post) }
    let rounding = LaneRounding(relaxation)
    var blockers: [Int] = []
    var known: Set<[Int]> = []
    for part in 0..<budget.roundings {
      let taken = rounding.slots(offset: Double(part) / Double(budget.roundings))
      guard known.insert(taken).inserted else { continue }
      let found = rounding.assign(taken) { post, slot in
        others.acrossLanes(posts[post], at: slots[slot], blockers: &blockers) == nil
      }
      var trial = others
      for (post, slot) in found.slots.enumerated() {
        guard let slot,
          trial.obstacle(of: posts[post], at: slots[slot], blockers: &blockers) == nil
        else { continue }
        trial.place(posts[post], at: slots[slot])
      }
      Construction.fill(&trial)
      keep(trial)
    }
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

  /// Slots of a lane that are not useful unless others are full: those behind instants that the
  /// other lanes fill, and what gaps make of them.
  private func freed(_ lane: Int) -> [Int] {
    let slots = relaxations[lane].lane.slots
    var counts: [Int64: (total: Int, calm: Int)] = [:]
    for (other, stands) in board.lanes.enumerated() where other != lane {
      for stand in stands {
        counts[stand.instant, default: (0, 0)].total += 1
        if !model.posts[stand.post].isUrgent { counts[stand.instant, default: (0, 0)].calm += 1 }
      }
    }
    let full = counts.filter {
      $0.value.total >= model.rules.totalLimit || $0.value.calm >= model.rules.calmLimit
    }
    guard !full.isEmpty, isUseful[lane].contains(false) else { return [] }
    let fixed = board.lanes[lane].filter { model.localIndex[$0.post] < 0 }
    let more = UsefulSlots.mark(
      of: relaxations[lane].lane, fixed: fixed, pinGaps: fixed.map { model.gaps[$0.post] },
      freed: full.keys.map { slots.firstIndex(after: $0) })
    return slots.indices.filter { more[$0] && !isUseful[lane][$0] }
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
      most: budget.arcsPerPost * members.count, freed: freed(lane)
    ) { post, slot in
      others.obstacle(of: posts[post], at: slots[slot], blockers: &blockers) == nil
    }
    var search = LaneSearch(relaxation, board: trial, members: members, arcs: arcs, width: width)
    guard let found = search.run(incumbent: current) else { return }
    trial.placeAll(of: lane, at: found.slots)
    Construction.fill(&trial)
    keep(trial)
  }

  /// Keeps a plan if it is better; not if it has left out a post that another comes after.
  private mutating func keep(_ trial: PlanBoard) {
    let total = trial.value
    guard total > value + 1e-9 else { return }
    for (post, details) in model.posts.enumerated() where details.pin == nil {
      guard let before = details.predecessor, trial.isPlaced(post) else { continue }
      guard trial.isPlaced(before.post) else { return }
    }
    board = trial
    value = total
  }
}
