/// The slots of a lane that a best plan needs at most, whatever stands in other lanes.
///
/// Move the posts of a plan to earlier slots, one after the other, as long as a post's value does
/// not fall and no rule is broken: each comes to stand where its value has just risen, where a
/// window opens, or where a gap or a quota that runs from an earlier post ends. So the slots where
/// values rise, closed under "the first slot a gap, or a quota's window, later", are enough. With
/// hourly scores on quarter hours that is one in four.
enum DominatedSlots {
  /// For each slot whether it is useful.
  ///
  /// `fixed` are the lane's posts that stay where they are, `pinGaps` their gaps; `freed` are
  /// further slots to begin with, such as those behind a full instant.
  static func mark(
    of lane: LaneModel, fixed: [SlotBoard.Stand], pinGaps: [Int64], freed: [Int] = []
  ) -> [Bool] {
    let slots = lane.slots
    var isUseful = lane.risingSlots()
    for slot in freed where slot < slots.count { isUseful[slot] = true }
    let gaps = Set(lane.gaps).union(pinGaps)
    // Without a gap several may share an instant, and its limit may shift posts slot by slot.
    guard !gaps.contains(0) else { return Array(repeating: true, count: slots.count) }
    var widths = Array(gaps)
    for quota in lane.quotas {
      switch quota.windows {
      case .sliding(let width): widths.append(max(1, width))
      case .beginning(let starts):
        for start in starts { set(slots.firstIndex(from: start), in: &isUseful) }
      }
    }
    for stand in fixed {
      for width in widths {
        set(slots.firstIndex(from: stand.instant.saturatingAdd(width)), in: &isUseful)
      }
    }
    var reach = Array(repeating: 0, count: widths.count)
    for slot in slots.indices where isUseful[slot] {
      for (index, width) in widths.enumerated() {
        let end = slots[slot].saturatingAdd(width)
        while reach[index] < slots.count, slots[reach[index]] < end { reach[index] += 1 }
        set(reach[index], in: &isUseful)
      }
    }
    return isUseful
  }

  private static func set(_ slot: Int, in isUseful: inout [Bool]) {
    if slot < isUseful.count { isUseful[slot] = true }
  }
}
