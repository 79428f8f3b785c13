/// The best free slots for a post and those that come after it, one after the other.
///
/// Placed greedily, a post takes its best slot and may leave its successors none. Here the links of
/// the chain are placed together: f(k, t) is the most that links 0...k are worth with link k at
/// slot t, the maximum over slots of link k-1 at least the lag before t. The chain may end early.
enum ChainPlacement {
  /// How many links are placed together at most: a post for each hour of a month (chosen).
  static let mostLinks = 744

  /// Slots for a post that does not stand and for as many of the posts after it as fit.
  static func find(
    from root: Int, on board: SlotBoard, blink: Blink = Blink(), most: Int = mostLinks
  ) -> [(post: Int, slot: Int)] {
    let model = board.model
    var chain = [root]
    while chain.count < most {
      let next = model.successors[chain[chain.count - 1]].filter {
        model.localIndex[$0] >= 0 && !board.isPlaced($0) && !chain.contains($0)
      }.max { (model.chainWeight[$0], $1) < (model.chainWeight[$1], $0) }
      guard let next else { break }
      chain.append(next)
    }
    var layers: [Layer] = []
    var front = Front()
    var free = FreeSlots()
    var end: (link: Int, place: Int, worth: Double)?
    for (link, post) in chain.enumerated() {
      let before = link == 0 ? -1 : chain[link - 1]
      guard let order = board.order(of: post, but: before) else { break }
      let lag = link == 0 ? nil : model.lag(of: post, after: before)
      let layer = front.advance(to: post, lag: lag, within: order, on: board, &free, blink)
      guard let last = front.best.last else { break }
      layers.append(layer)
      let worth = front.worths[Int(last)]
      if worth > (end?.worth ?? 0) { end = (link, Int(last), worth) }
    }
    var found: [(post: Int, slot: Int)] = []
    guard let end else { return found }
    var place = end.place
    for link in (0...end.link).reversed() {
      found.append((chain[link], Int(layers[link].slots[place])))
      place = Int(layers[link].before[place])
    }
    return found.reversed()
  }

  /// The slots that a link may have, and for each the place of the link before in its layer.
  private struct Layer {
    var slots: [Int32] = []
    var before: [Int32] = []
  }

  /// What is known of the slots of the last link.
  private struct Front {
    var instants: [Int64] = []
    /// f of each slot.
    var worths: [Double] = []
    /// For each slot the place of the greatest f so far, the first of equals.
    var best: [Int32] = []

    /// Goes on to the next link, which is at least `lag` behind the last; nil begins the chain.
    mutating func advance(
      to post: Int, lag: Int64?, within order: (first: Int64, last: Int64), on board: SlotBoard,
      _ free: inout FreeSlots, _ blink: Blink
    ) -> Layer {
      let lane = board.model.lanes[board.model.group[post]]
      let local = board.model.localIndex[post]
      let previous = self
      var layer = Layer()
      instants.removeAll(keepingCapacity: true)
      worths.removeAll(keepingCapacity: true)
      best.removeAll(keepingCapacity: true)
      var reach = 0
      free.begin(post, slots: lane.slots.count, on: board)
      for range in lane.ranges[local] {
        for slot in range where !blink.overlooks(slot, of: local) {
          let instant = lane.slots[slot]
          guard instant >= order.first else { continue }
          guard instant <= order.last else { break }
          var worth = lane.value(local, slot)
          var from: Int32 = -1
          if let lag {
            while reach < previous.instants.count,
              previous.instants[reach].saturatingAdd(lag) <= instant
            {
              reach += 1
            }
            guard reach > 0 else { continue }
            from = previous.best[reach - 1]
            worth += previous.worths[Int(from)]
          }
          guard free.isFree(slot, at: instant, for: post, on: board) else { continue }
          let isBest = best.last.map { worth > worths[Int($0)] } ?? true
          best.append(isBest ? Int32(layer.slots.count) : best[best.count - 1])
          layer.slots.append(Int32(slot))
          layer.before.append(from)
          instants.append(instant)
          worths.append(worth)
        }
      }
      return layer
    }
  }
}

/// Which slots the rules leave free on a board, order apart: known once for all links of a chain that
/// the rules see as one.
private struct FreeSlots {
  private struct Kind: Hashable {
    var group: Int
    var lane: Int
    var gap: Int64
    var isUrgent: Bool
    var campaign: Int
  }

  private enum State: UInt8 { case unknown, free, taken }

  private var states: [[State]] = []
  private var indexOfKind: [Kind: Int] = [:]
  private var current = 0
  private var blockers: [Int] = []

  /// Turns to a post.
  mutating func begin(_ post: Int, slots: Int, on board: SlotBoard) {
    let model = board.model
    let kind = Kind(
      group: model.group[post], lane: model.posts[post].lane, gap: model.gaps[post],
      isUrgent: model.posts[post].isUrgent, campaign: model.campaignOf[post])
    current = indexOfKind[kind] ?? states.count
    guard current == states.count else { return }
    indexOfKind[kind] = current
    states.append(Array(repeating: .unknown, count: slots))
  }

  mutating func isFree(_ slot: Int, at instant: Int64, for post: Int, on board: SlotBoard) -> Bool {
    if states[current][slot] == .unknown {
      let rule = board.obstacleBesidesOrder(of: post, at: instant, blockers: &blockers)
      states[current][slot] = rule == nil ? .free : .taken
    }
    return states[current][slot] == .free
  }
}

/// Which slots a search overlooks for once, so that it does not choose the same ones for ever
/// (Christiaens and Vanden Berghe 2020, doi:10.1287/trsc.2019.0914): none by default.
struct Blink {
  /// Another salt overlooks others; 0 overlooks none.
  var salt: UInt64 = 0
  /// How many slots in four are overlooked, about.
  var quarters: UInt64 = 1

  func overlooks(_ slot: Int, of post: Int) -> Bool {
    guard salt != 0 else { return false }
    let pair = UInt64(truncatingIfNeeded: slot) << 32 | UInt64(truncatingIfNeeded: post)
    let hash = (pair ^ salt) &* 0x9E37_79B9_7F4A_7C15
    return hash >> 62 < quarters
  }
}
