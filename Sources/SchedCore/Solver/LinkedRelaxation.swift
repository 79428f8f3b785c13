/// The relaxation of all groups of an account together: their own multipliers, and one for each rule
/// between groups that binds.
///
///     L(u, v, λ) = Σ over groups of L_g(u, v, prices of λ) + Σ_r λ_r · most_r
///
/// For λ >= 0 this bounds every plan, as `LaneRelaxation` does for one group; rows are full instants,
/// campaigns and order, and take part once a choice has broken them. All slots count here: that an
/// earlier slot is as good holds only where instants have no price.
struct LinkedRelaxation {
  typealias Choice = LaneRelaxation.Choice

  let model: SolverModel
  var groups: [LaneRelaxation]
  var evaluations: [LaneEvaluation]
  /// Where the classes of each group begin among those of all.
  let offsets: [Int]
  let classCount: Int
  /// The group of each class.
  var groupOf: [Int] = []
  /// The class of each related post.
  var classOfPost: [Int: Int] = [:]
  /// The lanes of each group, and the least gap of each lane that several groups share.
  let lanesOf: [Set<Int>]
  let sharedGaps: [Int: Int64]
  let pins: SlotBoard
  var choicesMixed: [(weight: Double, choices: [LaneRelaxation.Choice])] = []
  var rows: [LinkRow] = []
  var most: [Int] = []
  var isActive: Set<LinkRow> = []
  var bound: Double
  /// The point of the lowest value, and the groups' own rows that its prices are for.
  var bestPoint: [Double] = []
  var ownRows: [(row: LaneRows.Row, group: Int)] = []
  /// How many rows take part anew at once, and how many looks at a pair of post and slot, or of row
  /// and choice, all evaluations may cost (both chosen: about a fifth of a second).
  static let mostAdded = 40
  private static let mostWork = 40_000_000
  /// How far a row's multiplier moves for a unit of slack (chosen by measurement).
  private static let rowScale = 1.5

  init(_ model: SolverModel, _ relaxations: [LaneRelaxation], pins: SlotBoard) {
    self.model = model
    self.pins = pins
    groups = relaxations.filter { $0.lane.count > 0 }
    evaluations = groups.map { $0.freshEvaluation() }
    var offsets: [Int] = []
    var count = 0
    for (number, group) in groups.enumerated() {
      offsets.append(count)
      for (index, post) in group.condensed.posts.enumerated() {
        groupOf.append(number)
        if model.isRelated[post] { classOfPost[post] = count + index }
      }
      count += group.condensed.count
    }
    let lanesOf = groups.map { Set($0.condensed.posts.map { model.posts[$0].lane }) }
    self.lanesOf = lanesOf
    var sharedGaps: [Int: Int64] = [:]
    for lane in Set(lanesOf.joined()) where lanesOf.count(where: { $0.contains(lane) }) > 1 {
      let posts = groups.flatMap(\.condensed.posts).filter { model.posts[$0].lane == lane }
      sharedGaps[lane] = posts.map { model.gaps[$0] }.min() ?? 0
    }
    self.sharedGaps = sharedGaps
    self.offsets = offsets
    classCount = count
    bound = groups.reduce(0) { $0 + $1.bound }
  }

  /// Improves the bound by so many evaluations, or until it is as near to `target` as `gap`.
  mutating func improve(iterations: Int, target: Double, gap: Double, done: WorkDone) {
    guard classCount > 0 else { return }
    takeOwnPoint()
    let own = ownRows
    var point = bestPoint
    let firstLink = point.count
    var (value, choices) = evaluate(point, own, firstLink)
    var least = value
    bound = min(bound, value)
    var weights: [Double] = []
    for group in groups {
      weights += zip(group.condensed.weights, group.condensed.copies).map {
        max($0, 1e-3) / Double($1).squareRoot()
      }
    }
    for row in newRows(choices) { add(row) }
    point += rows.map { _ in 0 }
    var bundle = BundleMethod(
      at: point, value: value, slope: slope(at: point, choices, own),
      scale: weights + own.map { _ in Self.rowScale } + rows.map { _ in Self.rowScale },
      choices: choices, target: target)
    defer { choicesMixed = bundle.mixture }
    let enough = max(1e-7, gap * bound)
    var work = 0
    for iteration in 0..<iterations where bound - target > enough && work < Self.mostWork {
      done.tell(iteration, of: iterations)
      work += evaluations.reduce(rows.count * choices.count) { $0 + $1.work }
      guard var next = bundle.propose(least: 4e-6 * bound) else { return }
      (value, choices) = evaluate(next, own, firstLink)
      bound = min(bound, value)
      if value < least { (least, bestPoint) = (value, next) }
      for row in newRows(choices) {
        add(row)
        next.append(0)
        let room = most[most.count - 1]
        bundle.grow(scale: Self.rowScale) { Double(min(0, room - count($0, in: row))) }
      }
      bundle.take(at: next, value: value, slope: slope(at: next, choices, own), choices: choices)
    }
  }

  /// What one of the groups that have posts chooses by itself at the best prices while the others
  /// stand: instants that they fill are closed to it, and so much of the prices between groups is
  /// asked for the others.
  mutating func choices(
    of number: Int, asking share: Double, around full: (calm: [Int64], total: [Int64])
  ) -> [LaneRelaxation.Choice] {
    guard !bestPoint.isEmpty else { return [] }
    let firstLink = classCount + ownRows.count
    var links = linkPrices(bestPoint[firstLink...])[number]
    links.scale(by: share)
    let slots = groups[number].condensed.slots
    for (instants, isCalm) in [(full.calm, true), (full.total, false)] {
      for instant in instants {
        let slot = slots.firstIndex(from: instant)
        guard slot < slots.count, slots[slot] == instant else { continue }
        links.close(slot, of: slots.count, isCalm: isCalm)
      }
    }
    var priced: [(row: LaneRows.Row, price: Double)] = []
    for (index, entry) in ownRows.enumerated() where entry.group == number {
      priced.append((entry.row, bestPoint[classCount + index]))
    }
    let first = offsets[number]
    _ = evaluations[number].evaluate(
      posts: bestPoint[first..<first + groups[number].condensed.count], rows: priced, links: links)
    return evaluations[number].choices
  }

  /// The choices that the bundle mixes for one of the groups that have posts.
  func mixture(of number: Int) -> [(weight: Double, choices: [LaneRelaxation.Choice])] {
    choicesMixed.map { weight, choices in
      (
        weight,
        choices.compactMap { choice in
          guard groupOf[choice.post] == number else { return nil }
          return LaneRelaxation.Choice(
            slot: choice.slot, post: choice.post - offsets[number], reduced: choice.reduced)
        }
      )
    }
  }

  /// Takes the multipliers that the groups have found by themselves.
  mutating func takeOwnPoint() {
    ownRows = []
    bestPoint = groups.flatMap(\.classPrices)
    for (number, group) in groups.enumerated() {
      for (row, price) in zip(group.activeRows, group.rowPrices) {
        ownRows.append((row, number))
        bestPoint.append(price)
      }
    }
  }

  private mutating func add(_ row: LinkRow) {
    rows.append(row)
    isActive.insert(row)
    most.append(room(of: row))
  }
}

extension LinkedRelaxation {
  /// L at a point, and what it chooses, classes counted over all groups.
  private mutating func evaluate(
    _ point: [Double], _ own: [(row: LaneRows.Row, group: Int)], _ firstLink: Int
  ) -> (value: Double, choices: [Choice]) {
    let links = linkPrices(point[firstLink...])
    var value = 0.0
    var choices: [Choice] = []
    for number in groups.indices {
      var priced: [(row: LaneRows.Row, price: Double)] = []
      for (index, entry) in own.enumerated() where entry.group == number {
        priced.append((entry.row, point[classCount + index]))
      }
      let first = offsets[number]
      value += evaluations[number].evaluate(
        posts: point[first..<first + groups[number].condensed.count], rows: priced,
        links: links[number])
      for choice in evaluations[number].choices {
        choices.append(
          Choice(slot: choice.slot, post: choice.post + first, reduced: choice.reduced))
      }
    }
    for (index, room) in most.enumerated() where firstLink + index < point.count {
      value += point[firstLink + index] * Double(room)
    }
    return (value, choices)
  }
}
