/// An account's posts in the terms of the planning core: the posts of the input in their order,
/// then those that are committed elsewhere.
struct AccountProblem {
  let problem: SolverProblem
  let input: PlanInput
  /// Indices into the input's posts.
  let members: [Int]
  let horizons: [PlanHorizon]
  /// The committed posts, which stand behind the members.
  let obstacles: [PlanPost]

  init(members: [Int], _ input: PlanInput) {
    self.input = input
    self.members = members
    obstacles = members.first.map { input.obstacles[input.posts[$0].identity.account] ?? [] } ?? []
    let all = members.map { input.posts[$0] } + obstacles
    var names = PostsByName(catalogue: input.request.catalogue)
    for (index, post) in all.enumerated() {
      names.add(index, id: post.id, platform: input.platform(of: post))
    }
    var horizons: [PlanHorizon] = []
    var posts: [SolverPost] = []
    var curves: [[Double]] = []
    var curveOfKey: [Int: Int] = [:]
    var campaigns: [String: Int] = [:]
    for (index, member) in members.enumerated() {
      let post = input.posts[member]
      let platform = input.platform(of: post)
      let horizon = PlanHorizon(
        post, share: Self.share(of: post, input), hold: input.hold(on: post), input.request)
      horizons.append(horizon)
      var planned = Self.planned(post, lane: platform, input)
      planned.earliest = horizon.earliest.instant.milliseconds
      planned.latest = horizon.latest.instant.milliseconds
      if post.isSettled { (planned.earliest, planned.latest) = (.max, .min) }
      if let curve = input.curve(of: member) {
        // A curve belongs to one lane, for it has the lane's slots.
        let key = Int(input.curveOfPost[member]) * input.lanes.grids.count + platform
        planned.curve =
          curveOfKey[key]
          ?? {
            curves.append(input.lanes.scores(curve, lane: platform))
            curveOfKey[key] = curves.count - 1
            return curves.count - 1
          }()
      }
      if let pin = post.pin {
        let decay = planned.decayOrigin.map {
          ScoreDecay.factor(from: $0, to: pin.milliseconds)
        }
        planned.pin = SolverPin(
          instant: pin.milliseconds, score: input.score(of: member, at: pin) * (decay ?? 1))
      }
      if let campaign = post.campaign {
        planned.campaign = campaigns[campaign, default: campaigns.count]
        campaigns[campaign] = planned.campaign
      }
      if let after = post.after {
        let others = names.posts(named: after, but: index)
          // Its own lane's first: bounds know that one only.
          .sorted {
            input.platform(of: all[$0]) == platform && input.platform(of: all[$1]) != platform
          }
        // A post that comes after itself never stands: so does one that comes after nobody.
        let lag = Int64(Constraints.wholeSeconds(post.afterHours * 3600)) * 1000
        planned.predecessors = (others.isEmpty ? [index] : others)
          // What has gone out, nobody knows when, is behind us.
          .filter { !(all[$0].isSettled && !all[$0].isWithheld && all[$0].pin == nil) }
          .map { SolverPost.Predecessor(post: $0, lag: lag) }
      }
      posts.append(planned)
    }
    for post in obstacles {
      var planned = Self.planned(post, lane: input.platform(of: post), input)
      planned.weight = 0
      planned.pin = post.pin.map { SolverPin(instant: $0.milliseconds, score: 0) }
      if let campaign = post.campaign { planned.campaign = campaigns[campaign] }
      posts.append(planned)
    }
    problem = SolverProblem(posts: posts, curves: curves)
    self.horizons = horizons
  }

  private static func planned(_ post: PlanPost, lane: Int, _ input: PlanInput) -> SolverPost {
    let request = input.request
    let priority = post.priority ?? request.job?.priorityHint ?? Priority.standard
    let weight = request.constraints.ageing.weight(
      of: priority, queuedAt: post.queuedAt, now: request.now)
    let origin = max(request.from, post.notBefore ?? request.from)
    return SolverPost(
      // What has gone out counts against others only.
      lane: lane, weight: post.isSettled ? 0 : Double(weight), isUrgent: priority == .urgent,
      gap: Int64(request.constraints.gapSeconds(post.identity.contentType)) * 1000,
      decayOrigin: priority == .urgent ? origin.milliseconds : nil)
  }

  static func share(of post: PlanPost, _ input: PlanInput) -> Double {
    guard post.life.failedAt != nil else { return 0 }
    return Backoff.share(
      seed: input.request.seed, account: post.identity.account,
      platform: input.request.catalogue.platforms[input.platform(of: post)].name,
      id: post.id?.shown ?? "")
  }
}

extension AccountProblem {
  /// The id of a post of the problem, a member's or a committed one's.
  func id(of index: Int) -> PostID? {
    index < members.count ? input.posts[members[index]].id : obstacles[index - members.count].id
  }

  func post(_ index: Int) -> PlanPost {
    index < members.count ? input.posts[members[index]] : obstacles[index - members.count]
  }

  /// The open slots of a member's lane that lie in its horizon, as indices.
  func openSlots(of index: Int) -> Range<Int> {
    let slots = input.lanes.rules.lanes[problem.posts[index].lane].slots
    let first = slots.firstIndex(from: problem.posts[index].earliest)
    return first..<max(first, slots.firstIndex(after: problem.posts[index].latest))
  }

  /// What a member is worth at a slot of its lane.
  func value(of index: Int, atSlot slot: Int) -> Double {
    let post = problem.posts[index]
    let curve = post.curve.map { problem.curves[$0] } ?? []
    let instant = input.lanes.rules.lanes[post.lane].slots[slot]
    let decay = post.decayOrigin.map { ScoreDecay.factor(from: $0, to: instant) } ?? 1
    let score = slot < curve.count ? curve[slot] : 0
    return SolverModel.value(weight: post.weight, score: score * decay)
  }
}
