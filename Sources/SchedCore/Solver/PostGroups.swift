/// Which posts are relaxed together.
///
/// The relaxation keeps the least gap of a group exactly, and prices or forgets what binds groups to
/// each other. So posts go with those that they must be far apart from: a campaign whose gap is wider
/// than its posts' own is a group across lanes, and so is a chain of `after` with long lags; what is
/// left of a lane falls into parts in which the widest gap is at most twice the least, for then only
/// neighbours matter. A lane whose quotas bind stays whole, for its parts would not share them.
struct PostGroups {
  struct Group {
    /// In ascending order.
    var posts: [Int]
    /// The lanes of the posts, ascending.
    var lanes: [Int]
    /// The gap of all its posts, where it is not their own.
    var gap: Int64?
  }

  private(set) var groups: [Group] = []

  init(_ model: SolverModel) {
    var isTaken = model.posts.indices.map { model.posts[$0].pin != nil || !model.isKnown($0) }
    for campaign in model.campaigns {
      let posts = campaign.filter { !isTaken[$0] }
      append(posts, gap: model.rules.campaignGap, model, &isTaken)
    }
    for root in model.posts.indices where !isTaken[root] && model.posts[root].predecessor == nil {
      var chain = [root]
      var gap = Int64.max
      while model.successors[chain[chain.count - 1]].count == 1,
        let next = model.successors[chain[chain.count - 1]].first, !isTaken[next],
        !chain.contains(next)
      {
        gap = min(gap, model.writtenLag(of: next, after: chain[chain.count - 1]))
        chain.append(next)
      }
      append(chain, gap: gap, model, &isTaken)
    }
    for lane in model.rules.lanes.indices {
      let posts = model.posts.indices.filter { !isTaken[$0] && model.posts[$0].lane == lane }
      for part in Self.parts(posts, lane: lane, model) where !part.isEmpty {
        groups.append(Group(posts: part, lanes: [lane]))
      }
    }
  }

  /// Makes a group of posts that stand further apart than their own gaps ask for.
  private mutating func append(
    _ posts: [Int], gap: Int64, _ model: SolverModel, _ isTaken: inout [Bool]
  ) {
    guard posts.count > 1, gap > 0, posts.allSatisfy({ model.gaps[$0] <= gap }),
      posts.contains(where: { model.gaps[$0] < gap })
        || Set(posts.map { model.posts[$0].lane }).count > 1
    else { return }
    for post in posts { isTaken[post] = true }
    groups.append(
      Group(
        posts: posts.sorted(), lanes: Set(posts.map { model.posts[$0].lane }).sorted(), gap: gap))
  }

  private static func parts(_ posts: [Int], lane: Int, _ model: SolverModel) -> [[Int]] {
    let least = posts.map { model.gaps[$0] }.min() ?? 0
    let isFree = model.rules.lanes[lane].quotas.allSatisfy { quota in
      quota.posts >= posts.count || LaneRows.isRedundant(quota, least: least, [])
    }
    guard isFree, least > 0 else { return [posts] }
    var parts: [[Int]] = []
    var rest = posts
    while let low = rest.map({ model.gaps[$0] }).min() {
      parts.append(rest.filter { model.gaps[$0] / 2 <= low })
      rest.removeAll { model.gaps[$0] / 2 <= low }
    }
    return parts
  }
}
