/// The Lagrangian relaxation of one lane: a proven upper bound, and prices that guide the search.
///
/// Relaxed with a multiplier each are "every post at most once" (u) and the rows of `LaneRows` (v):
///
///     L(u, v) = Σ_i u_i + Σ_r v_r · most_r + max over slot sets that keep the least gap of
///               Σ over chosen slots t of max_i (value_it - u_i - Σ over rows r at t of v_r)
///
/// For any u, v >= 0 this is at least the value of any plan, since a plan is one of the slot sets
/// and pays at most what the multipliers allow (Fisher 1981, Management Science 27:1). Least gap and
/// rows are intervals of slots, so the best multipliers give the bound of the linear program. They
/// are found by `BundleMethod`; a row takes part once a choice has broken it.
struct LaneRelaxation: Sendable {
  struct Choice: Sendable {
    var slot: Int
    var post: Int
    /// The value less all prices.
    var reduced: Double
  }

  let lane: LaneModel
  let rows: LaneRows
  private(set) var bound: Double
  /// The best multipliers so far: of the posts, and of the first so many active rows.
  private(set) var postPrices: [Double]
  private(set) var rowPrices: [Double] = []
  /// The rows that take part.
  private(set) var activeRows: [LaneRows.Row] = []
  private var isActive: [Bool]
  private var evaluation: LaneEvaluation
  private var bundle: BundleMethod?
  private var isDone = false

  init(
    _ lane: LaneModel, rows: LaneRows, isUseful: [Bool], mostAtOnce: (total: Int, calm: Int)
  ) {
    self.lane = lane
    self.rows = rows
    evaluation = LaneEvaluation(lane, rows: rows, isUseful: isUseful, mostAtOnce: mostAtOnce)
    postPrices = evaluation.maxima
    bound = postPrices.reduce(0, +)
    isActive = Array(repeating: false, count: rows.rows.count)
  }

  /// How many posts, and how many that are not urgent, one instant may hold where the gap is 0.
  var mostAtOnce: (total: Int, calm: Int) { evaluation.mostAtOnce }

  /// Improves the bound by so many evaluations, or until it is as near as `gap`, relatively, to
  /// `target`, the value of a plan, or as near to the best as pays.
  mutating func improve(iterations: Int, target: Double, gap: Double) {
    guard lane.count > 0, !isDone else { return }
    let enough = max(1e-7, gap * bound)
    for _ in 0..<iterations where bound - target > enough {
      guard var bundle else {
        begin(target: target)
        continue
      }
      self.bundle = nil
      guard var point = bundle.propose(least: Self.leastPromise * bound) else {
        self.bundle = bundle
        isDone = true
        return
      }
      let value = evaluate(at: point)
      for row in newRows() {
        activeRows.append(row)
        point.append(0)
        bundle.grow(scale: Self.rowScale) { choices in
          Double(min(0, row.most - count(choices, in: row)))
        }
      }
      bundle.take(
        at: point, value: value, slope: slope(at: point), choices: evaluation.choices)
      self.bundle = bundle
    }
  }

  /// The share of the bound that an evaluation must promise (chosen by measurement).
  private static let leastPromise = 4e-6
  /// How far a row's multiplier moves for a unit of slack, where a post's moves by the square of its
  /// weight (chosen by measurement, 1 to 8).
  private static let rowScale = 1.5

  private mutating func begin(target: Double) {
    let value = evaluate(at: postPrices)
    activeRows = newRows()
    let point = postPrices + activeRows.map { _ in 0 }
    bundle = BundleMethod(
      at: point, value: value, slope: slope(at: point),
      scale: lane.weights.map { max($0, 1e-3) } + activeRows.map { _ in Self.rowScale },
      choices: evaluation.choices, target: target)
  }

  /// L at a point, which becomes the best if it is lower than all before.
  private mutating func evaluate(at point: [Double]) -> Double {
    let value = evaluation.evaluate(
      posts: point[..<lane.count], rows: zip(activeRows, point[lane.count...]).map { ($0, $1) })
    if value < bound {
      bound = value
      postPrices = Array(point[..<lane.count])
      rowPrices = Array(point[lane.count...])
    }
    return value
  }

  /// The choices that the bundle mixes, with their weights.
  var mixture: [(weight: Double, choices: [Choice])] { bundle?.mixture ?? [] }

  /// Sets the multipliers to the best ones and evaluates there.
  mutating func restoreBest() {
    _ = evaluation.evaluate(
      posts: postPrices[...], rows: zip(activeRows, rowPrices).map { ($0, $1) })
  }

  /// The slope of L at the point evaluated last; where a multiplier of 0 would only fall, level.
  private func slope(at point: [Double]) -> [Double] {
    var slope = Array(repeating: 1.0, count: lane.count)
    for choice in evaluation.choices { slope[choice.post] -= 1 }
    for row in activeRows { slope.append(Double(row.most - count(evaluation.choices, in: row))) }
    for index in slope.indices where point[index] <= 0 { slope[index] = min(0, slope[index]) }
    return slope
  }

  /// How many of the chosen posts count in a row.
  private func count(_ choices: [Choice], in row: LaneRows.Row) -> Int {
    var low = 0
    var high = choices.count
    while low < high {
      let middle = (low + high) / 2
      if choices[middle].slot < row.first { low = middle + 1 } else { high = middle }
    }
    var count = 0
    while low < choices.count, choices[low].slot < row.past {
      if rows.levelOfPost[choices[low].post] >= row.level { count += 1 }
      low += 1
    }
    return count
  }

  /// Rows that the last choice breaks; of those that follow each other and are broken alike, the
  /// middle one, unless one of them takes part already.
  private mutating func newRows() -> [LaneRows.Row] {
    let excess = rows.excess(of: evaluation.choices)
    var found: [LaneRows.Row] = []
    var index = 0
    while index < excess.count {
      guard excess[index] > 0 else {
        index += 1
        continue
      }
      var past = index
      var hasActive = false
      while past < excess.count, excess[past] == excess[index] {
        hasActive = hasActive || isActive[past]
        past += 1
      }
      if !hasActive {
        let middle = (index + past) / 2
        isActive[middle] = true
        found.append(rows.rows[middle])
      }
      index = past
    }
    return found
  }
}

extension LaneRelaxation {
  /// The price of a slot for a post under the multipliers evaluated last, its own not included.
  func price(_ post: Int, _ slot: Int) -> Double { evaluation.price(post, slot) }

  /// The slots of a post that are worth trying, with their values.
  func candidatePairs(_ post: Int) -> some Sequence<(Int, Double)> {
    evaluation.candidatePairs(post)
  }
}
