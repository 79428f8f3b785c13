/// The Lagrangian relaxation of one lane: a proven upper bound, and prices that guide the search.
///
/// Relaxed with a multiplier each are "every post at most once" (u) and the rows of `LaneRows` (v):
///
///     L(u, v) = Σ_i u_i + Σ_r v_r · most_r + max over slot sets that keep the least gap of
///               Σ over chosen slots t of max_i (value_it - u_i - Σ over rows r at t of v_r)
///
/// For any u, v >= 0 this is at least the value of any plan, since a plan is one of the slot sets
/// and pays at most what the multipliers allow (Fisher 1981, Management Science 27:1). The inner
/// maximum is a dynamic program over the slots in time order. Only slots where the value of some
/// post exceeds its multiplier can be chosen, and near the best multipliers those are few; so each
/// post keeps a list of the slots worth more than a floor a little below its multiplier, and an
/// iteration costs no more than these lists are long.
///
/// The multipliers follow a deflected subgradient (Camerini, Fratta, Maffioli 1975, Mathematical
/// Programming Study 3) with Polyak steps towards a level below the best bound that is halved when
/// steps stop paying (Held, Wolfe, Crowder 1974, Mathematical Programming 6; the level as in
/// Goffin and Kiwiel 1999, Mathematical Programming 85).
struct LaneRelaxation: Sendable {
  struct Choice: Sendable {
    var slot: Int
    var post: Int
    /// The value less all prices.
    var reduced: Double
  }

  let lane: LaneModel
  let rows: LaneRows
  private(set) var bound: Double
  /// The best multipliers so far.
  private(set) var postPrices: [Double]
  private(set) var rowPrices: [Double]
  /// What the last evaluation chose.
  private(set) var choices: [Choice] = []
  /// How many posts, and how many that are not urgent, one instant may hold where the gap is 0.
  let mostAtOnce: (total: Int, calm: Int)

  private var trialPosts: [Double]
  private var trialRows: [Double]
  private var directionPosts: [Double]
  private var directionRows: [Double]
  private var use: [Int]
  private var rowCounts: [Int]
  private var candidates = CandidateLists()
  /// For each price class (level, then urgent or not) and slot the sum of the rows' prices.
  private var prices: [Double] = []
  private var hasPrices = false
  private var best: [Double]
  private var bestPost: [Int32]
  private var marked: [UInt64]
  private var sums: [Double] = []
  private var before: [Int32] = []
  private var level = 0.0
  private var fruitless = 0
  private var recent = Double.infinity

  init(_ lane: LaneModel, rows: LaneRows, mostAtOnce: (total: Int, calm: Int)) {
    self.lane = lane
    self.rows = rows
    self.mostAtOnce = mostAtOnce
    let slots = lane.slots.count
    candidates = CandidateLists(lane)
    trialPosts = candidates.maxima
    trialRows = Array(repeating: 0, count: rows.rows.count)
    postPrices = trialPosts
    rowPrices = trialRows
    bound = trialPosts.reduce(0, +)
    directionPosts = Array(repeating: 0, count: lane.count)
    directionRows = Array(repeating: 0, count: rows.rows.count)
    use = Array(repeating: 0, count: lane.count)
    rowCounts = Array(repeating: 0, count: rows.rows.count)
    best = Array(repeating: 0, count: slots)
    bestPost = Array(repeating: 0, count: slots)
    marked = Array(repeating: 0, count: (slots + 63) / 64)
  }
}

extension LaneRelaxation {
  /// Improves the bound for so many iterations, or until it is as near as `gap`, relatively, to
  /// `target`, the value of a plan.
  mutating func improve(iterations: Int, target: Double, gap: Double, patience: Int = 40) {
    guard lane.count > 0 else { return }
    let tolerance = 1e-7 * max(1, bound)
    if level <= 0 { level = max((bound - target) / 2, tolerance) }
    for _ in 0..<iterations {
      let value = evaluate()
      if value < bound {
        if value < recent - level / 4 {
          fruitless = 0
          recent = value
        }
        bound = value
        postPrices = trialPosts
        rowPrices = trialRows
      }
      if bound - target <= max(tolerance, gap * bound) || level < tolerance { return }
      fruitless += 1
      if fruitless > patience {
        fruitless = 0
        level /= 2
        recent = bound
        trialPosts = postPrices
        trialRows = rowPrices
        for index in directionPosts.indices { directionPosts[index] = 0 }
        for index in directionRows.indices { directionRows[index] = 0 }
        _ = evaluate()
        step(from: bound, to: max(target, bound - level))
        continue
      }
      step(from: value, to: max(target, bound - level))
    }
  }

  /// One step of the trial multipliers against the subgradient at the last evaluation.
  private mutating func step(from value: Double, to aim: Double) {
    for index in use.indices { use[index] = 1 }
    for choice in choices { use[choice.post] -= 1 }
    countRows()
    var dot = 0.0
    var length = 0.0
    for index in use.indices {
      dot += Double(use[index]) * directionPosts[index]
      length += directionPosts[index] * directionPosts[index]
    }
    let scale = Self.rowScale
    for index in rowCounts.indices {
      dot += Double(rowCounts[index]) * directionRows[index] * scale
      length += directionRows[index] * directionRows[index] * scale
    }
    let deflection = dot < 0 && length > 0 ? -1.5 * dot / length : 0
    var norm = 0.0
    for index in use.indices {
      var direction = Double(use[index]) + deflection * directionPosts[index]
      if trialPosts[index] <= 0, direction > 0 { direction = 0 }
      directionPosts[index] = direction
      norm += direction * direction
    }
    for index in rowCounts.indices {
      var direction = Double(rowCounts[index]) + deflection * directionRows[index]
      if trialRows[index] <= 0, direction > 0 { direction = 0 }
      directionRows[index] = direction
      norm += direction * direction * scale
    }
    guard norm > 1e-12 else { return }
    let length2 = max(0, value - aim) / norm
    for index in trialPosts.indices {
      trialPosts[index] = max(0, trialPosts[index] - length2 * directionPosts[index])
    }
    for index in trialRows.indices where directionRows[index] != 0 {
      trialRows[index] = max(0, trialRows[index] - length2 * scale * directionRows[index])
    }
  }

  /// How far a row's multiplier moves for a unit of slack, against a post's for a unit of misuse
  /// (chosen by trial on instances with rolling quotas, 0.01 to 3).
  private static let rowScale = 1.0

  /// The slack of each row under the last choice.
  private mutating func countRows() {
    for (index, row) in rows.rows.enumerated() {
      var low = 0
      var high = choices.count
      while low < high {
        let middle = (low + high) / 2
        if choices[middle].slot < row.first { low = middle + 1 } else { high = middle }
      }
      var slack = row.most
      while low < choices.count, choices[low].slot < row.past {
        if rows.levelOfPost[choices[low].post] >= row.level { slack -= 1 }
        low += 1
      }
      rowCounts[index] = slack
    }
  }
}

extension LaneRelaxation {
  /// The price of a slot for a post under the trial multipliers, its own multiplier not included.
  func price(_ post: Int, _ slot: Int) -> Double {
    guard hasPrices else { return 0 }
    return prices[priceClass(post) * lane.slots.count + slot]
  }

  private func priceClass(_ post: Int) -> Int {
    2 * rows.levelOfPost[post] + (lane.isUrgent[post] ? 1 : 0)
  }

  /// L at the trial multipliers; leaves what it chose in `choices`, by slot.
  mutating func evaluate() -> Double {
    computePrices()
    candidates.lowerFloors(to: trialPosts, lane)
    fillBest()
    if rows.levels.first == 0 { chooseWithoutGap() } else { chooseWithGap() }
    var value = 0.0
    for choice in choices { value += choice.reduced }
    for price in trialPosts { value += price }
    for (index, row) in rows.rows.enumerated() { value += trialRows[index] * Double(row.most) }
    return value
  }

  /// Sets the trial multipliers back to the best ones and evaluates there.
  mutating func restoreBest() {
    trialPosts = postPrices
    trialRows = rowPrices
    _ = evaluate()
  }

  /// What the multipliers are worth by themselves: Σ u_i + Σ v_r · most_r.
  var constant: Double {
    var sum = 0.0
    for price in trialPosts { sum += price }
    for (index, row) in rows.rows.enumerated() { sum += trialRows[index] * Double(row.most) }
    return sum
  }

  /// What each slot gains in the relaxation when chosen: its best post, or without a gap as many
  /// as may stand there at once.
  func slotGains() -> [Double] {
    var gains = Array(repeating: 0.0, count: lane.slots.count)
    if rows.levels.first == 0 {
      for choice in choices { gains[choice.slot] += choice.reduced }
    } else {
      for slot in gains.indices where marked[slot >> 6] & (1 << UInt64(slot & 63)) != 0 {
        gains[slot] = best[slot]
      }
    }
    return gains
  }

  /// The slots of a post that are worth trying, with their values.
  func candidatePairs(_ post: Int) -> some Sequence<(Int, Double)> {
    candidates.range(post).lazy.map { [candidates] in
      (Int(candidates.slots[$0]), candidates.values[$0])
    }
  }

  private mutating func computePrices() {
    let slots = lane.slots.count
    hasPrices = trialRows.contains { $0 > 0 }
    guard hasPrices else { return }
    let classes = 2 * max(1, rows.levels.count)
    if prices.count != classes * slots {
      prices = Array(repeating: 0, count: classes * slots)
    } else {
      for index in prices.indices { prices[index] = 0 }
    }
    // Differences first, then running sums in time and over the levels.
    for (index, row) in rows.rows.enumerated() where trialRows[index] > 0 {
      let base = 2 * row.level * slots
      prices[base + row.first] += trialRows[index]
      if row.past < slots { prices[base + row.past] -= trialRows[index] }
    }
    for level in 0..<max(1, rows.levels.count) {
      let base = 2 * level * slots
      var sum = 0.0
      for slot in 0..<slots {
        sum += prices[base + slot]
        let below = level > 0 ? prices[base - slots + slot] : 0
        prices[base + slot] = max(0, sum)
        prices[base + slots + slot] = max(0, sum) + below
      }
      // The even class holds this level alone until the levels below are added.
      for slot in 0..<slots { prices[base + slot] = prices[base + slots + slot] }
    }
  }

  /// For each slot the post that gains most there.
  private mutating func fillBest() {
    for index in marked.indices { marked[index] = 0 }
    let slots = lane.slots.count
    for post in 0..<lane.count {
      let multiplier = trialPosts[post]
      let offset = priceClass(post) * slots
      for candidate in candidates.range(post) {
        let slot = Int(candidates.slots[candidate])
        var gain = candidates.values[candidate] - multiplier
        if hasPrices { gain -= prices[offset + slot] }
        guard gain > 0 else { continue }
        let bit: UInt64 = 1 << UInt64(slot & 63)
        if marked[slot >> 6] & bit == 0 {
          marked[slot >> 6] |= bit
          best[slot] = gain
          bestPost[slot] = Int32(post)
        } else if gain > best[slot] {
          best[slot] = gain
          bestPost[slot] = Int32(post)
        }
      }
    }
  }

  /// The best set of slots that keeps the least gap: f(k) = max(f(k-1), gain_k + f(before k)).
  private mutating func chooseWithGap() {
    choices.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    before.removeAll(keepingCapacity: true)
    for word in marked.indices {
      var bits = marked[word]
      while bits != 0 {
        let slot = word * 64 + bits.trailingZeroBitCount
        bits &= bits - 1
        choices.append(Choice(slot: slot, post: Int(bestPost[slot]), reduced: best[slot]))
      }
    }
    let gap = rows.levels.first ?? 0
    var reach = 0
    sums.append(0)
    for index in choices.indices {
      let latest = lane.slots[choices[index].slot].saturatingAdd(-gap)
      while reach < index, lane.slots[choices[reach].slot] <= latest { reach += 1 }
      before.append(Int32(reach))
      sums.append(max(sums[index], choices[index].reduced + sums[reach]))
    }
    // Backwards; the chosen ones gather at the end of the array, then move to its front.
    var index = choices.count
    var kept = choices.count
    while index > 0 {
      if sums[index] > sums[index - 1] {
        kept -= 1
        choices[kept] = choices[index - 1]
        index = Int(before[index - 1])
      } else {
        index -= 1
      }
    }
    choices.removeSubrange(0..<kept)
  }

  /// Without a gap each instant stands alone: its best posts, as many as may stand at once.
  private mutating func chooseWithoutGap() {
    choices.removeAll(keepingCapacity: true)
    for post in 0..<lane.count {
      for candidate in candidates.range(post) {
        let slot = Int(candidates.slots[candidate])
        let gain = candidates.values[candidate] - trialPosts[post] - price(post, slot)
        if gain > 0 { choices.append(Choice(slot: slot, post: post, reduced: gain)) }
      }
    }
    choices.sort {
      ($0.slot, -$0.reduced, $0.post) < ($1.slot, -$1.reduced, $1.post)
    }
    var kept = 0
    var total = 0
    var calm = 0
    for index in choices.indices {
      let choice = choices[index]
      if kept == 0 || choices[kept - 1].slot != choice.slot {
        total = 0
        calm = 0
      }
      let isUrgent = lane.isUrgent[choice.post]
      guard total < mostAtOnce.total, isUrgent || calm < mostAtOnce.calm else { continue }
      total += 1
      if !isUrgent { calm += 1 }
      choices[kept] = choice
      kept += 1
    }
    choices.removeSubrange(kept...)
  }
}
