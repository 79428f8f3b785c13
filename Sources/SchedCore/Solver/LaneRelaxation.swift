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

  /// The lane, and the lane with one post for each class of twins, which is what is relaxed.
  let lane: LaneModel
  let condensed: LaneModel
  /// The class of each local post.
  let classOf: [Int]
  let rows: LaneRows
  private(set) var bound: Double
  /// The best multipliers so far: of the classes, and of the first so many active rows.
  private(set) var classPrices: [Double]
  private(set) var rowPrices: [Double] = []
  /// The rows that take part.
  private(set) var activeRows: [LaneRows.Row] = []
  private var isActive: [Bool]
  private var evaluation: LaneEvaluation
  private var bundle: BundleMethod?
  private var isDone = false
  private var work = 0
  private var isRestored = false

  init(
    _ lane: LaneModel, twins: TwinClasses, fixed: [SlotBoard.Stand], isUseful: [Bool],
    mostAtOnce: (total: Int, calm: Int)
  ) {
    self.lane = lane
    (condensed, classOf) = lane.condensed(twins)
    rows = LaneRows(condensed, fixed: fixed, isUseful: isUseful)
    evaluation = LaneEvaluation(condensed, rows: rows, isUseful: isUseful, mostAtOnce: mostAtOnce)
    classPrices = evaluation.maxima
    bound = zip(classPrices, condensed.copies).reduce(0) { $0 + $1.0 * Double($1.1) }
    isActive = Array(repeating: false, count: rows.rows.count)
  }

  /// How many posts, and how many that are not urgent, one instant may hold where the gap is 0.
  var mostAtOnce: (total: Int, calm: Int) { evaluation.mostAtOnce }

  /// Improves the bound by so many evaluations, or until it is as near as `gap`, relatively, to
  /// `target`, the value of a plan, or as near to the best as pays.
  mutating func improve(iterations: Int, target: Double, gap: Double, done: WorkDone) {
    guard lane.count > 0, !isDone else { return }
    let enough = max(1e-7, gap * bound)
    for iteration in 0..<iterations where bound - target > enough && work < Self.mostWork {
      done.tell(iteration, of: iterations)
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
      work += evaluation.work
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

  /// How many looks at a pair of post and slot all evaluations may cost (chosen: about half a second).
  private static let mostWork = 1_000_000_000
  /// The share of the bound that an evaluation must promise (chosen by measurement).
  private static let leastPromise = 4e-6
  /// How far a row's multiplier moves for a unit of slack, where a post's moves by the square of its
  /// weight (chosen by measurement, 1 to 8).
  private static let rowScale = 1.5

  private mutating func begin(target: Double) {
    let value = evaluate(at: classPrices)
    activeRows = newRows()
    let point = classPrices + activeRows.map { _ in 0 }
    bundle = BundleMethod(
      at: point, value: value, slope: slope(at: point),
      scale: zip(condensed.weights, condensed.copies).map {
        max($0, 1e-3) / Double($1).squareRoot()
      } + activeRows.map { _ in Self.rowScale },
      choices: evaluation.choices, target: target)
  }

  /// L at a point, which becomes the best if it is lower than all before.
  private mutating func evaluate(at point: [Double]) -> Double {
    isRestored = false
    let value = evaluation.evaluate(
      posts: point[..<condensed.count],
      rows: zip(activeRows, point[condensed.count...]).map { ($0, $1) })
    if value < bound {
      bound = value
      classPrices = Array(point[..<condensed.count])
      rowPrices = Array(point[condensed.count...])
    }
    return value
  }

  /// The choices that the bundle mixes, with their weights.
  var mixture: [(weight: Double, choices: [Choice])] { bundle?.mixture ?? [] }

  /// The rows that have a price since `restoreBest`, windows of quotas among them.
  private(set) var pricedRows: [(row: LaneRows.Row, price: Double)] = []

  /// Sets the multipliers to the best ones and evaluates there; from then on the windows of quotas
  /// that bind are priced too, so that the least gap is all that a search need look ahead by.
  mutating func restoreBest() {
    guard !isRestored else { return }
    isRestored = true
    let own = zip(activeRows, rowPrices).map { (row: $0, price: $1) }
    _ = evaluation.evaluate(posts: classPrices[...], rows: own)
    pricedRows = own + evaluation.quotaPrices
    evaluation.computePrices(pricedRows)
  }

  /// An evaluation of the same group in which all slots count.
  func freshEvaluation() -> LaneEvaluation {
    LaneEvaluation(
      condensed, rows: rows, isUseful: Array(repeating: true, count: condensed.slots.count),
      mostAtOnce: mostAtOnce)
  }

  /// The slots that hold most posts, and of such the most valuable under the best multipliers.
  ///
  /// A lane near its capacity comes down to them. Nil where gaps differ or there are none, or where most
  /// posts are to be left out anyway.
  func fullPattern() -> LaneRounding.Pattern? {
    guard rows.levels.count == 1, rows.levels[0] > 0, !rows.rows.contains(where: { $0.level > 0 })
    else { return nil }
    return evaluation.fullest(of: lane.count, prices: classPrices)
  }

  /// The slope of L at the point evaluated last; where a multiplier of 0 would only fall, level.
  private func slope(at point: [Double]) -> [Double] {
    var slope = condensed.copies.map { Double($0) }
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
  func price(_ post: Int, _ slot: Int) -> Double { evaluation.price(classOf[post], slot) }

  /// The multiplier of a post's class.
  func postPrice(_ post: Int) -> Double { classPrices[classOf[post]] }

  /// The level of a post among the lane's gaps.
  func level(_ post: Int) -> Int { rows.levelOfPost[classOf[post]] }

  /// The slots of a post that are worth trying, with their values.
  func candidatePairs(_ post: Int) -> some Sequence<(Int, Double)> {
    evaluation.candidatePairs(classOf[post])
  }
}
