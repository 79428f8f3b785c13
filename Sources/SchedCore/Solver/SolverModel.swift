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
  let wantedLatest: [Int64]
  /// The weight of each post with all that come after it.
  let chainWeight: [Double]
  private let campaigns: [Int: [Int]]
  private(set) var lanes: [LaneModel] = []
  /// The index of each post within its lane, -1 for pins.
  private(set) var localIndex: [Int]

  init(rules: SolverRules, account: SolverProblem) {
    self.rules = rules
    posts = account.posts.enumerated().map { index, post in
      guard let before = post.predecessor, !account.posts.indices.contains(before.post) else {
        return post
      }
      // A post that comes after itself never stands: so does one that comes after nobody.
      var orphan = post
      orphan.predecessor = SolverPost.Predecessor(post: index, lag: before.lag)
      return orphan
    }
    gaps = posts.map { max(0, $0.gap) }
    var successors: [[Int]] = Array(repeating: [], count: posts.count)
    var campaigns: [Int: [Int]] = [:]
    var isRelated = Array(repeating: false, count: posts.count)
    for (post, details) in posts.enumerated() {
      if let campaign = details.campaign, rules.campaignGap > 0 {
        campaigns[campaign, default: []].append(post)
        isRelated[post] = true
      }
      if let before = details.predecessor {
        isRelated[post] = true
        if posts.indices.contains(before.post), before.post != post {
          successors[before.post].append(post)
          isRelated[before.post] = true
        }
      }
    }
    self.successors = successors
    self.campaigns = campaigns
    self.isRelated = isRelated
    localIndex = Array(repeating: -1, count: posts.count)
    var wanted = account.posts.map { $0.pin?.instant ?? $0.latest }
    var chain = account.posts.map(\.weight)
    // As many passes as a chain has links that count (chosen: 8).
    for _ in 0..<8 {
      for (post, after) in successors.enumerated() where !after.isEmpty {
        chain[post] = after.reduce(account.posts[post].weight) { $0 + chain[$1] }
        for next in after {
          let lag = account.posts[next].predecessor?.lag ?? 0
          wanted[post] = min(wanted[post], wanted[next].saturatingAdd(-max(lag, -.max)))
        }
      }
    }
    wantedLatest = wanted
    chainWeight = chain
    let windows = SlotWindows(model: self)
    lanes = rules.lanes.indices.map { LaneModel(self, lane: $0, curves: account.curves, windows) }
    for lane in lanes {
      for (local, post) in lane.posts.enumerated() { localIndex[post] = local }
    }
    dropPinnedOut()
  }

  /// Whether the index names a post whose lane is one of the rules'.
  func isKnown(_ post: Int) -> Bool {
    posts.indices.contains(post) && rules.lanes.indices.contains(posts[post].lane)
  }

  /// False if the post comes after one that does not exist.
  func mayEverFollow(_ post: Int) -> Bool {
    guard let before = posts[post].predecessor else { return true }
    return isKnown(before.post) && before.post != post
  }

  func campaignMates(of post: Int) -> [Int] {
    guard let campaign = posts[post].campaign else { return [] }
    return campaigns[campaign] ?? []
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
      let slots = rules.lanes[lane].slots
      lanes[lane].restrict { post, slot in
        switch board.obstacle(of: post, at: slots[slot], blockers: &blockers) {
        case nil: true
        case .predecessor: blockers.first.map { posts[$0].pin == nil } ?? false
        default: false
        }
      }
    }
  }
}

/// The first and last instant of each post once the order among posts is thought through.
///
/// A post cannot stand before its predecessor could, nor before a pinned one has; and a post whose
/// successor is pinned must make way for it.
struct SlotWindows {
  private(set) var earliest: [Int64]
  private(set) var latest: [Int64]

  init(model: SolverModel) {
    earliest = model.posts.map { $0.pin?.instant ?? $0.earliest }
    latest = model.posts.map { $0.pin?.instant ?? $0.latest }
    // Chains are short; a cycle would push for ever, so the passes are few (chosen: 8).
    for _ in 0..<8 {
      var isSettled = true
      for (post, details) in model.posts.enumerated() where details.pin == nil {
        guard let before = details.predecessor, model.isKnown(before.post) else { continue }
        let soonest = earliest[before.post].saturatingAdd(before.lag)
        if soonest > earliest[post] {
          earliest[post] = soonest
          isSettled = false
        }
      }
      if isSettled { break }
    }
  }
}
