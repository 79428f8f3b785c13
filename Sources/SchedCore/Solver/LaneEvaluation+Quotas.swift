/// The best set of slots that keeps the quotas too, as an `IntervalProgram`.
extension LaneEvaluation {
  /// Chooses anew among some choices if those that are chosen break a quota.
  mutating func keepQuotas(among all: [Choice]) {
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
}
