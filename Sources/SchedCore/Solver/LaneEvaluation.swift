/// The inner maximum of the relaxation of a lane: which slots it chooses under given multipliers.
///
/// It is a dynamic program over the slots in time order. Only slots where the value of some post
/// exceeds its multiplier can be chosen, and near the best multipliers those are few; so each post
/// keeps a list of the slots worth more than a floor a little below its multiplier, and an
/// evaluation costs no more than these lists are long.
struct LaneEvaluation: Sendable {
  typealias Choice = LaneRelaxation.Choice

  /// What the last evaluation chose, by slot.
  private(set) var choices: [Choice] = []
  /// How many posts, and how many that are not urgent, one instant may hold where the gap is 0.
  let mostAtOnce: (total: Int, calm: Int)

  private let lane: LaneModel
  private let rows: LaneRows
  private var candidates: CandidateLists
  private var postPrices: [Double] = []
  private let priceClasses: [Int]
  /// For each price class (level, then urgent or not) and slot the sum of the rows' prices.
  private var prices: [Double] = []
  private var hasPrices = false
  private var best: [Double]
  private var bestPost: [Int32]
  private var sums: [Double] = []
  private var before: [Int32] = []

  init(
    _ lane: LaneModel, rows: LaneRows, isUseful: [Bool], mostAtOnce: (total: Int, calm: Int)
  ) {
    self.lane = lane
    self.rows = rows
    self.mostAtOnce = mostAtOnce
    let slots = lane.slots.count
    priceClasses = (0..<lane.count).map { 2 * rows.levelOfPost[$0] + (lane.isUrgent[$0] ? 1 : 0) }
    candidates = CandidateLists(lane, isUseful: isUseful)
    best = Array(repeating: 0, count: slots)
    bestPost = Array(repeating: 0, count: slots)
  }

  /// The greatest value of each post.
  var maxima: [Double] { candidates.maxima }

  /// L at these multipliers, none below 0; rows not named have 0.
  mutating func evaluate(
    posts: ArraySlice<Double>, rows priced: [(row: LaneRows.Row, price: Double)]
  ) -> Double {
    postPrices = Array(posts)
    computePrices(priced)
    candidates.lowerFloors(to: postPrices, lane)
    if rows.levels.first == 0 {
      chooseWithoutGap()
    } else {
      fillBest()
      chooseWithGap()
    }
    var value = 0.0
    for choice in choices { value += choice.reduced }
    for price in postPrices { value += price }
    for (row, price) in priced { value += price * Double(row.most) }
    return value
  }

  /// The price of a slot for a post under the multipliers evaluated last, its own not included.
  func price(_ post: Int, _ slot: Int) -> Double {
    guard hasPrices else { return 0 }
    return prices[priceClasses[post] * lane.slots.count + slot]
  }

  /// The slots of a post that are worth trying, with their values.
  func candidatePairs(_ post: Int) -> some Sequence<(Int, Double)> {
    candidates.range(post).lazy.map { [candidates] in
      (Int(candidates.slots[$0]), candidates.values[$0])
    }
  }
}

extension LaneEvaluation {
  private mutating func computePrices(_ priced: [(row: LaneRows.Row, price: Double)]) {
    let slots = lane.slots.count
    hasPrices = priced.contains { $0.price > 0 }
    guard hasPrices else { return }
    let classes = 2 * max(1, rows.levels.count)
    if prices.count != classes * slots {
      prices = Array(repeating: 0, count: classes * slots)
    } else {
      for index in prices.indices { prices[index] = 0 }
    }
    // Differences first, then running sums in time and over the levels.
    for (row, price) in priced where price > 0 {
      let base = 2 * row.level * slots
      prices[base + row.first] += price
      if row.past < slots { prices[base + row.past] -= price }
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
    let slots = lane.slots.count
    let (candidates, hasPrices, multipliers) = (candidates, hasPrices, postPrices)
    let (prices, priceClasses) = (prices, priceClasses)
    for slot in best.indices { best[slot] = 0 }
    // Sound: candidates are slots of the lane, and prices has all slots of each class.
    best.withUnsafeMutableBufferPointer { best in
      bestPost.withUnsafeMutableBufferPointer { bestPost in
        prices.withUnsafeBufferPointer { prices in
          candidates.slots.withUnsafeBufferPointer { candidateSlots in
            candidates.values.withUnsafeBufferPointer { values in
              for (post, multiplier) in multipliers.enumerated() {
                let offset = priceClasses[post] * slots
                for candidate in candidates.range(post) {
                  let slot = Int(candidateSlots[candidate])
                  var gain = values[candidate] - multiplier
                  if hasPrices { gain -= prices[offset + slot] }
                  if gain > best[slot] {
                    best[slot] = gain
                    bestPost[slot] = Int32(post)
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// The best set of slots that keeps the least gap: f(k) = max(f(k-1), gain_k + f(before k)).
  private mutating func chooseWithGap() {
    choices.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    before.removeAll(keepingCapacity: true)
    for slot in best.indices where best[slot] > 0 {
      choices.append(Choice(slot: slot, post: Int(bestPost[slot]), reduced: best[slot]))
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
        let gain = candidates.values[candidate] - postPrices[post] - price(post, slot)
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
