/// Moves each post to the best of the slots that are worth exactly as much to it.
///
/// Of two such slots the better one has, in this order: the higher score before the preferred
/// factor; the hour nearer to the middle of its plateau; the earlier day; the account's own minute
/// within the hour, so that thousands of accounts do not post in the same second. A plateau is a run
/// of equal slots within one local day. Urgent posts, which lose by each minute, stay.
///
/// No rule is broken, and the plan is worth the same. Nothing but the account decides.
struct TieBreaking {
  /// The slots of a curve that have one value.
  private struct Level: Hashable {
    var curve: Int
    var value: Double
  }

  /// A slot among those of equal value; what is smaller is better.
  private struct Candidate {
    let slot: Int
    /// The score before the preferred factor.
    let score: Double
    /// The local day, and the hour as the scores count them.
    let day: Int
    let hour: Int64
    /// How many hours it is from the middle of its plateau.
    var distance: Int64 = 0
    /// How many slots of its hour come before it, from the account's own minute on.
    var turn = 0

    static func isBetter(_ a: Candidate, _ b: Candidate) -> Bool {
      if a.score != b.score { return a.score > b.score }
      return (a.distance, a.day, a.turn, a.slot) < (b.distance, b.day, b.turn, b.slot)
    }
  }

  private let problem: AccountProblem
  /// Decides the account's own minute.
  private let number: UInt64
  /// The slots of each level, the best first.
  private var choices: [Level: [Int]] = [:]

  /// Values that differ by less are equal; what arithmetic leaves.
  private static let tolerance = 1e-12
  /// Posts that give way to each other settle in two or three sweeps.
  private static let mostSweeps = 6
  /// How many slots a post asks for at most in a sweep; where all scores are equal there are
  /// thousands.
  private static let mostTrials = 128
  private static let hour: Int64 = 3_600_000

  static func apply(_ problem: AccountProblem, to board: inout SlotBoard) {
    var pass = TieBreaking(problem)
    pass.run(on: &board)
  }

  private init(_ problem: AccountProblem) {
    self.problem = problem
    let account =
      problem.members.isEmpty
      ? PostIdentity.defaultAccount : problem.post(0).identity.account
    number = Checksum.hash("minute", account)
  }

  /// Goes through the posts from the last to the first and back, until none moves: those that move
  /// later make room from the back, those that move earlier from the front.
  private mutating func run(on board: inout SlotBoard) {
    var movable = problem.members.indices.filter { index in
      let post = problem.problem.posts[index]
      return board.isPlaced(index) && post.pin == nil && post.decayOrigin == nil
    }
    for sweep in 0..<Self.mostSweeps {
      movable.sort { (board.instants[$0], $0) < (board.instants[$1], $1) }
      if sweep.isMultiple(of: 2) { movable.reverse() }
      var hasMoved = false
      for index in movable where move(index, on: &board) { hasMoved = true }
      guard hasMoved else { return }
    }
  }

  /// Moves a post to the best slot that is free, if that is better than its own.
  private mutating func move(_ index: Int, on board: inout SlotBoard) -> Bool {
    let post = problem.problem.posts[index]
    let slots = problem.input.lanes.rules.lanes[post.lane].slots
    let instant = board.instants[index]
    let own = slots.firstIndex(from: instant)
    guard let curve = post.curve, own < slots.count, slots[own] == instant else { return false }
    let choices = choices(for: index, curve: curve, slot: own)
    guard let best = choices.first, best != own else { return false }
    let open = problem.openSlots(of: index)
    var blockers: [Int] = []
    board.remove(index)
    for slot in choices.lazy.filter(open.contains).prefix(Self.mostTrials) {
      if slot == own { break }
      if board.obstacle(of: index, at: slots[slot], blockers: &blockers) == nil {
        board.place(index, at: slots[slot])
        return true
      }
    }
    board.place(index, at: instant)
    return false
  }

  /// The slots that are worth as much as one, the best first; none where the score is 0, which
  /// says nothing of an hour.
  private mutating func choices(for index: Int, curve: Int, slot: Int) -> [Int] {
    let values = problem.problem.curves[curve]
    let level = Level(curve: curve, value: values[slot])
    if let known = choices[level] { return known }
    var slots: [Int] = []
    if level.value > 0, let curve = problem.input.curve(of: problem.members[index]) {
      let equal = values.indices.filter { abs(values[$0] - level.value) <= Self.tolerance }
      if equal.count > 1 {
        slots = candidates(equal, curve, lane: problem.problem.posts[index].lane)
          .sorted(by: Candidate.isBetter).map(\.slot)
      }
    }
    choices[level] = slots
    return slots
  }

  /// Slots of equal value, each with what decides between them.
  private func candidates(
    _ equal: [Int], _ curve: ScoreCurve, lane: Int
  ) -> [Candidate] {
    let instants = problem.input.lanes.rules.lanes[lane].slots
    let constraints = problem.input.request.constraints
    let step = Int64(constraints.slotMinutes) * 60_000
    var candidates = equal.map { slot in
      let instant = Instant(milliseconds: instants[slot])
      return Candidate(
        slot: slot, score: curve.score(at: instant),
        day: constraints.zone.localTime(at: instant).date.daysSinceEpoch,
        hour: (instant.milliseconds - curve.scores.start.milliseconds).floorDivided(by: Self.hour))
    }
    var first = 0
    for next in 1...candidates.count {
      if next < candidates.count {
        let (last, other) = (candidates[next - 1], candidates[next])
        let distance = instants[other.slot] - instants[last.slot]
        if other.slot == last.slot + 1, other.day == last.day, other.score == last.score,
          distance <= max(step, Self.hour)
        {
          continue
        }
      }
      let end = instants[candidates[next - 1].slot] + min(step, Self.hour)
      let middle = (instants[candidates[first].slot] + end) / 2 - curve.scores.start.milliseconds
      measure(&candidates[first..<next], middle: middle.floorDivided(by: Self.hour))
      first = next
    }
    return candidates
  }

  /// Notes how far the slots of a plateau are from its middle, and from the account's own minute.
  private func measure(_ plateau: inout ArraySlice<Candidate>, middle: Int64) {
    var first = plateau.startIndex
    while first < plateau.endIndex {
      let hour = plateau[first].hour
      let count = plateau[first...].prefix { $0.hour == hour }.count
      let own = Int(number % UInt64(count))
      for place in 0..<count {
        plateau[first + place].distance = abs(hour - middle)
        plateau[first + place].turn = (place + count - own) % count
      }
      first += count
    }
  }
}
