import Glibc

/// Betters a plan across lanes, where many instants are full and no posts belong together.
///
/// Ruin and recreate (Schrimpf et al. 2000, doi:10.1006/jcph.1999.6413) under simulated annealing, in
/// the manner of "slack induction by string removals" (Christiaens and Vanden Berghe 2020,
/// doi:10.1287/trsc.2019.0914), changed in two ways: a) a ruin may begin with a post that is forced
/// into a slot, and takes off whoever stands in its way; b) only posts whose lanes, or instants, the
/// ruin has touched are put back, for the others are as blocked as before.
///
/// A step is undone if it loses more than the temperature lets pass; the best plan of all steps
/// counts. Choices come from a generator with a fixed seed, so the same plan leads to the same plan.
struct AnnealedSearch {
  private let model: SolverModel
  private var board: SlotBoard
  private var random: SeededGenerator
  /// The posts that may move.
  private let posts: [Int]
  private let slots: RankedSlots
  /// How many posts that are left out a step may look at, beside those it has taken off (chosen).
  private static let othersTried = 6
  /// How many members of a class that are left out may be forced in (chosen).
  private static let spares = 3

  /// After how many steps it is known what one costs, and how many looks at a slot all may cost
  /// (chosen: about a third of a second).
  private static let sampledSteps = 100
  private static let mostLooks = 3_000_000
  private var looks = 0

  /// What the changes of a step have replaced.
  private var log: [(post: Int, instant: Int64)] = []
  private var blockers: [Int] = []
  private var waiting: [Int] = []

  init(_ board: SlotBoard, stream: UInt64) {
    self.board = board
    random = SeededGenerator(seed: 0x5C4ED, stream: stream)
    model = board.model
    posts = board.movable(spares: Self.spares)
    slots = RankedSlots(model, of: posts)
  }

  /// Runs that many steps, while the temperature falls from the first to the last by equal factors.
  /// - Returns: the best plan found, and how much it gains over the first.
  mutating func run(
    steps: Int, from first: Double, to last: Double
  ) -> (board: SlotBoard, gain: Double) {
    var gain = 0.0
    var best = (board: board, gain: 0.0)
    let movable = posts.filter { !slots[$0].isEmpty }
    guard movable.count > 1, steps > 0 else { return best }
    var steps = steps
    var cooling = pow(last / first, 1 / Double(steps))
    var temperature = first
    var step = 0
    while step < steps {
      step += 1
      if step == Self.sampledSteps, looks * (steps / step) > Self.mostLooks {
        // Dear steps: fewer of them, over which the temperature falls as far.
        steps = step + max(0, Self.mostLooks - looks) / max(1, looks / step)
        cooling = pow(last / temperature, 1 / Double(max(1, steps - step)))
      }
      temperature *= cooling
      log.removeAll(keepingCapacity: true)
      waiting.removeAll(keepingCapacity: true)
      let seed = movable[random.next(below: movable.count)]
      guard var change = ruin(seed) else {
        undo()
        continue
      }
      change += recreate(movable)
      if change < temperature * log1p(-random.nextUnit()) {
        undo()
        continue
      }
      gain += change
      if gain > best.gain + 1e-9 { best = (board, gain) }
    }
    return best
  }
}

extension AnnealedSearch {
  private func value(_ post: Int, atSlot slot: Int) -> Double {
    let lane = model.lanes[model.group[post]]
    return lane.value(model.localIndex[post], slot)
  }

  private func standingValue(_ post: Int) -> Double {
    let lane = model.lanes[model.group[post]]
    return value(post, atSlot: lane.slots.firstIndex(from: board.instants[post]))
  }

  private mutating func set(_ post: Int, _ instant: Int64) {
    log.append((post, board.instants[post]))
    board.remove(post)
    if instant != SlotBoard.unplaced { board.place(post, at: instant) }
  }

  private mutating func undo() {
    while let last = log.popLast() {
      board.remove(last.post)
      if last.instant != SlotBoard.unplaced { board.place(last.post, at: last.instant) }
    }
  }

  /// Takes a post off; what is lost.
  private mutating func evict(_ post: Int) -> Double {
    guard board.isPlaced(post), model.posts[post].pin == nil else { return 0 }
    let loss = standingValue(post)
    set(post, SlotBoard.unplaced)
    waiting.append(post)
    return loss
  }
}

extension AnnealedSearch {
  /// Takes some posts off; minus what they were worth, or nil if the step cannot be made.
  private mutating func ruin(_ seed: Int) -> Double? {
    switch random.next(below: 10) {
    case 0..<5: return force(seed)
    default: return -evictNeighbours(of: seed)
    }
  }

  /// Forces a post into one of its slots, the better the likelier.
  private mutating func force(_ post: Int) -> Double? {
    let loss = evict(post)
    let share = random.nextUnit()
    let choices = slots[post]
    let slot = Int(choices[Int(share * share * Double(choices.count))])
    return force(post, into: slot).map { $0 - loss }
  }

  /// Forces a post that does not stand into a slot, and takes off whoever is in its way; nil if
  /// pins forbid it.
  private mutating func force(_ post: Int, into slot: Int) -> Double? {
    let instant = model.lanes[model.group[post]].slots[slot]
    var change = 0.0
    for _ in 0..<12 {
      guard let rule = board.obstacle(of: post, at: instant, blockers: &blockers) else {
        set(post, instant)
        return change + value(post, atSlot: slot)
      }
      let inTheWay = blockers.filter { model.posts[$0].pin == nil }
      guard !inTheWay.isEmpty, !rule.isBrokenByEach || inTheWay.count == blockers.count else {
        return nil
      }
      if rule.isBrokenByEach {
        for other in inTheWay { change -= evict(other) }
      } else {
        change -= evict(inTheWay[random.next(below: inTheWay.count)])
      }
    }
    return nil
  }

  /// Takes off some posts that stand near to a post, or to where it would best stand: of its lane,
  /// or of all.
  private mutating func evictNeighbours(of seed: Int) -> Double {
    let home = model.posts[seed].lane
    let wanted = model.lanes[model.group[seed]].slots[
      Int(slots[seed][random.next(below: slots[seed].count)])]
    let anchor = board.isPlaced(seed) ? board.instants[seed] : wanted
    let count = 1 + random.next(below: 4)
    let isOneLane = random.next(below: 2) == 0
    var victims: [Int] = []
    for (lane, stands) in board.lanes.enumerated() where !isOneLane || lane == home {
      let place = SlotBoard.firstIndex(in: stands, from: anchor)
      let reach = isOneLane ? count : 1
      for stand in stands[max(0, place - reach / 2)..<min(stands.count, place + (reach + 1) / 2)] {
        victims.append(stand.post)
      }
    }
    var loss = 0.0
    for victim in victims { loss += evict(victim) }
    return loss
  }

  /// Puts back what was taken off, and what now may fit; what is gained.
  private mutating func recreate(_ movable: [Int]) -> Double {
    var touched: UInt64 = 0
    for entry in log { touched |= 1 << UInt64(model.posts[entry.post].lane & 63) }
    // A few of the others that are left out, for each costs a look at all of its slots.
    for _ in 0..<Self.othersTried {
      let post = movable[random.next(below: movable.count)]
      guard !board.isPlaced(post), touched & (1 << UInt64(model.posts[post].lane & 63)) != 0,
        !waiting.contains(post)
      else { continue }
      waiting.append(post)
    }
    waiting.shuffle(using: &random)
    if random.next(below: 4) > 0 {
      waiting.sort { model.posts[$0].weight > model.posts[$1].weight }
    }
    // How often a slot is passed over although it is free, so that the next post may have it.
    let blink = [0.0, 0.02, 0.1, 0.3][random.next(below: 4)]
    var gained = 0.0
    // A post that waits for its predecessor gets a second chance.
    for _ in 0..<2 {
      for post in waiting where !board.isPlaced(post) { gained += settle(post, blink: blink) }
    }
    return gained
  }

  /// Places a post at its best free slot, if there is one; what it is worth there.
  private mutating func settle(_ post: Int, blink: Double) -> Double {
    let lane = model.group[post]
    for slot in slots[post] {
      let instant = model.lanes[lane].slots[Int(slot)]
      looks += 1
      guard board.obstacle(of: post, at: instant, blockers: &blockers) == nil else { continue }
      if blink > 0, random.nextUnit() < blink { continue }
      set(post, instant)
      return value(post, atSlot: Int(slot))
    }
    return 0
  }
}
