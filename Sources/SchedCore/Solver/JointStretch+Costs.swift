/// Which arcs may be in a better plan: what each of them costs in the relaxation.
extension JointStretch {
  /// Drops arcs that no better plan has, and works out anew what the rest promises.
  mutating func dropDear(slack: Double, incumbent: Double?) {
    let isOpen = Set(arcs.map(\.number))
    let members = classes.indices.filter(isOpen.contains).reduce(0.0) {
      $0 + classes[$1].price * Double(classes[$1].count)
    }
    constant = members + rows.reduce(0) { $0 + $1.price * Double($1.room) }
    for group in groups.indices { promise(arcs.indices.filter { arcs[$0].group == group }, group) }
    let most = min(slack, incumbent.map { bound - $0 } ?? slack) + 1e-9
    arcs.removeAll { $0.cost > most }
  }

  /// What the slots of a group promise, and what its arcs cost.
  private mutating func promise(_ own: [Int], _ group: Int) {
    let slots = groups[group].slots
    let gap = groups[group].leastGap
    let gains = gains(of: own, in: group)
    var after = Array(repeating: 0.0, count: slots.count + 1)
    var before = after
    var reach = slots.count
    for slot in slots.indices.reversed() {
      let end = slots[slot].saturatingAdd(gap)
      while reach > slot + 1, slots[reach - 1] >= end { reach -= 1 }
      after[slot] = max(after[slot + 1], gains[slot] + after[max(reach, slot + 1)])
    }
    reach = 0
    for slot in slots.indices {
      let latest = slots[slot].saturatingAdd(-gap)
      while reach < slot, slots[reach] <= latest { reach += 1 }
      before[slot + 1] = max(before[slot], gains[slot] + before[gap > 0 ? reach : slot])
    }
    groups[group].after = after
    for arc in own {
      let (slot, instant) = (arcs[arc].slot, arcs[arc].instant)
      let left = gap > 0 ? slots.firstIndex(after: instant.saturatingAdd(-gap)) : slot
      let right = gap > 0 ? slots.firstIndex(from: instant.saturatingAdd(gap)) : slot + 1
      // Without a gap others may stand there too.
      let here = gap > 0 ? arcs[arc].reduced : min(arcs[arc].reduced, 0) + gains[slot]
      arcs[arc].cost = after[0] - before[left] - here - after[right]
    }
  }

  /// What a group gains at each of its slots at most.
  private func gains(of own: [Int], in group: Int) -> [Double] {
    var gains = Array(repeating: 0.0, count: groups[group].slots.count)
    guard groups[group].leastGap == 0 else {
      for arc in own { gains[arcs[arc].slot] = max(gains[arcs[arc].slot], arcs[arc].reduced) }
      return gains
    }
    // Without a gap the best posts that an instant holds.
    let sorted = own.sorted { (-arcs[$0].reduced, $0) < (-arcs[$1].reduced, $1) }
    var total = Array(repeating: 0, count: gains.count)
    var calm = total
    for index in sorted where arcs[index].reduced > 0 {
      let arc = arcs[index]
      let most = arc.isUrgent ? totalLimit : min(calmLimit, lanes[arc.lane].calmLimit)
      for _ in 0..<classes[arc.number].count
      where total[arc.slot] < totalLimit && (arc.isUrgent || calm[arc.slot] < most) {
        total[arc.slot] += 1
        if !arc.isUrgent { calm[arc.slot] += 1 }
        gains[arc.slot] += arc.reduced
      }
    }
    return gains
  }

  /// Keeps the cheapest arcs, and of the classes that have any as many members as there are bits.
  mutating func keepCheapest() {
    arcs.sort { ($0.cost, $0.instant, $0.number) < ($1.cost, $1.instant, $1.number) }
    if arcs.count > Self.mostArcs { arcs.removeSubrange(Self.mostArcs...) }
    // The classes by their cheapest arc.
    var number: [Int: Int] = [:]
    var kept: [Class] = []
    var bits = 0
    for arc in arcs where number[arc.number] == nil {
      var kind = classes[arc.number]
      let room = min(Self.mostTwins, JointSearch.mostMembers - bits)
      if kind.count > room {
        kind.members.removeSubrange(room...)
      }
      guard kind.count > 0 else { continue }
      kind.mask = ((UInt128(1) << UInt128(kind.count)) &- 1) << UInt128(bits)
      bits += kind.count
      number[arc.number] = kept.count
      kept.append(kind)
    }
    let old = classes
    constant -= Set(arcs.map(\.number)).reduce(0.0) { sum, kind in
      sum + old[kind].price * Double(old[kind].count - (number[kind].map { kept[$0].count } ?? 0))
    }
    classes = kept
    arcs = arcs.compactMap { arc in
      guard let place = number[arc.number] else { return nil }
      var arc = arc
      arc.number = place
      return arc
    }
    arcs.sort { ($0.instant, $0.group, $0.number) < ($1.instant, $1.group, $1.number) }
  }

  /// How many arcs, and how many members of a class, take part at most (chosen).
  private static let mostArcs = 400
  static let mostTwins = 16
}
