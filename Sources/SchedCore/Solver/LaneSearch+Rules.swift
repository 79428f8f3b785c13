/// What a partial plan allows, looking back along it.
extension LaneSearch {
  /// The rules between the post and those of the lane that the label has placed.
  func mayStand(_ post: Int, at instant: Int64, after label: Int32) -> Bool {
    if !isUniform, !keepsGap(post, at: instant, after: label) { return false }
    if leastGap == 0, !hasRoom(post, at: instant, after: label) { return false }
    for quota in lane.quotas where quota.posts < members.count + fixed.count {
      if !keeps(quota, at: instant, after: label) { return false }
    }
    let global = lane.posts[post]
    guard board.model.isRelated[global] else { return true }
    return keepsRelations(global, at: instant, after: label)
  }

  private func keepsGap(_ post: Int, at instant: Int64, after label: Int32) -> Bool {
    let gap = lane.gaps[post]
    var current = label
    while current > 0 {
      let distance = instant - lane.slots[Int(labels[Int(current)].slot)]
      if distance >= gap { return true }
      if distance < lane.gaps[Int(labels[Int(current)].post)] { return false }
      current = labels[Int(current)].parent
    }
    return true
  }

  private func hasRoom(_ post: Int, at instant: Int64, after label: Int32) -> Bool {
    let rules = board.model.rules
    var (total, calm, calmHere) = crowd
    var current = label
    while current > 0, lane.slots[Int(labels[Int(current)].slot)] == instant {
      total += 1
      if !lane.isUrgent[Int(labels[Int(current)].post)] {
        calm += 1
        calmHere += 1
      }
      current = labels[Int(current)].parent
    }
    guard total < rules.totalLimit else { return false }
    guard !lane.isUrgent[post] else { return true }
    return calm < rules.calmLimit && calmHere < rules.lanes[lane.lane].calmLimit ?? .max
  }

  private func keeps(_ quota: LaneQuota, at instant: Int64, after label: Int32) -> Bool {
    guard fixed.isEmpty else { return keepsAmongFixed(quota, at: instant, after: label) }
    var current = label
    switch quota.windows {
    case .sliding(let width):
      for _ in 1..<max(1, quota.posts) {
        guard current > 0 else { return true }
        current = labels[Int(current)].parent
      }
      guard current > 0 else { return true }
      return instant - lane.slots[Int(labels[Int(current)].slot)] >= width
    case .beginning(let starts):
      let index = starts.firstIndex(after: instant)
      let start = index > 0 ? starts[index - 1] : .min
      var count = 0
      while current > 0, lane.slots[Int(labels[Int(current)].slot)] >= start {
        count += 1
        current = labels[Int(current)].parent
      }
      return count < quota.limit(ofWindow: index - 1)
    }
  }

  /// The same where other posts of the lane stand already, before and after.
  private func keepsAmongFixed(
    _ quota: LaneQuota, at instant: Int64, after label: Int32
  ) -> Bool {
    var stands = fixed
    var current = label
    while current > 0 {
      let other = labels[Int(current)]
      let place = SlotBoard.Stand(
        instant: lane.slots[Int(other.slot)], post: lane.posts[Int(other.post)])
      stands.insert(place, at: SlotBoard.firstIndex(in: stands, from: place.instant))
      current = other.parent
    }
    var blockers: [Int] = []
    return !QuotaRule.isFull(stands, quota, at: instant, blockers: &blockers)
  }

  private func keepsRelations(_ post: Int, at instant: Int64, after label: Int32) -> Bool {
    let model = board.model
    let predecessors = model.posts[post].predecessors
    var unmet = predecessors.count {
      model.group[$0.post] == model.group[post] && !board.isPlaced($0.post)
    }
    var current = label
    while current > 0 {
      let other = lane.posts[Int(labels[Int(current)].post)]
      let there = lane.slots[Int(labels[Int(current)].slot)]
      if let campaign = model.posts[post].campaign, model.posts[other].campaign == campaign,
        instant - there < model.rules.campaignGap
      {
        return false
      }
      for before in predecessors where before.post == other {
        if instant < there.saturatingAdd(before.lag) { return false }
        unmet -= 1
      }
      for after in model.posts[other].predecessors where after.post == post {
        if there < instant.saturatingAdd(after.lag) { return false }
      }
      current = labels[Int(current)].parent
    }
    return unmet <= 0
  }
}
