/// Plans one account: the best plan found, and a bound that no plan exceeds.
///
/// Each lane is relaxed by itself (`LaneRelaxation`); the sum of the lanes' bounds bounds the
/// account, since rules between lanes only take plans away. A first plan (`Construction`) is
/// bettered lane by lane (`LaneSearch`, `LaneRounding`), each lane around the others as they stand,
/// or the others around it. Where rules between lanes bind, lanes settle around each other at the
/// prices of `LinkedRelaxation`; where posts belong together, by campaign or order, `LocalSearch` goes
/// on across lanes; where instants are full, `AnnealedSearch` does. Of a few posts `ExactSearch` sees
/// all plans.
package enum Solver {
  package static func solve(
    rules: SolverRules, account: SolverProblem, effort: SolverEffort = .normal,
    done: WorkDone = .untold
  ) -> SolverSolution {
    let model = SolverModel(rules: rules, account: account)
    var state = SolverState(model, effort: effort)
    // A broader search goes another way, and may come to less.
    var less = effort == .best || account.posts.count <= mostPostsTwice ? effort.less : nil
    state.run(less == nil ? done : done.part(from: 0, to: 0.8))
    while let effort = less, state.relativeGap > SolverBudget(effort).gap {
      var other = SolverState(model, effort: effort)
      other.run(done.part(from: 0.8, to: 1))
      state.keep(other.board)
      less = effort.less
    }
    return state.solution
  }
}

extension Solver {
  /// Up to so many posts less effort is tried too; with the most effort always (chosen).
  fileprivate static let mostPostsTwice = 60
}

/// What the solver knows of one account while it works.
struct SolverState {
  let model: SolverModel
  let budget: SolverBudget
  var board: SlotBoard
  var value: Double
  var relaxations: [LaneRelaxation]
  /// For each lane the slots that a best plan needs.
  let isUseful: [[Bool]]
  /// Whether a new plan of a lane is filled up with what others have left out.
  var fillsRest = true

  init(_ model: SolverModel, effort: SolverEffort) {
    self.model = model
    budget = SolverBudget(effort)
    board = SlotBoard(model)
    let pins = board
    // Posts that belong together wait for each other at any instant.
    let hasRelations = model.isRelated.contains(true)
    isUseful = model.lanes.map { lane in
      guard !hasRelations else { return Array(repeating: true, count: lane.slots.count) }
      let fixed = lane.isMixed ? [] : pins.lanes[lane.lane]
      return DominatedSlots.mark(
        of: lane, fixed: fixed, pinGaps: fixed.map { model.gaps[$0.post] })
    }
    relaxations = zip(model.lanes, isUseful).map { lane, isUseful in
      LaneRelaxation(
        lane, twins: model.twins, fixed: lane.isMixed ? [] : pins.lanes[lane.lane],
        isUseful: isUseful,
        mostAtOnce: (
          model.rules.totalLimit,
          min(model.rules.calmLimit, model.rules.lanes[lane.lane].calmLimit ?? .max)
        ))
    }
    value = 0
  }

  /// What `LinkedRelaxation` proves, pins not counted.
  var linkedBound = Double.infinity

  var bound: Double {
    model.pinnedValue + min(linkedBound, relaxations.reduce(0) { $0 + $1.bound })
  }

  var solution: SolverSolution {
    let objective = model.pinnedValue + value
    return SolverSolution(
      instants: board.instants.map { $0 == SlotBoard.unplaced ? nil : $0 },
      objective: objective,
      bound: max(objective, bound * (1 + 1e-12)))
  }

  /// Plans; each phase has about its usual part of the work.
  mutating func run(_ done: WorkDone) {
    Construction.fill(&board)
    value = board.value
    let busy = relaxations.indices.filter { relaxations[$0].lane.count > 0 }
    let relaxing = done.part(from: 0.05, to: 0.5)
    for (number, lane) in busy.enumerated() {
      for (turn, iterations) in budget.iterations.enumerated() {
        relaxations[lane].improve(
          iterations: iterations, target: board.value(ofLane: lane), gap: budget.gap / 4,
          done: relaxing.step(number, of: busy.count).step(turn, of: budget.iterations.count))
        round(lane)
      }
    }
    var together: LinkedRelaxation?
    var unsettled: (board: SlotBoard, value: Double)?
    if isLinked || model.lanes.count > Set(model.lanes.map(\.lane)).count, relativeGap > budget.gap
    {
      var linked = LinkedRelaxation(model, relaxations, pins: SlotBoard(model))
      linked.improve(
        iterations: budget.linkIterations, target: value, gap: budget.gap / 2,
        done: done.part(from: 0.5, to: 0.6))
      linkedBound = linked.bound
      together = linked
      for (number, lane) in busy.enumerated() { round(lane, mixture: linked.mixture(of: number)) }
      unsettled = (board, value)
      settle(busy, &linked, done.part(from: 0.6, to: 0.7))
    }
    search(busy, done.part(from: 0.7, to: 0.9))
    // Where lanes that settled first leave a post out, those that did not may place it.
    if let unsettled, missesPost, !hasRelations {
      let settled = board
      (board, value) = unsettled
      search(busy, done.part(from: 0.9, to: 0.94))
      keep(settled)
    }
    anneal(done.part(from: 0.94, to: 0.96))
    if isContested {
      var linked =
        together ?? LinkedRelaxation(model, relaxations, pins: SlotBoard(model))
      searchJointly(at: linked.prices(), done.part(from: 0.96, to: 1))
    }
    Construction.fill(&board)
    value = board.value
    if relativeGap > 1e-9 { tryAll() }
  }

  /// Betters the plan lane by lane and across them, as long as that gains.
  private mutating func search(_ lanes: [Int], _ done: WorkDone) {
    let rounds = isLinked && !hasRelations ? min(1, budget.rounds) : budget.rounds
    let width = isLinked && !hasRelations ? budget.width / 3 : budget.width
    for round in 0..<rounds where relativeGap > budget.gap {
      let old = value
      // Where lanes stand in each other's way, breadth in one of them is wasted.
      let isWide = round > 0 && !isLinked
      for (number, lane) in lanes.enumerated() {
        done.step(round, of: rounds).tell(number, of: lanes.count)
        search(lane, width: isWide ? budget.lastWidth : width)
        searchWindows(lane, width: width, offset: round)
      }
      if relativeGap > budget.gap, hasRelations {
        var local = LocalSearch(board, seed: round)
        local.improve(trials: min(budget.trials, 100 * model.posts.count))
        board = local.board
        value = board.value
      }
      if relativeGap > budget.gap, missesPost, !hasRelations {
        for lane in lanes { giveWay(to: lane, width: width) }
      }
      if round > 0, value <= old + 1e-9 { break }
    }
  }

  /// Sees all plans of an account with few posts.
  private mutating func tryAll() {
    guard var search = ExactSearch(board, value: value) else { return }
    let isProved = search.run()
    board = search.best
    value = board.value
    if isProved { linkedBound = min(linkedBound, value) }
  }

  /// Lets one lane after the other choose around those before it, at the prices of all together, and
  /// then anew around all others as long as that gains; each time another lane begins.
  private mutating func settle(
    _ lanes: [Int], _ linked: inout LinkedRelaxation, _ done: WorkDone
  ) {
    var random = SeededGenerator(seed: 0, stream: 7)
    var order = Array(lanes.indices)
    for start in 0..<Self.mostStarts
    where relativeGap > Self.enough
      && (!hasRelations || missesPost || model.posts.count <= Solver.mostPostsTwice)
    {
      done.tell(start, of: Self.mostStarts)
      let (oldBoard, oldValue) = (board, value)
      board = SlotBoard(model)
      order.shuffle(using: &random)
      let share = [1, 0.75, 0.5][start % 3]
      for number in order { place(lanes[number], number, asking: share, &linked) }
      Construction.fill(&board)
      value = board.value
      for share in Self.shares {
        var last = -Double.infinity
        while value > last + 1e-9, relativeGap > budget.gap {
          last = value
          for number in order {
            let full = fullInstants(besides: lanes[number])
            let choices = linked.choices(of: number, asking: share, around: full)
            round(lanes[number], mixture: [(1, choices)])
          }
        }
      }
      if value <= oldValue { (board, value) = (oldBoard, oldValue) }
    }
  }

  /// Places what a lane chooses around those that stand already.
  private mutating func place(
    _ lane: Int, _ number: Int, asking share: Double, _ linked: inout LinkedRelaxation
  ) {
    let choices = linked.choices(
      of: number, asking: share, around: fullInstants(besides: lane))
    let rounding = LaneRounding(relaxations[lane], mixture: [(1, choices)], patterns: 1)
    let taken = rounding.patterns.first ?? rounding.pattern(offset: 0)
    guard rounding.isCheap(taken) else { return }
    let slots = relaxations[lane].lane.slots
    var blockers: [Int] = []
    let others = board
    let found = rounding.assign(taken) { post, slot in
      others.acrossLanes(post, at: slots[slot], blockers: &blockers) == nil
    }
    board.placeAll(of: lane, at: found)
  }

  /// How many orders of the lanes are tried, the gap below which none is, and how much of the prices
  /// between lanes each lane is asked at last, all at first and then none (all chosen by
  /// measurement).
  private static let mostStarts = 4
  private static let enough = 5e-4
  private static let shares = [1, 0.5, 0.25, 0]

  /// Whether posts belong together, by campaign or order; `LocalSearch` moves those as one.
  private var hasRelations: Bool { model.isRelated.contains(true) }

  /// Works on across lanes where full instants bind and the plan may fall short.
  private mutating func anneal(_ done: WorkDone) {
    guard budget.mostSteps > 0, isLinked, !hasRelations, relativeGap > Self.leastGap else { return }
    anneal(stream: 0)
    for stream in 1..<Self.mostStreams where missesPost && !isLarge {
      done.tell(stream, of: Self.mostStreams)
      anneal(stream: UInt64(stream))
    }
  }

  /// Anneals with one stream of random numbers.
  private mutating func anneal(stream: UInt64) {
    let count = model.lanes.reduce(0) { $0 + $1.count }
    var search = AnnealedSearch(board, stream: stream)
    let found = search.run(
      steps: min(budget.mostSteps, budget.stepsPerPost * count), from: Self.firstTemperature,
      to: Self.lastTemperature)
    var local = LocalSearch(found.board, seed: 0)
    local.improve(trials: 0)
    let total = local.board.value
    guard total > value + 1e-9 else { return }
    board = local.board
    value = total
  }

  /// The gap below which annealing is not begun, how often it is begun at most while a post may be
  /// missing, and its temperatures in units of the objective, where a normal post's best hour is
  /// worth 2 (all chosen by measurement).
  private static let leastGap = 2e-4
  private static let mostStreams = 4
  private static let firstTemperature = 4.0
  private static let lastTemperature = 0.02

  /// How far the plan may be from the best, at most.
  var relativeGap: Double {
    let worth = model.pinnedValue + value
    return worth > 0 ? (bound - worth) / worth : 0
  }

  /// Whether the plan may be short of as much as its lightest post is worth wherever it stands.
  private var missesPost: Bool {
    let least = model.lanes.lazy.flatMap(\.weights).filter { $0 > 0 }.min() ?? .infinity
    return bound - model.pinnedValue - value > SolverModel.value(weight: least, score: 0)
  }

  /// Whether there are so many posts that `JointSearch` pays (chosen by measurement): a hundred
  /// accounts of about fifty took up to twice the time for less than a thousandth of a percent.
  private var isLarge: Bool { model.posts.count > 80 }

  /// Whether posts stand in each other's way: instants are full, or more than
  /// one in four is left out.
  private var isContested: Bool {
    guard isLarge, !hasRelations, relativeGap > budget.jointGap else { return false }
    let posts = model.lanes.lazy.flatMap(\.posts)
    return isLinked || posts.count(where: { !board.isPlaced($0) }) * 4 > model.posts.count
  }

  /// Whether rules between lanes bind: posts belong together, or many instants are full.
  private var isLinked: Bool {
    if model.isRelated.contains(true) { return true }
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
}
