/// An account made ready for the optimiser: checked, indexed, and split into lanes.
struct SolverModel: Sendable {
  let rules: SolverRules
  let posts: [SolverPost]
  /// The gap of each post, never negative.
  let gaps: [Int64]
  /// Whether a post belongs to a campaign that binds, or has a predecessor or a successor.
  let isRelated: [Bool]
  /// The posts that come after each post.
  let successors: [[Int]]
  /// The last instant of each post that still leaves its successors one.
  private(set) var wantedLatest: [Int64] = []
  /// The weight of each post with all that come after it.
  private(set) var chainWeight: [Double] = []
  /// The related posts, each after the one that it comes after; posts that come after each other in
  /// a circle are not among them.
  let order: [Int]
  let twins: TwinClasses
  /// The posts of each campaign that binds, and the campaign of each post; -1 for none.
  let campaigns: [[Int]]
  let campaignOf: [Int]
  /// The posts that are relaxed together: those of a lane, or of a campaign, or of a chain.
  private(set) var lanes: [LaneModel] = []
  /// The index in `lanes` of each post that is to be planned; -1 for pins.
  private(set) var group: [Int] = []
  /// The index of each post within its lane, -1 for pins.
  private(set) var localIndex: [Int]

  init(rules: SolverRules, account: SolverProblem) {
    self.rules = rules
    posts = account.posts.enumerated().map { index, post in
      guard post.predecessors.contains(where: { !account.posts.indices.contains($0.post) }) else {
        return post
      }
      // A post that comes after itself never stands: so does one that comes after nobody.
      var orphan = post
      orphan.predecessors = [SolverPost.Predecessor(post: index, lag: 0)]
      return orphan
    }
    gaps = posts.map { max(0, $0.gap) }
    var successors: [[Int]] = Array(repeating: [], count: posts.count)
    var campaigns: [[Int]] = []
    var campaignOf = Array(repeating: -1, count: posts.count)
    var numbers: [Int: Int] = [:]
    var isRelated = Array(repeating: false, count: posts.count)
    for (post, details) in posts.enumerated() {
      if let campaign = details.campaign, rules.campaignGap > 0 {
        let number = numbers[campaign] ?? campaigns.count
        if number == campaigns.count {
          numbers[campaign] = number
          campaigns.append([])
        }
        campaigns[number].append(post)
        campaignOf[post] = number
        isRelated[post] = true
      }
      for before in details.predecessors {
        isRelated[post] = true
        guard before.post != post else { continue }
        successors[before.post].append(post)
        isRelated[before.post] = true
      }
    }
    self.successors = successors
    self.campaigns = campaigns
    self.campaignOf = campaignOf
    self.isRelated = isRelated
    twins = TwinClasses(posts, isRelated: isRelated)
    localIndex = Array(repeating: -1, count: posts.count)
    order = Self.chainOrder(posts, successors)
    let windows = SlotWindows(model: self)
    wantedLatest = windows.wantedLatest
    var chain = account.posts.map(\.weight)
    for post in order.reversed() where !successors[post].isEmpty {
      chain[post] = successors[post].reduce(chain[post]) { $0 + chain[$1] }
    }
    chainWeight = chain
    let groups = PostGroups(self)
    lanes = groups.groups.map { LaneModel(self, $0, curves: account.curves, windows) }
    group = Array(repeating: -1, count: posts.count)
    for (number, lane) in lanes.enumerated() {
      for (local, post) in lane.posts.enumerated() {
        localIndex[post] = local
        group[post] = number
      }
    }
    dropPinnedOut()
  }

  /// Whether the index names a post whose lane is one of the rules'.
  func isKnown(_ post: Int) -> Bool {
    posts.indices.contains(post) && rules.lanes.indices.contains(posts[post].lane)
  }

  private static func chainOrder(_ posts: [SolverPost], _ successors: [[Int]]) -> [Int] {
    var waitsFor = posts.map(\.predecessors.count)
    var order = posts.indices.filter { waitsFor[$0] == 0 && !successors[$0].isEmpty }
    var index = 0
    while index < order.count {
      for next in successors[order[index]] {
        waitsFor[next] -= 1
        if waitsFor[next] == 0 { order.append(next) }
      }
      index += 1
    }
    return order
  }

  /// How much later a post must stand than one that it comes after, as far as its order asks for it.
  func writtenLag(of post: Int, after before: Int) -> Int64 {
    posts[post].predecessors.first { $0.post == before }?.lag ?? 0
  }

  /// How much later a post must stand than one that it comes after, all rules considered.
  func lag(of post: Int, after before: Int) -> Int64 {
    var lag = writtenLag(of: post, after: before)
    if posts[post].lane == posts[before].lane {
      lag = max(lag, min(gaps[post], gaps[before]))
      for quota in rules.lanes[posts[post].lane].quotas where quota.posts == 1 {
        if case .sliding(let width) = quota.windows { lag = max(lag, width) }
      }
    }
    if posts[post].campaign != nil, posts[post].campaign == posts[before].campaign {
      lag = max(lag, rules.campaignGap)
    }
    return lag
  }

  func campaignMates(of post: Int) -> [Int] {
    campaignOf[post] < 0 ? [] : campaigns[campaignOf[post]]
  }

  /// The value of a post that stands, score in 0...1: weight · (10 + score).
  static func value(weight: Double, score: Double) -> Double { weight * (10 + score) }

  /// The value of the pins, which every plan has.
  var pinnedValue: Double {
    var sum = 0.0
    for (post, details) in posts.enumerated() where isKnown(post) {
      guard let pin = details.pin, details.weight > 0 else { continue }
      sum += Self.value(weight: details.weight, score: pin.score)
    }
    return sum
  }

  /// Takes away the slots that pins, or limits of zero, rule out whatever the plan.
  private mutating func dropPinnedOut() {
    let isTight =
      rules.calmLimit <= 0 || rules.totalLimit <= 0
      || rules.lanes.contains { lane in
        (lane.calmLimit ?? 1) <= 0 || lane.quotas.contains { $0.posts <= 0 }
      }
    guard isTight || posts.contains(where: { $0.pin != nil }) else { return }
    let board = SlotBoard(self)
    var blockers: [Int] = []
    for lane in lanes.indices {
      let slots = lanes[lane].slots
      lanes[lane].restrict(twins) { post, slot in
        switch board.obstacle(of: post, at: slots[slot], blockers: &blockers) {
        case nil: true
        case .predecessor: blockers.first.map { posts[$0].pin == nil } ?? false
        default: false
        }
      }
    }
  }
}
