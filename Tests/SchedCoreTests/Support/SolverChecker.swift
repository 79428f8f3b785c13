import SchedCore

/// Checks a plan against the rules of planning, from the contract alone: it shares no code with
/// the planner, and looks at every pair and every window.
struct SolverChecker {
  let rules: SolverRules
  let account: SolverProblem

  /// The rules that the plan breaks, in words; empty if it keeps them all.
  ///
  /// What fixed posts break among themselves is not counted.
  func violations(of instants: [Int64?]) -> [String] {
    var found: [String] = []
    let posts = account.posts
    let placed = posts.indices.filter { instants[$0] != nil }
    let at = { (post: Int) -> Int64 in instants[post] ?? 0 }
    let isFree = { (group: [Int]) -> Bool in group.contains { posts[$0].pin == nil } }
    for post in posts.indices {
      if let pin = posts[post].pin {
        if instants[post] != pin.instant { found.append("pin of \(post) moved") }
      } else if let instant = instants[post] {
        if !rules.lanes[posts[post].lane].slots.contains(instant) {
          found.append("\(post) off grid")
        }
        if instant < posts[post].earliest { found.append("\(post) too early") }
        if instant > posts[post].latest { found.append("\(post) too late") }
      }
    }
    for (index, a) in placed.enumerated() {
      for b in placed[(index + 1)...] where isFree([a, b]) {
        let distance = abs(at(a) - at(b))
        if posts[a].lane == posts[b].lane, distance < min(posts[a].gap, posts[b].gap) {
          found.append("gap of \(a) and \(b)")
        }
        if let campaign = posts[a].campaign, campaign == posts[b].campaign,
          distance < rules.campaignGap
        {
          found.append("campaign of \(a) and \(b)")
        }
      }
    }
    for lane in rules.lanes.indices {
      let mine = placed.filter { posts[$0].lane == lane }
      for quota in rules.lanes[lane].quotas {
        for (number, window) in windows(of: quota, around: mine.map(at)).enumerated() {
          let group = mine.filter { window.contains(at($0)) }
          if group.count > quota.limit(ofWindow: number), isFree(group) {
            found.append("quota of lane \(lane): \(group)")
          }
        }
      }
    }
    for instant in Set(placed.map(at)) {
      let here = placed.filter { at($0) == instant }
      let calm = here.filter { !posts[$0].isUrgent }
      if here.count > rules.totalLimit, isFree(here) { found.append("total at \(instant)") }
      if calm.count > rules.calmLimit, isFree(calm) { found.append("calm at \(instant)") }
      for lane in rules.lanes.indices {
        let some = calm.filter { posts[$0].lane == lane }
        if let limit = rules.lanes[lane].calmLimit, some.count > limit, isFree(some) {
          found.append("calm of lane \(lane) at \(instant)")
        }
      }
    }
    for post in placed {
      for before in posts[post].predecessors {
        guard posts.indices.contains(before.post), instants[before.post] != nil else {
          if posts[post].pin == nil { found.append("\(post) without its predecessor") }
          continue
        }
        if at(post) < at(before.post) + before.lag, isFree([post, before.post]) {
          found.append("\(post) before its predecessor")
        }
      }
    }
    return found
  }

  /// Every window that could be too full: for sliding ones, those that begin at a post.
  private func windows(of quota: LaneQuota, around instants: [Int64]) -> [Range<Int64>] {
    switch quota.windows {
    case .sliding(let width): instants.map { $0..<$0 + width }
    case .beginning(let starts): zip(starts, starts.dropFirst() + [.max]).map { $0..<$1 }
    }
  }

  /// Σ over placed posts of weight · (10 + score · decay).
  func objective(of instants: [Int64?]) -> Double {
    var sum = 0.0
    for (post, instant) in zip(account.posts, instants) {
      guard let instant else { continue }
      sum += post.weight * (10 + score(of: post, at: instant))
    }
    return sum
  }

  private func score(of post: SolverPost, at instant: Int64) -> Double {
    if let pin = post.pin { return pin.score }
    guard let curve = post.curve, account.curves.indices.contains(curve),
      let slot = rules.lanes[post.lane].slots.firstIndex(of: instant)
    else { return 0 }
    let score = slot < account.curves[curve].count ? account.curves[curve][slot] : 0
    guard let origin = post.decayOrigin else { return score }
    return score * ScoreDecay.factor(from: origin, to: instant)
  }

  /// The objective of the best plan, by trying them all.
  func bestObjective() -> Double {
    var plan: [Int64?] = account.posts.map { $0.pin?.instant }
    var best = 0.0
    func place(_ post: Int) {
      guard post < account.posts.count else {
        if violations(of: plan).isEmpty { best = max(best, objective(of: plan)) }
        return
      }
      guard account.posts[post].pin == nil else { return place(post + 1) }
      for slot in rules.lanes[account.posts[post].lane].slots {
        plan[post] = slot
        // What posts without order among them break, more posts do not mend.
        if account.posts.contains(where: { !$0.predecessors.isEmpty })
          || violations(of: plan).isEmpty
        {
          place(post + 1)
        }
      }
      plan[post] = nil
      place(post + 1)
    }
    place(0)
    return best
  }
}
