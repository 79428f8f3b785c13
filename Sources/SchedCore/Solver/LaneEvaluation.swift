/// The inner maximum of the relaxation of a lane: which slots it chooses under given multipliers.
///
/// It is a dynamic program over the slots in time order. Only slots where the value of some post
/// exceeds its multiplier can be chosen, and near the best multipliers those are few; so each post
/// keeps a list of the slots worth more than a floor a little below its multiplier, and an
/// evaluation costs no more than these lists are long.
struct LaneEvaluation: Sendable {
  typealias Choice = LaneRelaxation.Choice

  /// What the last evaluation chose, by slot.
  var choices: [Choice] = []
  /// How many posts, and how many that are not urgent, one instant may hold where the gap is 0.
  let mostAtOnce: (total: Int, calm: Int)

  let lane: LaneModel
  let rows: LaneRows
  var candidates: CandidateLists
  var postPrices: [Double] = []
  let priceClasses: [Int]
  /// For each price class (level, then urgent or not) and slot the sum of the rows' prices.
  var prices: [Double] = []
  var hasPrices = false
  var links = LinkPrices()
  /// How many levels are told apart at each slot.
  let layers: Int
  /// For each slot and level the greatest gain of its posts, and whose it is.
  var best: [Double]
  var bestPost: [Int32]
  var sums: [Double] = []
  var before: [Int32] = []
  var program = IntervalProgram()
  var programWork = 0
  /// What the windows of quotas cost that bind in the last choice, as rows.
  var quotaPrices: [(row: LaneRows.Row, price: Double)] = []
  /// What the last choice is worth, or a little more.
  var worth = 0.0

  init(
    _ lane: LaneModel, rows: LaneRows, isUseful: [Bool], mostAtOnce: (total: Int, calm: Int)
  ) {
    self.lane = lane
    self.rows = rows
    self.mostAtOnce = mostAtOnce
    let slots = lane.slots.count
    priceClasses = (0..<lane.count).map { 2 * rows.levelOfPost[$0] + (lane.isUrgent[$0] ? 1 : 0) }
    candidates = CandidateLists(lane, isUseful: isUseful)
    layers = rows.keepsLevels ? max(1, rows.levels.count) : 1
    best = Array(repeating: 0, count: slots * layers)
    bestPost = Array(repeating: 0, count: slots * layers)
  }

  /// About what an evaluation costs, in looks at a pair of post and slot.
  var work: Int {
    candidates.slots.count + 4 * lane.slots.count * (1 + links.own.count) + programWork
  }

  /// The greatest value of each post.
  var maxima: [Double] { candidates.maxima }

  /// L at these multipliers, none below 0; rows not named have 0.
  mutating func evaluate(
    posts: ArraySlice<Double>, rows priced: [(row: LaneRows.Row, price: Double)],
    links: LinkPrices = LinkPrices()
  ) -> Double {
    postPrices = Array(posts)
    self.links = links
    computePrices(priced)
    var floors = postPrices
    for (post, own) in links.own { floors[post] += min(0, own.min() ?? 0) }
    candidates.lowerFloors(to: floors, lane)
    if rows.levels.first == 0 {
      chooseWithoutGap()
    } else {
      fillBest()
      chooseWithGap()
    }
    var value = worth
    for (post, price) in postPrices.enumerated() { value += price * Double(lane.copies[post]) }
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
  /// Sets the prices without choosing anew.
  mutating func computePrices(_ priced: [(row: LaneRows.Row, price: Double)]) {
    let slots = lane.slots.count
    hasPrices = priced.contains { $0.price > 0 } || !links.calm.isEmpty || !links.total.isEmpty
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
    for price in 0..<classes {
      for (slot, total) in links.total.enumerated() { prices[price * slots + slot] += total }
      guard price % 2 == 0 else { continue }
      for (slot, calm) in links.calm.enumerated() { prices[price * slots + slot] += calm }
    }
  }

  /// For each slot, and level where they are told apart, the post that gains most there.
  mutating func fillBest() {
    let slots = lane.slots.count
    let (candidates, hasPrices, multipliers) = (candidates, hasPrices, postPrices)
    let (prices, priceClasses) = (prices, priceClasses)
    let (layers, levelOfPost, links) = (layers, rows.levelOfPost, links)
    for index in best.indices { best[index] = 0 }
    // Sound: candidates are slots of the lane, and prices has all slots of each class.
    best.withUnsafeMutableBufferPointer { best in
      bestPost.withUnsafeMutableBufferPointer { bestPost in
        prices.withUnsafeBufferPointer { prices in
          candidates.slots.withUnsafeBufferPointer { candidateSlots in
            candidates.values.withUnsafeBufferPointer { values in
              for (post, multiplier) in multipliers.enumerated() {
                let offset = priceClasses[post] * slots
                let layer = layers > 1 ? levelOfPost[post] : 0
                let own = links.own[post]
                for candidate in candidates.range(post) {
                  let slot = Int(candidateSlots[candidate])
                  var gain = values[candidate] - multiplier
                  if hasPrices { gain -= prices[offset + slot] }
                  if let own { gain -= own[slot] }
                  let index = slot * layers + layer
                  if gain > best[index] {
                    best[index] = gain
                    bestPost[index] = Int32(post)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
