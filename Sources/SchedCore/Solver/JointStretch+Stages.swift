/// The arcs in order of time, and what is to be known at each instant.
extension JointStretch {
  mutating func addStages(_ board: SlotBoard) {
    for index in arcs.indices {
      let arc = arcs[index]
      let group = groups[arc.group]
      arcs[index].next = Int32(group.slots.firstIndex(from: arc.instant.saturatingAdd(arc.gap)))
      if group.leastGap < arc.gap {
        let end = arc.instant.saturatingAdd(group.leastGap)
        arcs[index].next = Int32(group.slots.firstIndex(from: end))
      }
      if stages.last?.instant != arc.instant {
        var stage = Stage(instant: arc.instant)
        let crowd = board.crowd(at: arc.instant, lane: 0)
        stage.crowd = (crowd.total, crowd.calm)
        stage.first = groups.map { $0.slots.firstIndex(from: arc.instant) }
        stage.stale = lanes.map { $0.stale(at: arc.instant) }
        stages.append(stage)
      }
      arcs[index].calmHere = board.crowd(at: arc.instant, lane: lanes[arc.lane].lane).calmHere
      // Where no gap parts them, twins may share an instant.
      let times = arc.gap == 0 ? min(classes[arc.number].count, totalLimit) : 1
      stages[stages.count - 1].arcs += Array(repeating: index, count: times)
    }
    var alive: UInt128 = 0
    for stage in stages.indices.reversed() {
      for number in Set(stages[stage].arcs.map { arcs[$0].number }).sorted()
      where alive & classes[number].mask == 0 {
        stages[stage].ending.append(number)
        alive |= classes[number].mask
      }
      stages[stage].alive = alive
    }
  }
}

extension JointStretch.Lane {
  /// The instant up to which posts of the lane bind none from `next` on.
  fileprivate func stale(at next: Int64) -> Int64 {
    var stale = next.saturatingAdd(-widestGap)
    for quota in quotas {
      switch quota.windows {
      case .sliding(let width): stale = min(stale, next.saturatingAdd(-width))
      case .beginning(let starts):
        let index = starts.firstIndex(after: next)
        stale = min(stale, index > 0 ? starts[index - 1].saturatingAdd(-1) : .min)
      }
    }
    return stale
  }
}
