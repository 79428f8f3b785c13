/// The pairs of post and slot that a lane's search tries, sorted by slot.
///
/// The reduced cost of a pair is how far the relaxation falls if the pair is forced: what the best
/// slots before it, the pair, and the best slots after it are worth, short of the best of all.
/// Pairs that cost more than bound and best plan differ are in no better plan; of the others the
/// cheapest are tried.
struct LaneArcs: Sendable {
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
  /// The relaxation's worth of the slots from each on; one more than there are slots.
  private(set) var after: [Double]
  /// What every plan pays or gains beside its arcs: the sum of all multipliers' constants.
  let constant: Double
  /// Whether pairs were left out that may be part of a better plan.
  private(set) var isCut = false

  /// - Parameters:
  ///   - relaxation: evaluated at its best multipliers.
  ///   - isOpen: whether a post may stand at a slot beside those that stand already.
  ///   - slack: pairs that cost more are left out for good.
  ///   - most: how many pairs to keep.
  init(
    _ relaxation: LaneRelaxation, members: [Int], slack: Double, most: Int,
    isOpen: (_ post: Int, _ slot: Int) -> Bool
  ) {
    let lane = relaxation.lane
    let slots = lane.slots.count
    let gap = relaxation.rows.levels.first ?? 0
    let gains = relaxation.slotGains()
    after = Array(repeating: 0, count: slots + 1)
    var before = Array(repeating: 0.0, count: slots + 1)
    var reach = slots
    for slot in stride(from: slots - 1, through: 0, by: -1) {
      let end = lane.slots[slot].saturatingAdd(gap)
      while reach > slot + 1, lane.slots[reach - 1] >= end { reach -= 1 }
      after[slot] = max(after[slot + 1], gains[slot] + after[max(reach, slot + 1)])
    }
    reach = 0
    for slot in 0..<slots {
      let latest = lane.slots[slot].saturatingAdd(-gap)
      while reach < slot, lane.slots[reach] <= latest { reach += 1 }
      before[slot + 1] = max(before[slot], gains[slot] + before[reach])
    }
    constant = relaxation.constant
    let whole = after[0]
    for post in members {
      for (slot, value) in relaxation.candidatePairs(post) {
        let reduced = value - relaxation.postPrices[post] - relaxation.price(post, slot)
        guard reduced > -slack else { continue }
        let left =
          gap > 0 ? lane.slots.firstIndex(after: lane.slots[slot].saturatingAdd(-gap)) : slot
        let right =
          gap > 0 ? lane.slots.firstIndex(from: lane.slots[slot].saturatingAdd(gap)) : slot + 1
        let mates = gap > 0 ? reduced : max(reduced, gains[slot])
        let cost = whole - before[left] - mates - after[right]
        guard cost <= slack, isOpen(post, slot) else { continue }
        arcs.append(Arc(slot: slot, post: post, reduced: reduced, value: value, cost: cost))
      }
    }
    if arcs.count > most {
      isCut = true
      arcs.sort { ($0.cost, $0.slot, $0.post) < ($1.cost, $1.slot, $1.post) }
      // Each post keeps some pairs, however dear, lest it be left out for want of one.
      var own = Array(repeating: 0, count: lane.count)
      var kept = 0
      for index in arcs.indices {
        let arc = arcs[index]
        guard kept < most || own[arc.post] < 4 else { continue }
        own[arc.post] += 1
        arcs[kept] = arc
        kept += 1
      }
      arcs.removeSubrange(kept...)
    }
    arcs.sort { ($0.slot, $0.post) < ($1.slot, $1.post) }
  }
}
