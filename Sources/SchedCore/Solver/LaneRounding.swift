/// Plans of a lane from the relaxation: its mixture of choices made whole.
///
/// At the best multipliers the choices, weighted as `BundleMethod` weighs them, give each slot a share
/// y of a post such that every gap and every row is kept on the average. Walk through the slots
/// adding up the shares, and take a slot whenever the sum passes a whole number, after an offset in
/// 0..<1: an interval whose shares come to at most m then has at most m of the slots taken, so the
/// slots keep the least gap and the rows for every offset. Which post goes where is an `Assignment`.
///
/// Where gaps differ the walk may bring two posts of a wide gap too near to each other; so each slot
/// is taken for a level, that of the share in which the sum passes, and for posts of no wider gap.
/// The choices themselves, each of which keeps all gaps, are tried too.
struct LaneRounding {
  /// Slots, ascending, and the level of the widest gap that a post may have at each.
  struct Pattern: Hashable {
    var slots: [Int] = []
    var levels: [Int] = []
  }

  private struct Share {
    var slot: Int
    var level: Int
    var sum: Double
  }

  private let lane: LaneModel
  private let condensed: LaneModel
  private let classOf: [Int]
  private let levelOfClass: [Int]
  private let holdsSeveral: Bool
  /// What the mixture gives each slot and level, by slot, with running sums.
  private var shares: [Share] = []
  /// The choices that weigh most in the mixture, the heaviest first.
  private(set) var patterns: [Pattern] = []

  init(
    _ relaxation: LaneRelaxation,
    mixture: [(weight: Double, choices: [LaneRelaxation.Choice])], patterns most: Int
  ) {
    lane = relaxation.lane
    condensed = relaxation.condensed
    classOf = relaxation.classOf
    levelOfClass = relaxation.rows.levelOfPost
    holdsSeveral = relaxation.rows.levels.first == 0
    let levels = max(1, relaxation.rows.levels.count)
    var parts = Array(repeating: 0.0, count: lane.slots.count * levels)
    for (weight, choices) in mixture {
      for choice in choices { parts[choice.slot * levels + levelOfClass[choice.post]] += weight }
    }
    var sum = 0.0
    for index in parts.indices where parts[index] > 1e-6 {
      sum += parts[index]
      shares.append(Share(slot: index / levels, level: index % levels, sum: sum))
    }
    guard levels > 1 else { return }
    let order = mixture.indices.sorted { (-mixture[$0].weight, $0) < (-mixture[$1].weight, $1) }
    for index in order.prefix(most) {
      let choices = mixture[index].choices
      patterns.append(
        Pattern(slots: choices.map(\.slot), levels: choices.map { levelOfClass[$0.post] }))
    }
  }

  /// The slots that an offset in 0..<1 takes.
  func pattern(offset: Double) -> Pattern {
    var taken = Pattern()
    var next = offset + Self.rest
    for share in shares where share.sum >= next {
      // Without a gap an instant may hold several.
      let times = holdsSeveral ? Int((share.sum - next).rounded(.down)) + 1 : 1
      if holdsSeveral || taken.slots.last != share.slot {
        taken.slots += Array(repeating: share.slot, count: times)
        taken.levels += Array(repeating: share.level, count: times)
      }
      next = offset + Self.rest + (share.sum - offset - Self.rest).rounded(.down) + 1
    }
    return taken
  }

  /// Shares come to whole numbers up to this.
  private static let rest = 1e-4

  /// Whether an assignment to these slots is soon done, in about 20 ms (chosen).
  func isCheap(_ taken: Pattern) -> Bool {
    let count = Double(taken.slots.count)
    return count * count * Double(condensed.count) <= 2e7
  }

  /// The posts that are worth most at these slots together: for each post of the lane its slot.
  ///
  /// Twins take their slots in their order.
  func assign(
    _ taken: Pattern, isOpen: (_ post: Int, _ slot: Int) -> Bool
  ) -> [Int?] {
    var values: [Double] = []
    for (slot, level) in zip(taken.slots, taken.levels) {
      for number in 0..<condensed.count {
        let isPossible =
          levelOfClass[number] <= level && condensed.isOpen(number, slot)
          && isOpen(condensed.posts[number], slot)
        values.append(isPossible ? condensed.value(number, slot) : 0)
      }
    }
    var slots: [Int?] = Array(repeating: nil, count: lane.count)
    let columns = Assignment.best(
      values, rows: taken.slots.count, columns: condensed.count, room: condensed.copies)
    var waiting: [[Int]] = Array(repeating: [], count: condensed.count)
    for post in classOf.indices.reversed() { waiting[classOf[post]].append(post) }
    for (row, column) in columns.enumerated() {
      guard let column, let post = waiting[column].popLast() else { continue }
      slots[post] = taken.slots[row]
    }
    return slots
  }
}
