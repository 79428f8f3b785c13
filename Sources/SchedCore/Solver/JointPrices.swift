/// What each post pays at each slot at the best multipliers of `LinkedRelaxation`, and the rows that
/// the prices stand for.
struct JointPrices {
  struct Group {
    /// One post for each class of twins.
    let lane: LaneModel
    /// The posts of each class, in the account's indices, ascending.
    let members: [[Int]]
    let leastGap: Int64
    let multipliers: [Double]
    let evaluation: LaneEvaluation
    /// What some classes pay besides, by slot.
    let own: [Int: [Double]]

    /// What a post of a class is worth at a slot less all that it pays there.
    func reduced(_ number: Int, _ slot: Int) -> Double {
      lane.value(number, slot) - multipliers[number] - evaluation.price(number, slot)
        - (own[number]?[slot] ?? 0)
    }
  }

  /// So many posts of some kind in [from, until), pins apart.
  struct Row {
    var from: Int64
    var until: Int64
    var most: Int
    var price: Double
    /// The lane of the posts that it counts, and their group; -1 for any.
    var lane = -1
    var group = -1
    var leastGap: Int64 = 0
    var isCalm = false
  }

  let groups: [Group]
  let rows: [Row]
}

extension LinkedRelaxation {
  /// The prices at the best point.
  mutating func prices() -> JointPrices {
    if bestPoint.isEmpty { takeOwnPoint() }
    let firstLink = classCount + ownRows.count
    let links = linkPrices(bestPoint[firstLink...])
    var rows: [JointPrices.Row] = []
    for (row, price) in zip(self.rows.indices, bestPoint[firstLink...]) where price > 1e-9 {
      append(self.rows[row], most: most[row], price: price, to: &rows)
    }
    var found: [JointPrices.Group] = []
    for number in groups.indices {
      let (lane, first) = (groups[number].condensed, offsets[number])
      let multipliers = bestPoint[first..<first + lane.count]
      let own = ownRows.indices.filter { ownRows[$0].group == number }.map {
        (row: ownRows[$0].row, price: bestPoint[classCount + $0])
      }
      _ = evaluations[number].evaluate(posts: multipliers, rows: own, links: links[number])
      let priced = own + evaluations[number].quotaPrices
      evaluations[number].computePrices(priced)
      for (row, price) in priced where price > 1e-9 {
        rows.append(
          JointPrices.Row(
            from: lane.slots[row.first],
            until: row.past < lane.slots.count ? lane.slots[row.past] : .max, most: row.most,
            price: price, lane: lane.lane, group: number,
            leastGap: groups[number].rows.levels[row.level]))
      }
      var members: [[Int]] = Array(repeating: [], count: lane.count)
      for (local, kind) in groups[number].classOf.enumerated() {
        members[kind].append(groups[number].lane.posts[local])
      }
      found.append(
        JointPrices.Group(
          lane: lane, members: members, leastGap: groups[number].rows.levels.first ?? 0,
          multipliers: Array(multipliers), evaluation: evaluations[number],
          own: links[number].own))
    }
    return JointPrices(groups: found, rows: rows)
  }

  private func append(
    _ row: LinkRow, most: Int, price: Double, to rows: inout [JointPrices.Row]
  ) {
    switch row {
    case .calm(let instant):
      rows.append(
        JointPrices.Row(
          from: instant, until: instant.saturatingAdd(1), most: most, price: price, isCalm: true))
    case .total(let instant):
      rows.append(
        JointPrices.Row(from: instant, until: instant.saturatingAdd(1), most: most, price: price))
    case .gap(let lane, let from, let until):
      rows.append(
        JointPrices.Row(from: from, until: until, most: most, price: price, lane: lane))
    // Of posts that belong together none takes part.
    case .campaign, .order: break
    }
  }
}
