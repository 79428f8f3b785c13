/// The pairs of post and slot that a lane's search tries, sorted by slot.
///
/// The reduced cost of a pair is how far the relaxation falls if the pair is forced: what the best
/// slots before it, the pair, and the best slots after it are worth, short of the best of all.
/// Pairs that cost more than bound and best plan differ are in no better plan; of the others the
/// cheapest are tried.
struct CandidatePairs: Sendable {
  struct Arc: Sendable {
    var slot: Int
    /// Local index.
    var post: Int
    /// The value less all prices.
    var reduced: Double
    var value: Double
    var cost: Double
  }

  private(set) var arcs: [Arc] = []
  /// What the relaxation makes of the slots from each on; one more than there are slots.
  private(set) var after: [Double]

  /// The pairs of some posts with the slots of a range.
  ///
  /// The relaxation stands evaluated at its best multipliers. Pairs that cost more than `slack` are
  /// left out for good; of the rest `most` are kept. `freed` are slots to try beside those of the
  /// relaxation. `isOpen` tells whether a post may stand at a
  /// slot beside the posts that are not searched.
  init(
    _ relaxation: LaneRelaxation, members: [Int], range: Range<Int>, slack: Double, most: Int,
    freed: [Int] = [], isOpen: (_ post: Int, _ slot: Int) -> Bool
  ) {
    let lane = relaxation.lane
    let gap = relaxation.rows.levels.first ?? 0
    for post in members {
      for (slot, value) in relaxation.candidatePairs(post) where range.contains(slot) {
        let reduced = value - relaxation.postPrice(post) - relaxation.price(post, slot)
        guard reduced > -slack else { continue }
        arcs.append(Arc(slot: slot, post: post, reduced: reduced, value: value, cost: 0))
      }
      for slot in freed where range.contains(slot) && lane.isOpen(post, slot) {
        let value = lane.value(post, slot)
        let reduced = value - relaxation.postPrice(post) - relaxation.price(post, slot)
        guard reduced > -slack else { continue }
        arcs.append(Arc(slot: slot, post: post, reduced: reduced, value: value, cost: 0))
      }
    }
    var gains = Array(repeating: 0.0, count: lane.slots.count)
    for arc in arcs { gains[arc.slot] = max(gains[arc.slot], arc.reduced) }
    if gap == 0 {
      // Several may stand at once: no more than the limit, none better than the best.
      let most = Double(max(1, min(members.count, relaxation.mostAtOnce.total)))
      for slot in range { gains[slot] *= most }
    }
    after = Array(repeating: 0, count: lane.slots.count + 1)
    var before = after
    var reach = range.upperBound
    for slot in range.reversed() {
      let end = lane.slots[slot].saturatingAdd(gap)
      while reach > slot + 1, lane.slots[reach - 1] >= end { reach -= 1 }
      after[slot] = max(after[slot + 1], gains[slot] + after[max(reach, slot + 1)])
    }
    for slot in stride(from: range.lowerBound - 1, through: 0, by: -1) {
      after[slot] = after[slot + 1]
    }
    reach = range.lowerBound
    for slot in range {
      let latest = lane.slots[slot].saturatingAdd(-gap)
      while reach < slot, lane.slots[reach] <= latest { reach += 1 }
      before[slot + 1] = max(before[slot], gains[slot] + before[reach])
    }
    let whole = before[range.upperBound]
    var kept = 0
    for var arc in arcs {
      let instant = lane.slots[arc.slot]
      var left = arc.slot
      var right = arc.slot + 1
      if gap > 0 {
        left = max(range.lowerBound, lane.slots.firstIndex(after: instant.saturatingAdd(-gap)))
        right = lane.slots.firstIndex(from: instant.saturatingAdd(gap))
      }
      let here = gap > 0 ? arc.reduced : max(arc.reduced, gains[arc.slot])
      arc.cost = whole - before[left] - here - after[right]
      guard arc.cost <= slack else { continue }
      arcs[kept] = arc
      kept += 1
    }
    arcs.removeSubrange(kept...)
    keepCheapest(most, of: lane.count, slack: slack, isOpen: isOpen)
    arcs.sort { ($0.slot, $0.post) < ($1.slot, $1.post) }
  }

  /// Keeps the cheapest pairs that are open; each post keeps a few however dear, lest it be left
  /// out for want of one.
  ///
  /// Most pairs are dear: they are told apart by a histogram, and only the cheap ones are sorted.
  private mutating func keepCheapest(
    _ most: Int, of posts: Int, slack: Double, isOpen: (_ post: Int, _ slot: Int) -> Bool
  ) {
    if arcs.count > 2 * most {
      let limit = Self.limit(of: arcs, slack: slack, most: 2 * most)
      var own = Array(repeating: 0, count: posts)
      arcs.removeAll {
        guard $0.cost > limit else {
          own[$0.post] += 1
          return false
        }
        // Some dear ones of a post that has no cheap ones may stay.
        own[$0.post] += 1
        return own[$0.post] > 8
      }
    }
    arcs.sort { ($0.cost, $0.slot, $0.post) < ($1.cost, $1.slot, $1.post) }
    var own = Array(repeating: 0, count: posts)
    var kept = 0
    for arc in arcs where kept < most || own[arc.post] < 4 {
      guard isOpen(arc.post, arc.slot) else { continue }
      own[arc.post] += 1
      arcs[kept] = arc
      kept += 1
    }
    arcs.removeSubrange(kept...)
  }

  /// A cost below which there are about `most` pairs, at least.
  private static func limit(of arcs: [Arc], slack: Double, most: Int) -> Double {
    let cells = 256
    guard slack > 0, slack.isFinite else { return slack }
    var counts = Array(repeating: 0, count: cells)
    // Square roots spread the cheap ones, of which there are many.
    for arc in arcs {
      let part = max(0, min(1, arc.cost / slack)).squareRoot()
      counts[min(cells - 1, Int(part * Double(cells)))] += 1
    }
    var sum = 0
    for (cell, count) in counts.enumerated() {
      sum += count
      let part = Double(cell + 1) / Double(cells)
      if sum >= most { return slack * part * part }
    }
    return slack
  }
}
