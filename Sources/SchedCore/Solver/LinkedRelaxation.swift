/// The relaxation of all groups of an account together: their own multipliers, and one for each rule
/// between groups that binds.
///
///     L(u, v, λ) = Σ over groups of L_g(u, v, prices of λ) + Σ_r λ_r · most_r
///
/// For λ >= 0 this bounds every plan, as `LaneRelaxation` does for one group; rows are full instants,
/// campaigns and order, and take part once a choice has broken them. All slots count here: that an
/// earlier slot is as good holds only where instants have no price.
struct LinkedRelaxation {
  private typealias Choice = LaneRelaxation.Choice

  private let model: SolverModel
  private(set) var groups: [LaneRelaxation]
  var evaluations: [LaneEvaluation]
  /// Where the classes of each group begin among those of all.
  let offsets: [Int]
  let classCount: Int
  /// The group of each class.
  private var groupOf: [Int] = []
  /// The class of each related post.
  private var classOfPost: [Int: Int] = [:]
  /// The lanes of each group, and the least gap of each lane that several groups share.
  private let lanesOf: [Set<Int>]
  private let sharedGaps: [Int: Int64]
  private let pins: SlotBoard
  private var choicesMixed: [(weight: Double, choices: [LaneRelaxation.Choice])] = []
  private(set) var rows: [LinkRow] = []
  private(set) var most: [Int] = []
  private var isActive: Set<LinkRow> = []
  private(set) var bound: Double
  /// The point of the lowest value, and the groups' own rows that its prices are for.
  private(set) var bestPoint: [Double] = []
  private(set) var ownRows: [(row: LaneRows.Row, group: Int)] = []
  /// How many rows take part anew at once, and how many looks at a pair of post and slot, or of row
  /// and choice, all evaluations may cost (both chosen: about a fifth of a second).
  private static let mostAdded = 40
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

  /// What the rows' prices come to in each group.
  func linkPrices(_ prices: ArraySlice<Double>) -> [LinkPrices] {
    var links = Array(repeating: LinkPrices(), count: groups.count)
    for (row, price) in zip(rows, prices) where price > 0 {
      switch row {
      case .calm(let instant): add(price, at: instant, isCalm: true, to: &links)
      case .total(let instant): add(price, at: instant, isCalm: false, to: &links)
      case .campaign(let campaign, let from, let until):
        for post in model.campaigns[campaign] { add(price, to: post, from, until, in: &links) }
      case .gap(let lane, let from, let until):
        for (number, group) in groups.enumerated() where lanesOf[number].contains(lane) {
          for (local, post) in group.condensed.posts.enumerated()
          where model.posts[post].lane == lane {
            add(price, toClass: offsets[number] + local, from, until, in: &links)
          }
        }
      case .order(let post, let instant):
        add(price, to: post, .min, instant.saturatingAdd(1), in: &links)
        guard let before = model.posts[post].predecessor else { continue }
        let last = instant.saturatingAdd(-before.lag)
        add(-price, to: before.post, .min, last.saturatingAdd(1), in: &links)
      }
    }
    for number in links.indices { links[number].sumUp() }
    return links
  }

  private func add(
    _ price: Double, at instant: Int64, isCalm: Bool, to links: inout [LinkPrices]
  ) {
    for number in groups.indices {
      let slots = groups[number].condensed.slots
      let slot = slots.firstIndex(from: instant)
      guard slot < slots.count, slots[slot] == instant else { continue }
      links[number].add(price, at: slot, of: slots.count, isCalm: isCalm)
    }
  }

  private func add(
    _ price: Double, to post: Int, _ from: Int64, _ until: Int64, in links: inout [LinkPrices]
  ) {
    guard let number = classOfPost[post] else { return }
    add(price, toClass: number, from, until, in: &links)
  }

  private func add(
    _ price: Double, toClass number: Int, _ from: Int64, _ until: Int64,
    in links: inout [LinkPrices]
  ) {
    let group = groupOf[number]
    let slots = groups[group].condensed.slots
    let local = number - offsets[group]
    let first = slots.firstIndex(from: from)
    let past = slots.firstIndex(from: until)
    guard first < past else { return }
    links[group].add(price, toClass: local, first..<past, of: slots.count)
  }
}

extension LinkedRelaxation {
  private func instant(_ choice: Choice) -> Int64 {
    groups[groupOf[choice.post]].condensed.slots[choice.slot]
  }

  private func isUrgent(_ choice: Choice) -> Bool {
    let group = groupOf[choice.post]
    return groups[group].condensed.isUrgent[choice.post - offsets[group]]
  }

  private func post(_ choice: Choice) -> Int {
    let group = groupOf[choice.post]
    return groups[group].condensed.posts[choice.post - offsets[group]]
  }

  /// How many posts a row allows beside those that are pinned.
  private func room(of row: LinkRow) -> Int {
    switch row {
    case .calm(let instant):
      max(0, model.rules.calmLimit - pins.crowd(at: instant, lane: 0).calm)
    case .total(let instant):
      max(0, model.rules.totalLimit - pins.crowd(at: instant, lane: 0).total)
    // Slots that a pinned member forbids are closed already.
    case .campaign, .gap: 1
    case .order: 0
    }
  }

  /// What choices put into a row.
  private func count(_ choices: [Choice], in row: LinkRow) -> Int {
    var count = 0
    switch row {
    case .calm(let at):
      for choice in choices where instant(choice) == at && !isUrgent(choice) { count += 1 }
    case .total(let at):
      for choice in choices where instant(choice) == at { count += 1 }
    case .campaign(let campaign, let from, let until):
      for choice in choices where model.campaignOf[post(choice)] == campaign {
        let at = instant(choice)
        if at >= from, at < until { count += 1 }
      }
    case .gap(let lane, let from, let until):
      for choice in choices {
        let at = instant(choice)
        if at >= from, at < until, model.posts[post(choice)].lane == lane { count += 1 }
      }
    case .order(let later, let at):
      guard let before = model.posts[later].predecessor else { return 0 }
      for choice in choices {
        let post = post(choice)
        if post == later, instant(choice) <= at { count += 1 }
        if post == before.post, instant(choice) <= at.saturatingAdd(-before.lag) { count -= 1 }
      }
    }
    return count
  }

  private func slope(
    at point: [Double], _ choices: [Choice], _ own: [(row: LaneRows.Row, group: Int)]
  ) -> [Double] {
    var slope = groups.flatMap { $0.condensed.copies.map { Double($0) } }
    for choice in choices { slope[choice.post] -= 1 }
    for (row, group) in own {
      var left = row.most
      for choice in choices
      where groupOf[choice.post] == group && choice.slot >= row.first && choice.slot < row.past {
        let level = groups[group].rows.levelOfPost[choice.post - offsets[group]]
        if level >= row.level { left -= 1 }
      }
      slope.append(Double(left))
    }
    for (index, row) in rows.enumerated() {
      slope.append(Double(most[index] - count(choices, in: row)))
    }
    for index in slope.indices where point[index] <= 0 { slope[index] = min(0, slope[index]) }
    return slope
  }

  /// Windows of a width that hold two instants in a row.
  private static func crowded(_ instants: [Int64], width: Int64) -> [(Int64, Int64)] {
    let instants = instants.sorted()
    return zip(instants, instants.dropFirst()).filter { $1 - $0 < width }
      .map { one, _ in (one, one.saturatingAdd(width)) }
  }

  /// Rows that choices break and that take no part yet.
  private func newRows(_ choices: [Choice]) -> [LinkRow] {
    var found: [LinkRow] = []
    var crowds: [Int64: (total: Int, calm: Int)] = [:]
    var campaigns: [Int: [Int64]] = [:]
    var lanes: [Int: [Int64]] = [:]
    var first: [Int: Int64] = [:]
    for choice in choices {
      let at = instant(choice)
      crowds[at, default: (0, 0)].total += 1
      if !isUrgent(choice) { crowds[at, default: (0, 0)].calm += 1 }
      let post = post(choice)
      if sharedGaps[model.posts[post].lane] ?? 0 > 0 {
        lanes[model.posts[post].lane, default: []].append(at)
      }
      guard model.isRelated[post] else { continue }
      if model.campaignOf[post] >= 0 { campaigns[model.campaignOf[post], default: []].append(at) }
      first[post] = min(first[post] ?? .max, at)
    }
    for (at, crowd) in crowds.sorted(by: { $0.key < $1.key }) {
      if crowd.calm > room(of: .calm(at: at)) { found.append(.calm(at: at)) }
      if crowd.total > room(of: .total(at: at)) { found.append(.total(at: at)) }
    }
    for (campaign, instants) in campaigns.sorted(by: { $0.key < $1.key }) {
      for (from, until) in Self.crowded(instants, width: model.rules.campaignGap) {
        found.append(.campaign(campaign, from: from, until: until))
      }
    }
    for (lane, instants) in lanes.sorted(by: { $0.key < $1.key }) {
      for (from, until) in Self.crowded(instants, width: sharedGaps[lane] ?? 0) {
        found.append(.gap(lane: lane, from: from, until: until))
      }
    }
    for (post, at) in first.sorted(by: { $0.key < $1.key }) {
      guard let before = model.posts[post].predecessor, classOfPost[before.post] != nil else {
        continue
      }
      if first[before.post] ?? .max > at.saturatingAdd(-before.lag) {
        found.append(.order(post: post, at: at))
      }
    }
    // Spread over the horizon where there are too many.
    let fresh = found.filter { !isActive.contains($0) }
    let step = max(1, (fresh.count + Self.mostAdded - 1) / Self.mostAdded)
    return stride(from: 0, to: fresh.count, by: step).map { fresh[$0] }
  }
}
