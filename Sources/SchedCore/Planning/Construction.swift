/// A first plan: each post at its best free slot, the heaviest posts first.
enum Construction {
  /// Places what still can be placed on the board; a post that waits for its predecessor gets a
  /// second and third chance.
  static func fill(_ board: inout PlanBoard) {
    let model = board.model
    var waiting: [(lane: Int, post: Int)] = []
    for lane in model.lanes.indices {
      for post in model.lanes[lane].posts.indices
      where !board.isPlaced(model.lanes[lane].posts[post]) {
        waiting.append((lane, post))
      }
    }
    waiting.sort {
      let (one, other) = (model.lanes[$0.lane].posts[$0.post], model.lanes[$1.lane].posts[$1.post])
      let (a, b) = (model.chainWeight[one], model.chainWeight[other])
      return a != b ? a > b : one < other
    }
    for _ in 0..<3 {
      var left: [(lane: Int, post: Int)] = []
      for (lane, post) in waiting {
        let slots = model.lanes[lane]
        if let slot = bestSlot(of: post, in: slots, on: board) {
          board.place(slots.posts[post], at: slots.slots[slot])
        } else if model.isCoupled[slots.posts[post]] {
          left.append((lane, post))
        }
      }
      if left.isEmpty || left.count == waiting.count { return }
      waiting = left
    }
  }

  /// The free slot worth most to a post, the first of equals; one that leaves room for the posts
  /// that come after it, if there is any.
  static func bestSlot(of post: Int, in lane: LaneModel, on board: PlanBoard) -> Int? {
    let span = board.span(of: lane.posts[post])
    let (first, past) = (
      lane.slots.firstIndex(from: span.first), lane.slots.firstIndex(after: span.last)
    )
    let wanted = bestSlot(of: post, in: lane, on: board, first: first, past: past)
    if wanted != nil || past == lane.slots.count { return wanted }
    return bestSlot(of: post, in: lane, on: board, first: max(first, past), past: lane.slots.count)
  }

  private static func bestSlot(
    of post: Int, in lane: LaneModel, on board: PlanBoard, first: Int, past: Int
  ) -> Int? {
    var best = 0.0
    var found: Int?
    var blockers: [Int] = []
    for range in lane.ranges[post] {
      var slot = max(first, range.lowerBound)
      while slot < min(past, range.upperBound) {
        let value = lane.value(post, slot)
        if value > best,
          board.obstacle(of: lane.posts[post], at: lane.slots[slot], blockers: &blockers) == nil
        {
          best = value
          found = slot
        }
        slot += 1
      }
    }
    return found
  }
}
