/// What a partial plan allows, looking back along it.
extension JointSearch {
  private func arc(_ label: Int32) -> JointStretch.Arc {
    stretch.arcs[Int(labels[Int(label)].arc)]
  }

  /// The label before one in its lane.
  private func before(_ label: Int32, in lane: Int) -> Int32 {
    last[Int(labels[Int(label)].parent) * stretch.lanes.count + lane]
  }

  /// The rules between the post and those that the label has placed, and those that stay.
  mutating func mayStand(
    _ arc: JointStretch.Arc, after label: Int32, crowd: (total: Int, calm: Int)
  ) -> Bool {
    guard hasRoom(arc, after: label, crowd: crowd) else { return false }
    if !stretch.lanes[arc.lane].isUniform, !keepsGap(arc, after: label) { return false }
    for number in stretch.lanes[arc.lane].quotas.indices
    where !keeps(number, arc, after: label) {
      return false
    }
    return true
  }

  private func keepsGap(
    _ arc: JointStretch.Arc, after label: Int32
  ) -> Bool {
    let widest = stretch.lanes[arc.lane].widestGap
    var current = last[Int(label) * stretch.lanes.count + arc.lane]
    while current > 0 {
      let other = self.arc(current)
      let distance = arc.instant - other.instant
      if distance >= widest { return true }
      if distance < min(arc.gap, other.gap) { return false }
      current = before(current, in: arc.lane)
    }
    return true
  }

  private func hasRoom(
    _ arc: JointStretch.Arc, after label: Int32, crowd: (total: Int, calm: Int)
  ) -> Bool {
    var (total, calm, calmHere) = (crowd.total, crowd.calm, arc.calmHere)
    var current = label
    while current > 0 {
      let other = self.arc(current)
      guard other.instant == arc.instant else { break }
      total += 1
      if !other.isUrgent {
        calm += 1
        if other.lane == arc.lane { calmHere += 1 }
      }
      current = labels[Int(current)].parent
    }
    guard total < stretch.totalLimit else { return false }
    return arc.isUrgent
      || calm < stretch.calmLimit && calmHere < stretch.lanes[arc.lane].calmLimit
  }

  private mutating func keeps(
    _ number: Int, _ arc: JointStretch.Arc, after label: Int32
  ) -> Bool {
    let quota = stretch.lanes[arc.lane].quotas[number]
    let fixed = stretch.lanes[arc.lane].fixed
    let (start, end): (Int64, Int64)
    let most: Int
    switch quota.windows {
    case .sliding(let width):
      (start, end) = (arc.instant.saturatingAdd(1 - width), arc.instant.saturatingAdd(width))
      most = quota.posts
    case .beginning(let starts):
      let index = starts.firstIndex(after: arc.instant)
      start = index > 0 ? starts[index - 1] : .min
      end = index < starts.count ? starts[index] : .max
      most = quota.limit(ofWindow: index - 1)
    }
    // Descending: those that stay and are later, then both kinds up to this instant.
    scratch.removeAll(keepingCapacity: true)
    var index = fixed.firstIndex(from: end) - 1
    while index >= 0, fixed[index] > arc.instant {
      scratch.append(fixed[index])
      index -= 1
    }
    let place = scratch.count
    scratch.append(arc.instant)
    var current = last[Int(label) * stretch.lanes.count + arc.lane]
    while true {
      let mine = current > 0 ? self.arc(current).instant : .min
      let theirs = index >= 0 ? fixed[index] : .min
      let later = max(mine, theirs)
      guard later >= start, later > .min else { break }
      scratch.append(later)
      if mine >= theirs { current = before(current, in: arc.lane) } else { index -= 1 }
    }
    guard scratch.count > most else { return true }
    guard case .sliding(let width) = quota.windows, most > 0 else { return false }
    for first in max(0, place - most)...place where first + most < scratch.count {
      if scratch[first] - scratch[first + most] < width { return false }
    }
    return true
  }

  /// How many posts of a label a row counts.
  func count(_ label: Int32, in row: JointStretch.Row) -> Int {
    var count = 0
    var current = row.lane < 0 ? label : last[Int(label) * stretch.lanes.count + row.lane]
    while current > 0 {
      let arc = arc(current)
      guard arc.instant >= row.from else { break }
      if arc.instant < row.until, row.counts(arc) { count += 1 }
      current = row.lane < 0 ? labels[Int(current)].parent : before(current, in: row.lane)
    }
    return count
  }

  /// Whether a label leaves every lane at least as free as another does, from the next instant on:
  /// counted from the last, each of its posts stands no later, and asks for no wider a gap.
  func leavesMore(_ label: Int32, than other: Int32, before next: JointStretch.Stage) -> Bool {
    for lane in stretch.lanes.indices {
      let isUniform = stretch.lanes[lane].isUniform
      let stale = next.stale[lane]
      var mine = last[Int(label) * stretch.lanes.count + lane]
      var theirs = last[Int(other) * stretch.lanes.count + lane]
      while mine != theirs, mine > 0 {
        let arc = arc(mine)
        if arc.instant <= stale { break }
        guard theirs > 0 else { return false }
        let that = self.arc(theirs)
        guard arc.instant <= that.instant, isUniform || arc.gap <= that.gap else { return false }
        mine = before(mine, in: lane)
        theirs = before(theirs, in: lane)
      }
    }
    return true
  }
}
