/// What choices put into rows between groups, and which rows they break.
extension LinkedRelaxation {
  private func instant(_ choice: Choice) -> Int64 {
    groups[groupOf[choice.post]].condensed.slots[choice.slot]
  }

  private func isUrgent(_ choice: Choice) -> Bool {
    let group = groupOf[choice.post]
    return groups[group].condensed.isUrgent[choice.post - offsets[group]]
  }

  private func post(_ choice: Choice) -> Int {
    let group = groupOf[choice.post]
    return groups[group].condensed.posts[choice.post - offsets[group]]
  }

  /// How many posts a row allows beside those that are pinned.
  func room(of row: LinkRow) -> Int {
    switch row {
    case .calm(let instant):
      max(0, model.rules.calmLimit - pins.crowd(at: instant, lane: 0).calm)
    case .total(let instant):
      max(0, model.rules.totalLimit - pins.crowd(at: instant, lane: 0).total)
    // Slots that a pinned member forbids are closed already.
    case .campaign, .gap: 1
    case .order: 0
    }
  }

  /// What choices put into a row.
  func count(_ choices: [Choice], in row: LinkRow) -> Int {
    var count = 0
    switch row {
    case .calm(let at):
      for choice in choices where instant(choice) == at && !isUrgent(choice) { count += 1 }
    case .total(let at):
      for choice in choices where instant(choice) == at { count += 1 }
    case .campaign(let campaign, let from, let until):
      for choice in choices where model.campaignOf[post(choice)] == campaign {
        let at = instant(choice)
        if at >= from, at < until { count += 1 }
      }
    case .gap(let lane, let from, let until):
      for choice in choices {
        let at = instant(choice)
        if at >= from, at < until, model.posts[post(choice)].lane == lane { count += 1 }
      }
    case .order(let later, let at):
      guard let before = model.posts[later].predecessor else { return 0 }
      for choice in choices {
        let post = post(choice)
        if post == later, instant(choice) <= at { count += 1 }
        if post == before.post, instant(choice) <= at.saturatingAdd(-before.lag) { count -= 1 }
      }
    }
    return count
  }

  func slope(
    at point: [Double], _ choices: [Choice], _ own: [(row: LaneRows.Row, group: Int)]
  ) -> [Double] {
    var slope = groups.flatMap { $0.condensed.copies.map { Double($0) } }
    for choice in choices { slope[choice.post] -= 1 }
    for (row, group) in own {
      var left = row.most
      for choice in choices
      where groupOf[choice.post] == group && choice.slot >= row.first && choice.slot < row.past {
        let level = groups[group].rows.levelOfPost[choice.post - offsets[group]]
        if level >= row.level { left -= 1 }
      }
      slope.append(Double(left))
    }
    for (index, row) in rows.enumerated() {
      slope.append(Double(most[index] - count(choices, in: row)))
    }
    for index in slope.indices where point[index] <= 0 { slope[index] = min(0, slope[index]) }
    return slope
  }

  /// Windows of a width that hold two instants in a row.
  private static func crowded(_ instants: [Int64], width: Int64) -> [(Int64, Int64)] {
    let instants = instants.sorted()
    return zip(instants, instants.dropFirst()).filter { $1 - $0 < width }
      .map { one, _ in (one, one.saturatingAdd(width)) }
  }

  /// Rows that choices break and that take no part yet.
  func newRows(_ choices: [Choice]) -> [LinkRow] {
    var found: [LinkRow] = []
    var crowds: [Int64: (total: Int, calm: Int)] = [:]
    var campaigns: [Int: [Int64]] = [:]
    var lanes: [Int: [Int64]] = [:]
    var first: [Int: Int64] = [:]
    for choice in choices {
      let at = instant(choice)
      crowds[at, default: (0, 0)].total += 1
      if !isUrgent(choice) { crowds[at, default: (0, 0)].calm += 1 }
      let post = post(choice)
      if sharedGaps[model.posts[post].lane] ?? 0 > 0 {
        lanes[model.posts[post].lane, default: []].append(at)
      }
      guard model.isRelated[post] else { continue }
      if model.campaignOf[post] >= 0 { campaigns[model.campaignOf[post], default: []].append(at) }
      first[post] = min(first[post] ?? .max, at)
    }
    for (at, crowd) in crowds.sorted(by: { $0.key < $1.key }) {
      if crowd.calm > room(of: .calm(at: at)) { found.append(.calm(at: at)) }
      if crowd.total > room(of: .total(at: at)) { found.append(.total(at: at)) }
    }
    for (campaign, instants) in campaigns.sorted(by: { $0.key < $1.key }) {
      for (from, until) in Self.crowded(instants, width: model.rules.campaignGap) {
        found.append(.campaign(campaign, from: from, until: until))
      }
    }
    for (lane, instants) in lanes.sorted(by: { $0.key < $1.key }) {
      for (from, until) in Self.crowded(instants, width: sharedGaps[lane] ?? 0) {
        found.append(.gap(lane: lane, from: from, until: until))
      }
    }
    for (post, at) in first.sorted(by: { $0.key < $1.key }) {
      guard let before = model.posts[post].predecessor, classOfPost[before.post] != nil else {
        continue
      }
      if first[before.post] ?? .max > at.saturatingAdd(-before.lag) {
        found.append(.order(post: post, at: at))
      }
    }
    // Spread over the horizon where there are too many.
    let fresh = found.filter { !isActive.contains($0) }
    let step = max(1, (fresh.count + Self.mostAdded - 1) / Self.mostAdded)
    return stride(from: 0, to: fresh.count, by: step).map { fresh[$0] }
  }
}
