/// How a lane is planned while the others stand, and the others while it stands.
extension SolverState {
  /// Tries the plans that the relaxation comes to when it is made whole.
  ///
  /// `mixture` is that of all groups together, where it is known.
  mutating func round(
    _ lane: Int, mixture: [(weight: Double, choices: [LaneRelaxation.Choice])]? = nil
  ) {
    let relaxation = relaxations[lane]
    let mixture = mixture ?? relaxation.mixture
    guard !mixture.isEmpty, isShort(lane) else { return }
    let posts = relaxation.lane.posts
    let slots = relaxation.lane.slots
    var others = board
    for post in posts { others.remove(post) }
    let rounding = LaneRounding(relaxation, mixture: mixture, patterns: budget.roundings)
    var blockers: [Int] = []
    var known: Set<LaneRounding.Pattern> = []
    let walks = (0..<budget.roundings).map {
      rounding.pattern(offset: Double($0) / Double(budget.roundings))
    }
    let isShort = posts.contains { !board.isPlaced($0) }
    let full = isShort ? relaxation.fullPattern() : nil
    for taken in [full].compactMap({ $0 }) + walks + rounding.patterns {
      guard known.insert(taken).inserted, rounding.isCheap(taken) else { continue }
      let found = rounding.assign(taken) { post, slot in
        others.acrossLanes(post, at: slots[slot], blockers: &blockers) == nil
      }
      var trial = others
      trial.placeAll(of: lane, at: found)
      Construction.fill(&trial, lanes: lane..<lane + 1)
      keep(trial)
    }
  }

  /// Plans a lane anew around the others; keeps the plan if it is better.
  mutating func search(_ lane: Int, width: Int) {
    let members = movable(lane)
    search(
      lane, members: Array(members.prefix(LaneSearch.mostMembers)),
      range: 0..<relaxations[lane].lane.slots.count, width: width)
  }

  /// Plans a stretch of a lane after another anew, with the posts that are left out.
  mutating func searchWindows(_ lane: Int, width: Int, offset: Int) {
    let posts = relaxations[lane].lane.posts
    let slots = relaxations[lane].lane.slots
    var first = -(offset * 3 % budget.windowPosts)
    while true {
      let stands = posts.filter { board.isPlaced($0) }
        .map { SlotBoard.Stand(instant: board.instants[$0], post: $0) }
        .sorted { ($0.instant, $0.post) < ($1.instant, $1.post) }
      guard first < stands.count, stands.count > budget.windowPosts else { return }
      let low = first > 0 ? slots.firstIndex(after: stands[first - 1].instant) : 0
      let past = first + budget.windowPosts
      let high = past < stands.count ? slots.firstIndex(from: stands[past].instant) : slots.count
      if low < high, past > 0 {
        let members = movable(lane).filter {
          let instant = board.instants[posts[$0]]
          return instant == SlotBoard.unplaced
            || (instant >= slots[low] && instant <= slots[high - 1])
        }
        search(
          lane, members: Array(members.prefix(LaneSearch.mostMembers)), range: low..<high,
          width: width)
      }
      first += max(1, budget.windowPosts / 2)
    }
  }

  /// The local posts of a lane that a search need look at.
  private func movable(_ lane: Int) -> [Int] {
    board.movable(spares: budget.windowPosts).compactMap {
      model.group[$0] == lane ? model.localIndex[$0] : nil
    }
  }

  /// Slots of a lane that are not useful unless others are full: those behind instants that the
  /// other lanes fill, and what gaps make of them.
  private func freed(_ lane: Int) -> [Int] {
    let slots = relaxations[lane].lane.slots
    let (calm, total) = fullInstants(besides: lane)
    let full = Set(calm + total).sorted()
    guard !full.isEmpty, isUseful[lane].contains(false) else { return [] }
    let fixed = board.lanes[model.lanes[lane].lane].filter { model.localIndex[$0.post] < 0 }
    let more = DominatedSlots.mark(
      of: relaxations[lane].lane, fixed: fixed, pinGaps: fixed.map { model.gaps[$0.post] },
      freed: full.map { slots.firstIndex(after: $0) })
    return slots.indices.filter { more[$0] && !isUseful[lane][$0] }
  }

  private mutating func search(_ lane: Int, members: [Int], range: Range<Int>, width: Int) {
    let slack = relaxations[lane].bound - board.value(ofLane: lane)
    guard isShort(lane), isSearchable(lane, members) else { return }
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
    let arcs = CandidatePairs(
      relaxation, members: members, range: range, slack: slack,
      most: budget.arcsPerPost * members.count, freed: freed(lane)
    ) { post, slot in
      others.obstacle(of: posts[post], at: slots[slot], blockers: &blockers) == nil
    }
    var search = LaneSearch(relaxation, board: trial, members: members, arcs: arcs, width: width)
    guard let found = search.run(incumbent: current) else { return }
    trial.placeAll(of: lane, at: found.slots)
    if fillsRest { Construction.fill(&trial) }
    keep(trial)
  }

  /// Whether a search has hope: without a gap posts may share instants in any number, and plans are too
  /// many to look at unless posts are few.
  private func isSearchable(_ lane: Int, _ members: [Int]) -> Bool {
    relaxations[lane].rows.levels.first != 0 || members.count <= Self.mostWithoutGap
  }

  private static let mostWithoutGap = 12

  /// Keeps a plan if it is better.
  mutating func keep(_ trial: SlotBoard) {
    let total = trial.value
    guard total > value + 1e-9 else { return }
    board = trial
    value = total
  }

  /// Plans a lane as if the other lanes were empty, then those around it; keeps the plan if it is
  /// better.
  mutating func giveWay(to lane: Int, width: Int) {
    let first = (board: board, value: value)
    let full = fullInstants(besides: lane)
    guard isShort(lane), !(full.calm.isEmpty && full.total.isEmpty) else { return }
    let others = model.lanes.indices.filter { $0 != lane }
    for post in others.flatMap({ model.lanes[$0].posts }) { board.remove(post) }
    value = board.value
    fillsRest = false
    round(lane)
    search(lane, width: width)
    fillsRest = true
    var moved: Set<Int> = []
    var blockers: [Int] = []
    for other in others {
      for post in model.lanes[other].posts where first.board.isPlaced(post) {
        let instant = first.board.instants[post]
        if board.obstacle(of: post, at: instant, blockers: &blockers) == nil {
          board.place(post, at: instant)
        } else {
          moved.insert(other)
        }
      }
    }
    Construction.fill(&board)
    value = board.value
    for other in moved.sorted() {
      search(other, width: width)
      round(other)
    }
    if value <= first.value + 1e-9 { (board, value) = first }
  }

  /// Whether the plan of a lane may be worth more than it is, by enough.
  private func isShort(_ lane: Int) -> Bool {
    let bound = relaxations[lane].bound
    return bound - board.value(ofLane: lane) > budget.gap / 4 * max(1, bound)
  }

  /// The instants that the other lanes fill.
  func fullInstants(besides lane: Int) -> (calm: [Int64], total: [Int64]) {
    var counts: [Int64: (total: Int, calm: Int)] = [:]
    for stands in board.lanes {
      for stand in stands where model.group[stand.post] != lane {
        counts[stand.instant, default: (0, 0)].total += 1
        if !model.posts[stand.post].isUrgent { counts[stand.instant, default: (0, 0)].calm += 1 }
      }
    }
    return (
      counts.filter { $0.value.calm >= model.rules.calmLimit }.keys.sorted(),
      counts.filter { $0.value.total >= model.rules.totalLimit }.keys.sorted()
    )
  }
}
