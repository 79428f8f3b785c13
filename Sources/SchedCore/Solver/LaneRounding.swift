/// Plans of a lane from the relaxation: its mixture of choices made whole.
///
/// At the best multipliers the choices, weighted as `BundleMethod` weighs them, give each slot a share
/// y of a post such that every gap and every row is kept on the average. Walk through the slots
/// adding up the shares, and take a slot whenever the sum passes a whole number, after an offset in
/// 0..<1: an interval whose shares come to at most m then has at most m of the slots taken, so the
/// slots keep the least gap and the rows for every offset. Which post goes where is an `Assignment`.
struct LaneRounding {
  private let lane: LaneModel
  /// The slots with a share, ascending, and what their shares come to.
  private var slots: [Int] = []
  private var sums: [Double] = []

  init(_ relaxation: LaneRelaxation) {
    lane = relaxation.lane
    var shares = Array(repeating: 0.0, count: lane.slots.count)
    for (weight, choices) in relaxation.mixture {
      for choice in choices { shares[choice.slot] += weight }
    }
    var sum = 0.0
    for slot in shares.indices where shares[slot] > 1e-6 {
      sum += shares[slot]
      slots.append(slot)
      sums.append(sum)
    }
  }

  /// The slots that an offset in 0..<1 takes.
  func slots(offset: Double) -> [Int] {
    var taken: [Int] = []
    var next = offset + Self.rest
    for (index, slot) in slots.enumerated() where sums[index] >= next {
      taken.append(slot)
      next = offset + Self.rest + (sums[index] - offset - Self.rest).rounded(.down) + 1
    }
    return taken
  }

  /// Shares come to whole numbers up to this.
  private static let rest = 1e-4

  /// Whether an assignment to these slots is soon done, in about 20 ms (chosen).
  static func isCheap(_ taken: [Int], posts: Int) -> Bool {
    let steps = Double(taken.count) * Double(taken.count) * Double(posts + taken.count)
    return steps <= 2e7
  }

  /// The posts that are worth most at these slots together: for each post of the lane its slot.
  func assign(
    _ taken: [Int], isOpen: (_ post: Int, _ slot: Int) -> Bool
  ) -> (value: Double, slots: [Int?]) {
    var values: [Double] = []
    for slot in taken {
      for post in 0..<lane.count {
        let isPossible = lane.isOpen(post, slot) && isOpen(post, slot)
        values.append(isPossible ? lane.value(post, slot) : 0)
      }
    }
    var slots: [Int?] = Array(repeating: nil, count: lane.count)
    var total = 0.0
    for (row, post) in Assignment.best(values, rows: taken.count, columns: lane.count).enumerated()
    {
      guard let post else { continue }
      slots[post] = taken[row]
      total += values[row * lane.count + post]
    }
    return (total, slots)
  }
}
