/// The best set of slots under the prices: by one gap, by gaps that differ, and without a gap.
extension LaneEvaluation {
  /// The best set of slots that keeps the least gap, and the quotas if there are any.
  mutating func chooseWithGap() {
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

  /// Without a gap each instant stands alone: its best posts, as many as may stand at once.
  mutating func chooseWithoutGap() {
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
