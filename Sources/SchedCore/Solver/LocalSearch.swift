/// Betters a plan post by post, across lanes and under all rules.
///
/// A move puts a post at a slot that is worth more to it, takes off whoever stands in its way, and
/// finds those another place, which may take off others in turn: an ejection chain (Glover 1996,
/// doi:10.1016/0166-218X(94)00037-E), kept if the whole gains. When no move gains, a few posts that
/// stand close together in time or belong together are taken off and put back in another order
/// (Schrimpf et al. 2000, "ruin and recreate", doi:10.1006/jcph.1999.6413). Choices at random come
/// from a generator with a fixed seed, so the same plan leads to the same plan.
struct LocalSearch {
  private(set) var board: SlotBoard
  var log: [(post: Int, instant: Int64)] = []
  private var isLocked: [Bool]
  var random: SeededGenerator
  let posts: [Int]
  private let ranked: RankedSlots
  var blink = Blink()
  /// How many slots have been looked at for a post.
  private var looks = 0
  /// Where `climb` ends: one move of a post with many slots may look at a million of them.
  private var mostLooksNow = 0

  init(_ board: SlotBoard, seed: Int) {
    self.board = board
    random = SeededGenerator(seed: 0x5EED, stream: UInt64(truncatingIfNeeded: seed))
    isLocked = Array(repeating: false, count: board.model.posts.count)
    posts = board.movable(spares: Self.spares)
    ranked = RankedSlots(board.model, of: posts)
  }

  /// How many of its best slots a move tries for a post, how many posts it may take off at once,
  /// and how many links a chain has (all chosen).
  private static let slotsTried = 12
  /// After how many trials it is known what one costs, and how many looks at a slot all may cost
  /// (chosen: about a tenth of a second).
  private static let sampledTrials = 10
  private static let mostLooks = 800_000
  /// How many members of a class that are left out a search tries to place (chosen).
  private static let spares = 2
  private static let mostVictims = 4
  private static let depth = 1
  /// How much a trial may lose at first, as a value (chosen: about the score of a heavy post); the
  /// chance falls with the loss and with time, as in simulated annealing.
  private static let temperature = 5.0

  mutating func improve(trials: Int) {
    guard !posts.isEmpty else { return }
    climb()
    var current = 0.0
    var best = (gain: 0.0, board: board)
    looks = 0
    var trials = trials
    var trial = 0
    while trial < trials {
      trial += 1
      // Dear trials are fewer.
      if trial == Self.sampledTrials {
        trials = min(trials, trial + max(0, Self.mostLooks - looks) / max(1, looks / trial))
      }
      let left = 1 - Double(trial) / Double(trials)
      current += ruinAndRecreate(temperature: Self.temperature * left * left)
      if current > best.gain + 1e-9 { best = (current, board) }
    }
    board = best.board
    climb()
  }

  /// Moves until none gains.
  private mutating func climb() {
    mostLooksNow = looks + Self.mostLooks
    for _ in 0..<10 {
      var gained = false
      for post in posts where looks < mostLooksNow {
        if move(post) {
          gained = true
        } else if !board.isPlaced(post), board.model.isRelated[post], placeChain(post) {
          gained = true
        }
      }
      if !gained { return }
    }
  }
}

extension LocalSearch {
  private func value(_ post: Int, at instant: Int64) -> Double {
    let lane = board.model.lanes[board.model.group[post]]
    return lane.value(board.model.localIndex[post], lane.slots.firstIndex(from: instant))
  }

  private mutating func set(_ post: Int, _ instant: Int64) {
    log.append((post, board.instants[post]))
    board.remove(post)
    if instant != SlotBoard.unplaced { board.place(post, at: instant) }
  }

  mutating func undo(to mark: Int) {
    while log.count > mark {
      let last = log.removeLast()
      board.remove(last.post)
      if last.instant != SlotBoard.unplaced { board.place(last.post, at: last.instant) }
    }
  }

  /// The slots worth more than `least` to a post, the best first, at most `most` of them.
  private func bestSlots(_ post: Int, above least: Double, most: Int) -> [Int] {
    let lane = board.model.lanes[board.model.group[post]]
    let local = board.model.localIndex[post]
    var found: [Int] = []
    let span = board.span(of: post)
    for slot in ranked[post] {
      let slot = Int(slot)
      guard found.count < most, lane.value(local, slot) > least else { break }
      if lane.slots[slot] >= span.first, lane.slots[slot] <= span.last { found.append(slot) }
    }
    return found
  }

  /// Tries to move a post to a better slot, or to place it; true if the plan gains.
  private mutating func move(_ post: Int) -> Bool {
    log.removeAll(keepingCapacity: true)
    let slots = board.model.lanes[board.model.group[post]].slots
    let old = board.instants[post]
    let current = old == SlotBoard.unplaced ? 0 : value(post, at: old)
    let tried = old == SlotBoard.unplaced ? 2 * Self.slotsTried : Self.slotsTried
    for slot in bestSlots(post, above: current + 1e-9, most: tried) where looks < mostLooksNow {
      if old != SlotBoard.unplaced { set(post, SlotBoard.unplaced) }
      let gain = insert(post, at: slots[slot], depth: Self.depth)
      if gain - current > 1e-9 { return true }
      undo(to: 0)
    }
    return false
  }

  /// Tries to place a post that is left out together with those that it comes after.
  private mutating func placeChain(_ post: Int) -> Bool {
    log.removeAll(keepingCapacity: true)
    var chain = [post]
    while let before = board.model.posts[chain[chain.count - 1]].predecessor?.post,
      chain.count < 8, isMovable(before), !chain.contains(before)
    {
      chain.append(before)
    }
    guard chain.count > 1 else { return false }
    var gain = 0.0
    var victims: [Int] = []
    for link in chain where board.isPlaced(link) { gain -= evict(link, into: &victims) }
    guard gain > -.infinity else {
      undo(to: 0)
      return false
    }
    let root = chain[chain.count - 1]
    if !board.isPlaced(root) { gain += settleChain(root) }
    for link in chain.reversed() where !board.isPlaced(link) { gain += settle(link, depth: 1) }
    for victim in victims where !board.isPlaced(victim) { gain += settle(victim, depth: 1) }
    if gain > 1e-9 { return true }
    undo(to: 0)
    return false
  }

  /// Puts a post at an instant and whoever stood in its way elsewhere; what the plan gains by it,
  /// or minus infinity if it cannot be, the board then being anyhow.
  private mutating func insert(_ post: Int, at instant: Int64, depth: Int) -> Double {
    isLocked[post] = true
    defer { isLocked[post] = false }
    var victims: [Int] = []
    var blockers: [Int] = []
    var gain = value(post, at: instant)
    while let rule = board.obstacle(of: post, at: instant, blockers: &blockers) {
      guard rule != .predecessor else { return -.infinity }
      if !rule.isBrokenByEach {
        let movable = blockers.filter { isMovable($0) }
        let least = movable.min {
          (value($0, at: board.instants[$0]), $0) < (value($1, at: board.instants[$1]), $1)
        }
        guard let least else { return -.infinity }
        blockers = [least]
      }
      for blocker in blockers {
        guard isMovable(blocker), victims.count < Self.mostVictims else { return -.infinity }
        gain -= evict(blocker, into: &victims)
        if gain == -.infinity { return gain }
      }
    }
    set(post, instant)
    victims.sort { (board.model.chainWeight[$0], $1) > (board.model.chainWeight[$1], $0) }
    for _ in 0..<2 {
      for victim in victims where !board.isPlaced(victim) { gain += settle(victim, depth: depth) }
    }
    return gain
  }

  func isMovable(_ post: Int) -> Bool {
    board.model.localIndex[post] >= 0 && !isLocked[post]
  }

  /// Takes a post off, and the posts that come after it; what they were worth.
  mutating func evict(_ post: Int, into victims: inout [Int]) -> Double {
    guard board.isPlaced(post) else { return 0 }
    var loss = value(post, at: board.instants[post])
    set(post, SlotBoard.unplaced)
    victims.append(post)
    for successor in board.model.successors[post] where board.isPlaced(successor) {
      guard isMovable(successor) else {
        if board.model.posts[successor].pin != nil { continue }
        return .infinity
      }
      loss += evict(successor, into: &victims)
    }
    return loss
  }

  /// Finds places for a post and those after it; what they are worth.
  private mutating func settleChain(_ root: Int) -> Double {
    var gain = 0.0
    var blockers: [Int] = []
    let chain = ChainPlacement.find(from: root, on: board, blink: blink)
    looks += (1 + chain.count) * ranked[root].count
    for (post, slot) in chain {
      let instant = board.model.lanes[board.model.group[post]].slots[slot]
      guard board.obstacle(of: post, at: instant, blockers: &blockers) == nil else { break }
      set(post, instant)
      gain += value(post, at: instant)
    }
    return gain
  }

  /// The best slot that is free for a post, the first of equals.
  private mutating func freeSlot(of post: Int) -> Int? {
    let slots = board.model.lanes[board.model.group[post]].slots
    let local = board.model.localIndex[post]
    var blockers: [Int] = []
    for slot in ranked[post] where !blink.overlooks(Int(slot), of: local) {
      looks += 1
      if board.obstacle(of: post, at: slots[Int(slot)], blockers: &blockers) == nil {
        return Int(slot)
      }
    }
    return nil
  }

  /// Finds a place for a post that was taken off; what it is worth there, less what that costs.
  mutating func settle(_ post: Int, depth: Int) -> Double {
    if board.model.successors[post].contains(where: { !board.isPlaced($0) && isMovable($0) }) {
      let gain = settleChain(post)
      if gain > 0 { return gain }
    }
    let lane = board.model.lanes[board.model.group[post]]
    let local = board.model.localIndex[post]
    let free = freeSlot(of: post)
    var best = free.map { lane.value(local, $0) } ?? 0
    var chosen: Int?
    if depth > 0 {
      for slot in bestSlots(post, above: best + 1e-9, most: 3) {
        let mark = log.count
        let gain = insert(post, at: lane.slots[slot], depth: depth - 1)
        undo(to: mark)
        if gain > best + 1e-9 {
          best = gain
          chosen = slot
        }
      }
    }
    if let chosen { return insert(post, at: lane.slots[chosen], depth: depth - 1) }
    if let free { set(post, lane.slots[free]) }
    return best
  }
}
