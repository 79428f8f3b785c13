/// A first plan: each post at its best free slot, the heaviest posts first.
enum Construction {
  /// Places what still can be placed on the board, or of some lanes; a post that waits for its
  /// predecessor gets a second and third chance.
  static func fill(_ board: inout SlotBoard, lanes: Range<Int>? = nil) {
    let model = board.model
    var waiting: [(lane: Int, post: Int)] = []
    for lane in lanes ?? model.lanes.indices {
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
      // The board only fills up here: where one post finds no slot, its twins find none.
      var isFull = Array(repeating: false, count: model.twins.count)
      for (lane, post) in waiting where !board.isPlaced(model.lanes[lane].posts[post]) {
        let slots = model.lanes[lane]
        let twins = model.twins.classOf[slots.posts[post]]
        if isFull[twins] { continue }
        if !model.successors[slots.posts[post]].isEmpty {
          let found = ChainPlacement.find(from: slots.posts[post], on: board)
          if place(found, on: &board) { continue }
        }
        if let slot = bestSlot(of: post, in: slots, on: board) {
          board.place(slots.posts[post], at: slots.slots[slot])
        } else if model.isRelated[slots.posts[post]] {
          left.append((lane, post))
        } else {
          isFull[twins] = true
        }
      }
      if left.isEmpty || left.count == waiting.count { return }
      waiting = left
    }
  }

  /// Places the links of a chain as far as the rules allow; false if not even the first.
  private static func place(_ chain: [(post: Int, slot: Int)], on board: inout SlotBoard) -> Bool {
    var blockers: [Int] = []
    for (index, link) in chain.enumerated() {
      let slots = board.model.lanes[board.model.group[link.post]].slots
      guard board.obstacle(of: link.post, at: slots[link.slot], blockers: &blockers) == nil else {
        return index > 0
      }
      board.place(link.post, at: slots[link.slot])
    }
    return !chain.isEmpty
  }

  /// The free slot worth most to a post, the first of equals.
  static func bestSlot(
    of post: Int, in lane: LaneModel, on board: SlotBoard, blink: Blink = Blink()
  ) -> Int? {
    var best = 0.0
    var found: Int?
    var blockers: [Int] = []
    for range in lane.ranges[post] {
      for slot in range {
        let value = lane.value(post, slot)
        if value > best, !blink.overlooks(slot, of: post),
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
