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
  private var links = LinkPrices()
  /// How many levels are told apart at each slot.
  private let layers: Int
  /// For each slot and level the greatest gain of its posts, and whose it is.
  private var best: [Double]
  private var bestPost: [Int32]
  private var sums: [Double] = []
  private var before: [Int32] = []
  private var program = IntervalProgram()
  private var programWork = 0
  /// What the windows of quotas cost that bind in the last choice, as rows.
  private(set) var quotaPrices: [(row: LaneRows.Row, price: Double)] = []
  /// What the last choice is worth, or a little more.
  private var worth = 0.0

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
  private mutating func fillBest() {
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

  /// The best set of slots that keeps the least gap, and the quotas if there are any.
  private mutating func chooseWithGap() {
    choices.removeAll(keepingCapacity: true)
    for index in best.indices where best[index] > 0 {
      choices.append(
        Choice(slot: index / layers, post: Int(bestPost[index]), reduced: best[index]))
    }
    guard layers == 1 else { return chooseByLevels() }
    let all = choices
    chooseByGap()
    keepQuotas(among: all)
  }

  /// Chooses anew among some choices if those that are chosen break a quota.
  private mutating func keepQuotas(among all: [Choice]) {
    quotaPrices.removeAll(keepingCapacity: true)
    worth = 0
    for choice in choices { worth += choice.reduced }
    guard !rows.quotas.isEmpty, !choices.isEmpty, !keepsQuotas() else { return }
    let intervals = intervals(of: all)
    let (value, chosen) = program.solve(
      all.map(\.reduced), reach: reach(of: all), rows: intervals)
    programWork = program.pivots * all.count
    worth = value
    for (index, price) in program.prices {
      quotaPrices.append((window(of: intervals[index], among: all), price))
    }
    // Without a whole solution the choice that breaks quotas still shows where they bind.
    if let chosen { choices = zip(all, chosen).filter(\.1).map(\.0) }
  }

  /// The slots of a quota's window of which a row counts the choices.
  ///
  /// It ends where the window does, and not at the next choice, for those between may come to be chosen.
  private func window(of row: IntervalProgram.Row, among all: [Choice]) -> LaneRows.Row {
    let first = all[row.first].slot
    var past = all[row.past - 1].slot + 1
    let next = row.past < all.count ? all[row.past].slot : lane.slots.count
    for quota in rows.quotas where quota.most[first] <= row.most {
      let end = lane.slots.firstIndex(from: quota.ends[first])
      if end <= next { past = max(past, end) }
    }
    return LaneRows.Row(first: first, past: past, most: row.most, level: 0)
  }

  /// Keeps of the choices the best that keep the least gap: f(k) = max(f(k-1), gain_k + f(before k)).
  private mutating func chooseByGap() {
    sums.removeAll(keepingCapacity: true)
    before.removeAll(keepingCapacity: true)
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

  /// The slots that hold most of `total` posts under the gap and the quotas, and of such the best ones
  /// at these multipliers.
  func fullest(of total: Int, prices: [Double]) -> LaneRounding.Pattern? {
    var gains = Array(repeating: -Double.infinity, count: lane.slots.count)
    for post in 0..<lane.count {
      for range in lane.ranges[post] {
        for slot in range where candidates.isUseful[slot] {
          gains[slot] = max(gains[slot], lane.value(post, slot) - prices[post])
        }
      }
    }
    let open = gains.indices.filter { gains[$0] > -.infinity }
    guard let least = open.map({ gains[$0] }).min() else { return nil }
    let choices = open.map { Choice(slot: $0, post: 0, reduced: gains[$0] - least + Self.presence) }
    var intervals = intervals(of: choices)
    if total < choices.count {
      intervals.append(IntervalProgram.Row(first: 0, past: choices.count, most: total))
    }
    var program = IntervalProgram()
    let found = program.solve(
      choices.map(\.reduced), reach: reach(of: choices), rows: intervals)
    guard let chosen = found.chosen else { return nil }
    let taken = zip(choices, chosen).filter(\.1).map(\.0.slot)
    return LaneRounding.Pattern(slots: taken, levels: taken.map { _ in 0 })
  }

  /// What one more post counts for beside the value of its slot: more than all hours together.
  private static let presence = 1e4

  /// The same where gaps differ: two neighbours keep the smaller of theirs, so the best sum up to
  /// each slot is kept for each level of the last post.
  private mutating func chooseByLevels() {
    let count = choices.count
    let levels = rows.levels.count
    // sums[l · (count + 1) + k]: the best that ends with level l among the first k choices.
    sums = Array(repeating: -.infinity, count: levels * (count + 1))
    before = Array(repeating: -1, count: count)
    // The choice that each best sum ends with.
    var last = Array(repeating: Int32(-1), count: levels * (count + 1))
    var reach = Array(repeating: 0, count: levels)
    for index in 0..<count {
      let choice = choices[index]
      let level = rows.levelOfPost[choice.post]
      var sum = choice.reduced
      for other in 0..<levels {
        let gap = min(rows.levels[level], rows.levels[other])
        let latest = lane.slots[choice.slot].saturatingAdd(-gap)
        var past = reach[min(level, other)]
        while past < index, lane.slots[choices[past].slot] <= latest { past += 1 }
        reach[min(level, other)] = past
        let found = sums[other * (count + 1) + past] + choice.reduced
        if found > sum {
          sum = found
          before[index] = last[other * (count + 1) + past]
        }
      }
      for other in 0..<levels {
        let base = other * (count + 1) + index
        let isBetter = other == level && sum > sums[base]
        sums[base + 1] = isBetter ? sum : sums[base]
        last[base + 1] = isBetter ? Int32(index) : last[base]
      }
    }
    worth = 0
    var index = Int32(-1)
    for level in 0..<levels where sums[level * (count + 1) + count] > worth {
      worth = sums[level * (count + 1) + count]
      index = last[level * (count + 1) + count]
    }
    var kept: [Choice] = []
    while index >= 0 {
      kept.append(choices[Int(index)])
      index = before[Int(index)]
    }
    choices = kept.reversed()
  }

  /// Whether the choices keep all quotas.
  private func keepsQuotas() -> Bool {
    for quota in rows.quotas {
      var past = 0
      for (index, choice) in choices.enumerated() {
        while past < choices.count, lane.slots[choices[past].slot] < quota.ends[choice.slot] {
          past += 1
        }
        if past - index > quota.most[choice.slot] { return false }
      }
    }
    return true
  }

  /// For each of some choices the first of them that is nearer to it than the least gap.
  private func reach(of choices: [Choice]) -> [Int] {
    let gap = rows.levels.first ?? 0
    var first = 0
    return choices.indices.map { index in
      let latest = lane.slots[choices[index].slot].saturatingAdd(-gap)
      while first < index, lane.slots[choices[first].slot] <= latest { first += 1 }
      return first
    }
  }

  /// The quotas as intervals of some choices; those that say no more than another are left out.
  private func intervals(of choices: [Choice]) -> [IntervalProgram.Row] {
    var found: [IntervalProgram.Row] = []
    for quota in rows.quotas {
      append(&found, choices, ends: { quota.ends[$0] }, most: { quota.most[$0] })
    }
    return found
  }

  private func append(
    _ found: inout [IntervalProgram.Row], _ choices: [Choice], ends: (Int) -> Int64,
    most: (Int) -> Int
  ) {
    var past = 0
    var last: IntervalProgram.Row?
    for (index, choice) in choices.enumerated() {
      let (end, most) = (ends(choice.slot), most(choice.slot))
      while past < choices.count, lane.slots[choices[past].slot] < end { past += 1 }
      guard past - index > most else { continue }
      if let last, last.past == past, last.most <= most { continue }
      let row = IntervalProgram.Row(first: index, past: past, most: most)
      found.append(row)
      last = row
    }
  }

  /// Without a gap each instant stands alone: its best posts, as many as may stand at once.
  private mutating func chooseWithoutGap() {
    choices.removeAll(keepingCapacity: true)
    // No instant holds more than a window of a quota that it lies in.
    let most = min(mostAtOnce.total, rows.mostAtOnce)
    for post in 0..<lane.count {
      for candidate in candidates.range(post) {
        let slot = Int(candidates.slots[candidate])
        var gain = candidates.values[candidate] - postPrices[post] - price(post, slot)
        if let own = links.own[post] { gain -= own[slot] }
        guard gain > 0 else { continue }
        for _ in 0..<min(lane.copies[post], most) {
          choices.append(Choice(slot: slot, post: post, reduced: gain))
        }
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
      guard total < most, isUrgent || calm < mostAtOnce.calm else { continue }
      total += 1
      if !isUrgent { calm += 1 }
      choices[kept] = choice
      kept += 1
    }
    choices.removeSubrange(kept...)
    // Of the posts of an instant a quota leaves the best, so that this is all there is to choose from.
    keepQuotas(among: choices)
  }
}
