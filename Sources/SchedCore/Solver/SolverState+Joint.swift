/// How posts that stand in each other's way are planned anew together, over all lanes at once.
extension SolverState {
  /// Takes off a handful of posts that have to do with each other, finds the best plan for them among
  /// the others as they stand, and goes on with others: a large neighbourhood search (Shaw 1998,
  /// doi:10.1007/3-540-49481-2_30) whose neighbourhoods are as large as can just be searched through.
  mutating func searchJointly(at prices: JointPrices, _ done: WorkDone) {
    var steps = budget.jointSteps
    guard steps > 0 else { return }
    var random = SeededGenerator(seed: 0x5EED, stream: 11)
    var slack = bound - model.pinnedValue - value
    var whole = JointStretch(prices, board, slack: slack)
    var search = JointSearch(whole, width: Self.jointWidth)
    var size = Self.firstSize
    var fruitless = 0
    var stepsAtGain = steps
    let mostFruitlessSteps = Int(Double(steps) * Self.shareFruitless)
    while relativeGap > budget.jointGap, steps > 0, fruitless < Self.mostFruitless,
      stepsAtGain - steps < mostFruitlessSteps, !whole.arcs.isEmpty
    {
      done.tell(budget.jointSteps - steps, of: budget.jointSteps)
      let rest = bound - model.pinnedValue - value
      if rest < slack * 0.7 {
        slack = rest
        whole = JointStretch(prices, board, slack: slack)
        continue
      }
      // Cheap pairs are likelier to be in a better plan.
      let share = random.nextUnit()
      let seed = Int(share * share * Double(whole.byCost.count))
      let count = 4 + random.next(below: max(1, 2 * (Int(size) - 4)))
      let posts = neighbours(of: whole.byCost[seed], count, in: whole, &random, &steps)
      fruitless = plan(posts, in: whole, with: &search, most: steps) ? 0 : fruitless + 1
      steps -=
        search.steps + Self.stepsOfTry
        + 4 * (search.stretch.looks + whole.classes.count + model.posts.count)
      if fruitless == 0 { stepsAtGain = steps }
      size *= search.steps > Self.stepsWanted ? 0.95 : 1.02
      size = max(Self.leastSize, min(size, Double(2 * model.posts.count)))
    }
  }

  /// How many partial plans a search keeps; how many posts are taken off at first and at least, on the
  /// average; how many steps a search is to take, and may take at most; what a try costs besides, in
  /// steps; and after how many tries, or what share of all steps, without a gain the search ends (all
  /// chosen by measurement).
  private static let jointWidth = 300
  private static let firstSize = 10.0
  private static let leastSize = 6.0
  private static let stepsWanted = 5_000
  private static let mostStepsOfTry = 40_000
  private static let stepsOfTry = 2_000
  private static let mostFruitless = 500
  private static let shareFruitless = 0.4

  /// Some posts that stand and have to do with each other: in the way of an arc, or of where those in
  /// its way could go in turn.
  private func neighbours(
    of arc: Int, _ count: Int, in whole: JointStretch, _ random: inout SeededGenerator,
    _ steps: inout Int
  ) -> [Int] {
    var found: [Int] = []
    var isFound: Set<Int> = []
    var queue = [arc]
    var blockers: [Int] = []
    var looks = 0
    while !queue.isEmpty, found.count < count, looks < 50 * count {
      looks += 1
      queue.swapAt(random.next(below: queue.count), queue.count - 1)
      let arc = whole.arcs[queue.removeLast()]
      let twins = whole.classes[arc.number].members
      guard let post = twins.first(where: { !board.isPlaced($0) }) ?? twins.first else { continue }
      var near: [Int] = []
      if board.obstacle(of: post, at: arc.instant, blockers: &blockers) != nil { near = blockers }
      if board.isPlaced(post) { near.append(post) }
      near.shuffle(using: &random)
      for other in near
      where found.count < count && model.localIndex[other] >= 0 && isFound.insert(other).inserted {
        found.append(other)
        let more = whole.near(other, at: board.instants[other])
        steps -= more.count
        queue += more
      }
    }
    return found
  }

  /// Plans some posts that stand anew, and those that are left out, around all others; whether that
  /// gains.
  private mutating func plan(
    _ posts: [Int], in whole: JointStretch, with search: inout JointSearch, most: Int
  ) -> Bool {
    var trial = board
    var worth = 0.0
    for post in posts {
      let lane = model.lanes[model.group[post]]
      let slot = lane.slots.firstIndex(from: board.instants[post])
      worth += lane.value(model.localIndex[post], slot)
      trial.remove(post)
    }
    let slack = bound - model.pinnedValue - value
    let stretch = whole.around(trial, incumbent: worth, slack: slack)
    let found = search.run(
      stretch, incumbent: worth, mostSteps: min(most, Self.mostStepsOfTry))
    guard let found else { return false }
    var used = Array(repeating: 0, count: stretch.classes.count)
    var blockers: [Int] = []
    for arc in found {
      let post = stretch.classes[arc.number].members[used[arc.number]]
      used[arc.number] += 1
      if trial.obstacle(of: post, at: arc.instant, blockers: &blockers) == nil {
        trial.place(post, at: arc.instant)
      }
    }
    let old = value
    keep(trial)
    return value > old
  }
}
