/// What a plan is worth: Σ over placed posts of weight · (10 + score · decay), pins apart.
extension SlotBoard {
  /// The worth of what stands in a lane, pins not counted.
  func value(ofLane lane: Int) -> Double {
    let slots = model.lanes[lane]
    var sum = 0.0
    for (local, post) in slots.posts.enumerated() where isPlaced(post) {
      sum += slots.value(local, slots.slots.firstIndex(from: instants[post]))
    }
    return sum
  }

  var value: Double {
    model.lanes.indices.reduce(0) { $0 + value(ofLane: $1) }
  }

  /// The posts that a search need look at: those that stand, and of each class a few that do not, for
  /// any of its members would do.
  func movable(spares: Int) -> [Int] {
    var left = Array(repeating: spares, count: model.twins.count)
    return model.lanes.flatMap(\.posts).sorted().filter { post in
      if isPlaced(post) { return true }
      let twins = model.twins.classOf[post]
      left[twins] -= 1
      return left[twins] >= 0
    }
  }

  /// Places posts of a lane at slots, in time order, each only if no rule forbids it; then takes
  /// off posts of other lanes that have lost what they come after.
  mutating func placeAll(of lane: Int, at slots: [Int?]) {
    let posts = model.lanes[lane].posts
    let order = slots.indices.filter { slots[$0] != nil }.sorted {
      (slots[$0] ?? 0, $0) < (slots[$1] ?? 0, $1)
    }
    var blockers: [Int] = []
    for local in order {
      guard let slot = slots[local] else { continue }
      let instant = model.lanes[lane].slots[slot]
      if obstacle(of: posts[local], at: instant, blockers: &blockers) == nil {
        place(posts[local], at: instant)
      }
    }
    removeOrphans()
  }

  /// Takes off planned posts whose predecessor does not stand, or stands too late.
  mutating func removeOrphans() {
    var isSettled = false
    while !isSettled {
      isSettled = true
      for post in instants.indices where model.isRelated[post] && isPlaced(post) {
        guard model.posts[post].pin == nil, !isBehindAll(post, at: instants[post], but: -1) else {
          continue
        }
        remove(post)
        isSettled = false
      }
    }
  }
}
