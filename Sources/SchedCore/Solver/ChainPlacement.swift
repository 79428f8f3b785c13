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
    var tables: [Table] = []
    var end: (link: Int, place: Int, worth: Double)?
    for (link, post) in chain.enumerated() {
      let lag = link == 0 ? 0 : model.lag(of: post, after: chain[link - 1])
      let table = Table(
        of: post, after: tables.last, link == 0 ? -1 : chain[link - 1], lag: lag, on: board, blink)
      guard let last = table.best.last else { break }
      tables.append(table)
      let worth = table.worths[last]
      if worth > (end?.worth ?? 0) { end = (link, last, worth) }
    }
    var found: [(post: Int, slot: Int)] = []
    guard let end else { return found }
    var place = end.place
    for link in (0...end.link).reversed() {
      found.append((chain[link], tables[link].slots[place]))
      place = tables[link].before[place]
    }
    return found.reversed()
  }

  /// The free slots of one link.
  private struct Table {
    var slots: [Int] = []
    var instants: [Int64] = []
    /// f of each slot.
    var worths: [Double] = []
    /// The place of the link before in its table.
    var before: [Int] = []
    /// For each slot the place of the greatest f so far, the first of equals.
    var best: [Int] = []

    init(
      of post: Int, after previous: Table?, _ before: Int, lag: Int64, on board: SlotBoard,
      _ blink: Blink
    ) {
      let lane = board.model.lanes[board.model.group[post]]
      let local = board.model.localIndex[post]
      var reach = 0
      var blockers: [Int] = []
      for range in lane.ranges[local] {
        for slot in range where !blink.overlooks(slot, of: local) {
          let instant = lane.slots[slot]
          var worth = lane.value(local, slot)
          var from = -1
          if let previous {
            while reach < previous.instants.count,
              previous.instants[reach].saturatingAdd(lag) <= instant
            {
              reach += 1
            }
            guard reach > 0 else { continue }
            from = previous.best[reach - 1]
            worth += previous.worths[from]
          }
          let rule = board.obstacle(of: post, at: instant, blockers: &blockers)
          guard
            rule == nil
              || (rule == .predecessor && board.isBehindAll(post, at: instant, but: before))
          else { continue }
          let isBest = best.last.map { worth > worths[$0] } ?? true
          best.append(isBest ? slots.count : best[best.count - 1])
          slots.append(slot)
          instants.append(instant)
          worths.append(worth)
          self.before.append(from)
        }
      }
    }
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
