/// Which arcs and rows there are: those of the prices, and what is left of them beside posts that stand.
extension JointStretch {
  mutating func addLanes(_ prices: JointPrices, _ board: SlotBoard) {
    let model = board.model
    var index: [Int: Int] = [:]
    for (number, group) in prices.groups.enumerated() {
      groups.append(
        Group(
          slots: group.lane.slots, leastGap: group.leastGap,
          after: Array(repeating: 0, count: group.lane.slots.count + 1)))
      let lane = group.lane.lane
      if index[lane] == nil {
        index[lane] = lanes.count
        let rules = model.rules.lanes[lane]
        let stands = board.lanes[lane]
        lanes.append(
          Lane(
            lane: lane, isUniform: true, widestGap: 0, calmLimit: rules.calmLimit ?? .max,
            quotas: rules.quotas, fixed: stands.map(\.instant)))
      }
      guard let place = index[lane] else { continue }
      lanes[place].groups.append(number)
    }
    for lane in lanes.indices {
      let own = lanes[lane].groups.flatMap { prices.groups[$0].lane.gaps }
      lanes[lane].widestGap = own.max() ?? 0
      lanes[lane].isUniform = Set(own).count <= 1
      let count = model.posts.count { $0.lane == lanes[lane].lane }
      let least = own.min() ?? 0
      let stands = board.lanes[lanes[lane].lane]
      lanes[lane].quotas.removeAll {
        $0.posts >= count || LaneRows.isRedundant($0, least: least, stands)
      }
    }
  }

  mutating func addRows(_ prices: JointPrices) {
    for row in prices.rows {
      rows.append(
        Row(
          from: row.from, until: row.until, price: row.price, room: row.most,
          lane: lanes.firstIndex { $0.lane == row.lane } ?? -1, group: row.group,
          leastGap: row.leastGap, isCalm: row.isCalm))
    }
    rows.sort { ($0.until, $0.from, $0.lane) < ($1.until, $1.from, $1.lane) }
  }

  /// Takes off the room of a row what stands in it, pins apart.
  mutating func takeRoom(_ row: Int, _ board: SlotBoard) {
    let model = board.model
    let (from, until, group) = (rows[row].from, rows[row].until, rows[row].group)
    for stands in rows[row].lane < 0 ? board.lanes : [board.lanes[lanes[rows[row].lane].lane]] {
      var index = SlotBoard.firstIndex(in: stands, from: from)
      while index < stands.count, stands[index].instant < until {
        let post = stands[index].post
        index += 1
        guard model.localIndex[post] >= 0, !rows[row].isCalm || !model.posts[post].isUrgent,
          model.gaps[post] >= rows[row].leastGap, group < 0 || model.group[post] == group
        else { continue }
        rows[row].room -= 1
      }
    }
  }

  mutating func addArcs(
    _ prices: JointPrices, _ board: SlotBoard, _ movable: Set<Int>, slack: Double
  ) {
    var blockers: [Int] = []
    for (number, group) in prices.groups.enumerated() {
      let lane = lanes.firstIndex { $0.groups.contains(number) } ?? 0
      for (kind, posts) in group.members.enumerated() {
        let members = posts.filter { movable.contains($0) }
        guard let post = members.first else { continue }
        let old = arcs.count
        for range in group.lane.ranges[kind] {
          for slot in range {
            let reduced = group.reduced(kind, slot)
            guard reduced > -slack else { continue }
            let instant = group.lane.slots[slot]
            guard board.obstacle(of: post, at: instant, blockers: &blockers) == nil else {
              continue
            }
            arcs.append(
              Arc(
                group: number, lane: lane, number: classes.count, slot: slot,
                instant: instant, gap: group.lane.gaps[kind], isUrgent: group.lane.isUrgent[kind],
                value: group.lane.value(kind, slot), reduced: reduced))
          }
        }
        if arcs.count > old {
          classes.append(Class(members: members, price: group.multipliers[kind]))
        }
      }
    }
  }
}
