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
      let (a, b) = (model.lanes[$0.lane], model.lanes[$1.lane])
      let (one, other) = (a.weights[$0.post], b.weights[$1.post])
      return one != other ? one > other : a.posts[$0.post] < b.posts[$1.post]
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

  /// The free slot worth most to a post, the first of equals.
  static func bestSlot(of post: Int, in lane: LaneModel, on board: PlanBoard) -> Int? {
    var best = 0.0
    var found: Int?
    var blockers: [Int] = []
    for range in lane.ranges[post] {
      for slot in range {
        let value = lane.value(post, slot)
        if value > best,
          board.obstacle(of: lane.posts[post], at: lane.slots[slot], blockers: &blockers) == nil
        {
          best = value
          found = slot
        }
      }
    }
    return found
  }
}
