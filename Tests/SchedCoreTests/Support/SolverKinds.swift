import SchedCore

/// Fixed planning problems of the kinds that plans go wrong with, each of its own shape.
enum SolverKind: String, CaseIterable {
  /// Twins of one platform, more than its rolling quota lets through.
  case overload
  /// The same on five platforms of one account, which fill each other's best hours.
  case crowdedOverload
  /// More posts than the instants of an account hold, each with scores of its own.
  case crowd
  /// A campaign with long gaps over three platforms.
  case cooldown
  /// Posts that come after each other.
  case chain
  /// As many posts as fit, each with scores of its own.
  case capacity

  private static let hour: Int64 = 3_600_000

  /// The rules and the account.
  var problem: (rules: SolverRules, account: SolverProblem) {
    var random = SolverCase.Random(state: 12)
    switch self {
    case .overload:
      return Self.account(days: 14, lanes: [(0, [(5, 24)])], posts: [120], &random)
    case .crowdedOverload:
      let lanes: [(Int64, [(Int, Int64)])] = [
        (1, [(4, 24)]), (1, [(8, 24)]), (1, [(4, 24)]), (1, [(8, 24), (46, 168)]), (1, [(1, 24)]),
      ]
      return Self.account(
        days: 5, lanes: lanes, posts: [29, 70, 58, 61, 7], calmLimit: 2, &random)
    case .crowd:
      let lanes: [(Int64, [(Int, Int64)])] = [
        (2, []), (3, []), (4, []), (6, []), (12, []), (24, []),
      ]
      return Self.account(
        days: 5, lanes: lanes, posts: [20, 20, 20, 20, 20, 20], calmLimit: 1, own: true, &random)
    case .cooldown:
      var found = Self.account(
        days: 40, lanes: [(24, []), (18, []), (2, [])], posts: [3, 3, 3], own: true, &random)
      found.rules.campaignGap = 9 * 24 * Self.hour
      for post in found.account.posts.indices { found.account.posts[post].campaign = 0 }
      return found
    case .chain:
      var found = Self.account(days: 20, lanes: [(2, [])], posts: [30], &random)
      for post in found.account.posts.indices.dropFirst() {
        found.account.posts[post].predecessors = [.init(post: post - 1, lag: 12 * Self.hour)]
      }
      return found
    case .capacity:
      return Self.account(days: 7, lanes: [(6, [])], posts: [28], own: true, &random)
    }
  }

  /// An account with a slot each hour, lanes with gap and rolling quotas in hours, and so many posts
  /// in each; their scores are those of a day that repeats, or their own.
  private static func account(
    days: Int, lanes: [(gap: Int64, quotas: [(Int, Int64)])], posts counts: [Int],
    calmLimit: Int = 3, own: Bool = false, _ random: inout SolverCase.Random
  ) -> (rules: SolverRules, account: SolverProblem) {
    let slots = (0..<Int64(days * 24)).map { $0 * hour }
    let rules = SolverRules(
      lanes: lanes.map { lane in
        LaneRules(
          slots: slots,
          quotas: lane.quotas.map {
            LaneQuota(posts: $0.0, windows: .sliding(width: $0.1 * hour))
          })
      }, calmLimit: calmLimit, totalLimit: calmLimit + 1, campaignGap: 0)
    var account = SolverProblem(posts: [], curves: [])
    for (lane, count) in counts.enumerated() {
      let day = (0..<24).map { _ in Double(random.below(100)) / 100 }
      account.curves.append(slots.indices.map { day[$0 % 24] })
      let shared = account.curves.count - 1
      for _ in 0..<count {
        if own {
          account.curves.append(
            slots.indices.map { day[$0 % 24] / 2 + Double(random.below(50)) / 100 })
        }
        account.posts.append(
          SolverPost(
            lane: lane, weight: own ? [1.0, 2, 4][random.below(3)] : 2, gap: lanes[lane].gap * hour,
            curve: own ? account.curves.count - 1 : shared))
      }
    }
    return (rules, account)
  }
}
