/// A beam search for the plan of one lane, with the relaxation as its guide.
///
/// Slots are passed in time order; at each, every partial plan kept so far may place any of the
/// posts that may stand there. A partial plan is worth what it has placed less all prices, less
/// the multipliers of posts whose last slot has passed, plus what the relaxation promises for the
/// rest: never less than what it can become, so those that cannot beat the best plan known are
/// dropped. Of two that have used the same posts (of those still to come) and are ready for the
/// next at the same time, the better stays. Rules are checked exactly, looking back along the
/// partial plan. With room for all partial plans it is an exact dynamic program over sets (Held,
/// Karp 1962); cut to the best `width` it is a beam (Ow, Morton 1988, doi:10.1080/00207548808947840).
struct LaneSearch {
  struct Label {
    var used: UInt128
    var worth: Double
    var value: Double
    var promise: Double
    /// When the next post may stand, and when the one after it, as gaps and quotas say.
    var ready: Int64
    var later: Int64
    var parent: Int32
    /// The next label of the front that has used the same posts, and whether it is better.
    var next: Int32 = -1
    var isDropped = false
    var post: Int32
    var slot: Int32
  }

  /// More posts than this in one search are not told apart.
  static let mostMembers = 128

  let relaxation: LaneRelaxation
  let board: SlotBoard
  let width: Int
  let members: [Int]
  let arcs: CandidatePairs
  let lane: LaneModel
  let leastGap: Int64
  let isUniform: Bool
  let fixed: [SlotBoard.Stand]
  var labels: [Label] = []
  var front: [Int32] = []
  var table: [Int32]
  var stamps: [UInt32]
  var stamp: UInt32 = 0
  /// The rows with a price by where they end, the posts that others leave them, and how many of
  /// the rows have been passed.
  private let pricedRows: [(row: LaneRows.Row, price: Double, room: Int)]
  /// A plan is worth what it gains less all prices, and this: the multipliers of the members, and
  /// those of the rows for the room that others leave.
  let constant: Double
  private var settled = 0
  /// Who else stands at the slot that is passed, asked only where several may.
  var crowd = (total: 0, calm: 0, calmHere: 0)

  /// The relaxation stands evaluated at its best multipliers; on the board the members (local
  /// indices, ascending, at most `mostMembers`) are taken off and all others stand.
  init(
    _ relaxation: LaneRelaxation, board: SlotBoard, members: [Int], arcs: CandidatePairs, width: Int
  ) {
    self.relaxation = relaxation
    self.board = board
    self.width = width
    self.members = members
    self.arcs = arcs
    lane = relaxation.lane
    leastGap = relaxation.rows.levels.first ?? 0
    isUniform = relaxation.rows.levels.count <= 1
    fixed = relaxation.lane.isMixed ? [] : board.lanes[relaxation.lane.lane]
    pricedRows = Self.pricedRows(relaxation, board)
    constant =
      members.reduce(0) { $0 + relaxation.postPrice($1) }
      + pricedRows.reduce(0) { $0 + $1.price * Double($1.room) }
    table = Array(repeating: 0, count: 1024)
    stamps = Array(repeating: 0, count: 1024)
  }

  /// The best plan found that beats `incumbent`, as the slot of each member, or nil.
  mutating func run(incumbent: Double) -> (value: Double, slots: [Int?])? {
    var bits = Array(repeating: UInt128(0), count: lane.count)
    for (index, post) in members.enumerated() { bits[post] = UInt128(1) << UInt128(index) }
    var last = Array(repeating: -1, count: lane.count)
    for (index, arc) in arcs.arcs.enumerated() { last[arc.post] = index }
    var alive = UInt128(0)
    for post in members where last[post] >= 0 { alive |= bits[post] }
    var lost = 0.0
    for post in members where last[post] < 0 { lost += relaxation.postPrice(post) }
    labels = [
      Label(
        used: 0, worth: -lost, value: 0, promise: 0, ready: .min, later: .min, parent: -1, post: -1,
        slot: -1)
    ]
    front = [0]
    var index = 0
    while index < arcs.arcs.count {
      let slot = arcs.arcs[index].slot
      let instant = lane.slots[slot]
      if leastGap == 0 { crowd = board.crowd(at: instant, lane: lane.lane) }
      var past = index
      while past < arcs.arcs.count, arcs.arcs[past].slot == slot {
        let arc = arcs.arcs[past]
        extend(by: arc, bit: bits[arc.post], at: instant)
        past += 1
      }
      for passed in index..<past where last[arcs.arcs[passed].post] == passed {
        let post = arcs.arcs[passed].post
        let price = relaxation.postPrice(post)
        for label in front where labels[Int(label)].used & bits[post] == 0 {
          labels[Int(label)].worth -= price
        }
        if !keepsForOthers(post) { alive &= ~bits[post] }
      }
      index = past
      settleRows(before: index < arcs.arcs.count ? arcs.arcs[index].slot : lane.slots.count)
      if index < arcs.arcs.count {
        prune(alive: alive, next: arcs.arcs[index].slot, incumbent: incumbent)
      }
      if front.isEmpty { return nil }
    }
    var best: Int32 = -1
    for label in front where labels[Int(label)].value > incumbent + 1e-9 {
      if best < 0 || labels[Int(label)].value > labels[Int(best)].value { best = label }
    }
    guard best >= 0 else { return nil }
    var slots: [Int?] = Array(repeating: nil, count: lane.count)
    let value = labels[Int(best)].value
    while best > 0 {
      let label = labels[Int(best)]
      slots[Int(label.post)] = Int(label.slot)
      best = label.parent
    }
    return (value, slots)
  }

  private static func pricedRows(
    _ relaxation: LaneRelaxation, _ board: SlotBoard
  ) -> [(row: LaneRows.Row, price: Double, room: Int)] {
    let lane = relaxation.lane
    var priced: [(row: LaneRows.Row, price: Double, room: Int)] = []
    for (row, price) in relaxation.pricedRows where price > 1e-9 {
      var room = row.most
      let stands = board.lanes[lane.lane]
      var index = SlotBoard.firstIndex(in: stands, from: lane.slots[row.first])
      while index < stands.count, stands[index].instant <= lane.slots[row.past - 1] {
        let local = board.model.localIndex[stands[index].post]
        if local >= 0, lane.posts.indices.contains(local), lane.posts[local] == stands[index].post,
          relaxation.level(local) >= row.level
        {
          room -= 1
        }
        index += 1
      }
      priced.append((row, price, room))
    }
    return priced.sorted { ($0.row.past, $0.row.first) < ($1.row.past, $1.row.first) }
  }

  /// Charges the rows that end before the next slot for the room they have left.
  ///
  /// A row that is not full pays back less than its multiplier promised: v_r for each free place.
  private mutating func settleRows(before next: Int) {
    while settled < pricedRows.count, pricedRows[settled].row.past <= next {
      let (row, price, most) = pricedRows[settled]
      settled += 1
      for label in front {
        var room = most
        var current = label
        while current > 0, Int(labels[Int(current)].slot) >= row.first {
          let other = labels[Int(current)]
          if Int(other.slot) < row.past, relaxation.level(Int(other.post)) >= row.level {
            room -= 1
          }
          current = other.parent
        }
        labels[Int(label)].worth -= price * Double(room)
      }
    }
  }

  /// Whether a later post of the lane must know if this one was placed.
  private func keepsForOthers(_ post: Int) -> Bool {
    let model = board.model
    return model.successors[lane.posts[post]].contains {
      model.group[$0] == model.group[lane.posts[post]]
    }
  }

  private mutating func extend(by arc: CandidatePairs.Arc, bit: UInt128, at instant: Int64) {
    // Labels added here are asked again for the next arc of the slot only if the least gap is 0.
    let end = front.count
    for index in 0..<end {
      let parent = front[index]
      let label = labels[Int(parent)]
      guard label.used & bit == 0, label.ready <= instant,
        mayStand(arc.post, at: instant, after: parent)
      else { continue }
      front.append(Int32(labels.count))
      labels.append(
        Label(
          used: label.used | bit, worth: label.worth + arc.reduced,
          value: label.value + arc.value, promise: 0, ready: instant.saturatingAdd(leastGap),
          later: .min, parent: parent, post: Int32(arc.post), slot: Int32(arc.slot)))
      wait(Int32(labels.count - 1))
    }
  }

  /// Works out how long quotas make the next posts after a label wait.
  private mutating func wait(_ label: Int32) {
    var ready = labels[Int(label)].ready
    var later = ready.saturatingAdd(leastGap)
    for quota in lane.quotas where quota.posts > 0 && quota.posts < members.count {
      switch quota.windows {
      case .sliding(let width):
        // The next waits for the `posts` last ones to spread over a window, the one after it for
        // one less.
        var current = label
        var count = 1
        while count < quota.posts - 1, current > 0 {
          current = labels[Int(current)].parent
          count += 1
        }
        guard current > 0 else { continue }
        if quota.posts == 1 {
          ready = max(ready, instant(of: current).saturatingAdd(width))
          continue
        }
        later = max(later, instant(of: current).saturatingAdd(width))
        current = labels[Int(current)].parent
        guard current > 0 else { continue }
        ready = max(ready, instant(of: current).saturatingAdd(width))
      case .beginning(let starts):
        let index = starts.firstIndex(after: instant(of: label))
        guard index > 0, index < starts.count else { continue }
        var count = 0
        var current = label
        while current > 0, instant(of: current) >= starts[index - 1] {
          count += 1
          current = labels[Int(current)].parent
        }
        let limit = quota.limit(ofWindow: index - 1)
        if count >= limit { ready = max(ready, starts[index]) }
        if count >= limit - 1 { later = max(later, starts[index]) }
      }
    }
    labels[Int(label)].ready = ready
    labels[Int(label)].later = max(later, ready.saturatingAdd(leastGap))
  }

  private func instant(of label: Int32) -> Int64 { lane.slots[Int(labels[Int(label)].slot)] }
}
