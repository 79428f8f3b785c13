import Glibc

/// Ruin and recreate: some posts go off together and come back in another order.
extension LocalSearch {
  /// How many posts that are left out get another chance at each trial (chosen).
  private static let mostWaiting = 6

  /// Takes off some posts that have to do with each other and puts them back; what the plan gains.
  ///
  /// Undone if that loses too much.
  mutating func ruinAndRecreate(temperature: Double) -> Double {
    log.removeAll(keepingCapacity: true)
    var victims: [Int] = []
    var before = 0.0
    let seed = posts[random.next(below: posts.count)]
    for post in related(to: seed) where board.isPlaced(post) && isMovable(post) {
      before += evict(post, into: &victims)
    }
    var waiting = posts.filter { !board.isPlaced($0) && !victims.contains($0) }
    waiting.shuffle(using: &random)
    waiting.removeSubrange(min(Self.mostWaiting, waiting.count)...)
    waiting += victims
    waiting.shuffle(using: &random)
    let byWeight = random.next(below: 2) == 0
    if byWeight {
      waiting.sort { (board.model.chainWeight[$0], $1) > (board.model.chainWeight[$1], $0) }
    }
    var after = 0.0
    if random.next(below: 2) == 0 {
      blink.salt = UInt64(1 + random.next(below: .max))
      blink.quarters = UInt64(1 + random.next(below: 3))
    }
    defer { blink.salt = 0 }
    for _ in 0..<2 {
      for post in waiting where !board.isPlaced(post) { after += settle(post, depth: 0) }
    }
    let chance = Double(1 + random.next(below: 1 << 20)) / Double(1 << 20)
    if after - before < temperature * log2(chance) - 1e-9 {
      undo(to: 0)
      return 0
    }
    return after - before
  }

  /// The instant of one of the slots that a post may have.
  private mutating func randomSlot(of post: Int) -> Int64 {
    let lane = board.model.lanes[board.model.group[post]]
    let ranges = lane.ranges[board.model.localIndex[post]]
    guard !ranges.isEmpty else { return 0 }
    let range = ranges[random.next(below: ranges.count)]
    return lane.slots[range.lowerBound + random.next(below: range.count)]
  }

  /// A handful of posts: the seed's mates, or those that stand nearest to it in time.
  private mutating func related(to seed: Int) -> [Int] {
    let count = 2 + random.next(below: 10)
    let model = board.model
    if model.isRelated[seed], random.next(below: 2) == 0 {
      var group = [seed] + model.campaignMates(of: seed) + model.successors[seed]
      if let before = model.posts[seed].predecessor, model.isKnown(before.post) {
        group.append(before.post)
      }
      // And who stands where one of them might.
      for post in group where model.localIndex[post] >= 0 {
        let stands = board.lanes[model.posts[post].lane]
        let place = SlotBoard.firstIndex(in: stands, from: randomSlot(of: post))
        for stand in stands[max(0, place - 1)..<min(stands.count, place + 1)] {
          group.append(stand.post)
        }
      }
      return group
    }
    let anchor = board.isPlaced(seed) ? board.instants[seed] : randomSlot(of: seed)
    let sameLane = random.next(below: 2) == 0
    let near = posts.filter {
      board.isPlaced($0) && (!sameLane || model.posts[$0].lane == model.posts[seed].lane)
    }
    let instants = board.instants
    let distance = { (post: Int) -> UInt64 in
      (instants[post].subtractingReportingOverflow(anchor).partialValue).magnitude
    }
    return Array(near.sorted { (distance($0), $0) < (distance($1), $1) }.prefix(count))
  }
}
