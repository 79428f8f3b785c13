import SchedCore
import Testing

struct SolverTests {
  // Expected objectives come from trying every plan (SolverChecker.bestObjective).
  @Test(arguments: 0..<400)
  func `a tiny plan is as good as the best of all plans, and no bound is below it`(seed: Int) {
    let tiny = SolverCase(seed: UInt64(seed))
    let checker = SolverChecker(rules: tiny.rules, account: tiny.account)
    let best = checker.bestObjective()
    let plan = Solver.solve(rules: tiny.rules, account: tiny.account)
    #expect(checker.violations(of: plan.instants) == [], "seed \(seed)")
    #expect(abs(plan.objective - checker.objective(of: plan.instants)) < 1e-9, "seed \(seed)")
    #expect(abs(plan.objective - best) < 1e-6, "seed \(seed)")
    #expect(plan.bound >= best - 1e-9, "seed \(seed)")
  }

  @Test(arguments: 0..<60)
  func `windows with a limit each are kept, and as well used as can be`(seed: Int) {
    var tiny = SolverCase(seed: UInt64(seed))
    for lane in tiny.rules.lanes.indices {
      // One post at every other slot, two at the others, and none between them but pins.
      let starts = tiny.rules.lanes[lane].slots.enumerated().flatMap { number, slot in
        [(instant: slot, posts: 1 + number % 2), (instant: slot + 1, posts: Int.max)]
      }
      tiny.rules.lanes[lane].quotas.append(LaneQuota(beginning: starts))
    }
    for post in tiny.account.posts.indices { tiny.account.posts[post].gap /= 4 }
    let checker = SolverChecker(rules: tiny.rules, account: tiny.account)
    let plan = Solver.solve(rules: tiny.rules, account: tiny.account)
    #expect(checker.violations(of: plan.instants) == [], "seed \(seed)")
    #expect(abs(plan.objective - checker.bestObjective()) < 1e-6, "seed \(seed)")
    #expect(plan.bound >= checker.bestObjective() - 1e-9, "seed \(seed)")
  }

  @Test(arguments: 0..<60)
  func `a post that comes after several stands behind all of them, as well as can be`(seed: Int) {
    var tiny = SolverCase(seed: UInt64(seed))
    for post in tiny.account.posts.indices.dropFirst(2) {
      tiny.account.posts[post].predecessors = [
        .init(post: post - 2, lag: Int64(seed % 3) * SolverCase.hour),
        .init(post: post - 1, lag: 0),
      ]
    }
    let checker = SolverChecker(rules: tiny.rules, account: tiny.account)
    let plan = Solver.solve(rules: tiny.rules, account: tiny.account)
    #expect(checker.violations(of: plan.instants) == [], "seed \(seed)")
    #expect(abs(plan.objective - checker.bestObjective()) < 1e-6, "seed \(seed)")
    #expect(plan.bound >= checker.bestObjective() - 1e-9, "seed \(seed)")
  }

  @Test(arguments: 1000..<1030, [SolverEffort.fast, .normal])
  func `no rule is ever broken, and the bound is never below the plan`(
    seed: Int, effort: SolverEffort
  ) {
    let some = SolverCase(seed: UInt64(seed), posts: 12, slots: 24)
    let checker = SolverChecker(rules: some.rules, account: some.account)
    let plan = Solver.solve(rules: some.rules, account: some.account, effort: effort)
    #expect(checker.violations(of: plan.instants) == [], "seed \(seed)")
    #expect(abs(plan.objective - checker.objective(of: plan.instants)) < 1e-9, "seed \(seed)")
    #expect(plan.bound >= plan.objective, "seed \(seed)")
  }

  @Test func `the same account gives the same plan`() {
    let some = SolverCase(seed: 7, posts: 12, slots: 24)
    let first = Solver.solve(rules: some.rules, account: some.account)
    let second = Solver.solve(rules: some.rules, account: some.account)
    #expect(first == second)
  }

  @Test(arguments: 0..<20)
  func `a plan whose posts are pinned where it put them is itself`(seed: Int) {
    var some = SolverCase(seed: UInt64(seed), posts: 10, slots: 20)
    let plan = Solver.solve(rules: some.rules, account: some.account)
    for (post, instant) in plan.instants.enumerated() {
      guard let instant else { continue }
      some.account.posts[post].pin = SolverPin(instant: instant, score: 0)
    }
    let again = Solver.solve(rules: some.rules, account: some.account)
    for (post, instant) in plan.instants.enumerated() where instant != nil {
      #expect(again.instants[post] == instant, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<60)
  func `a looser rule never lowers the bound of a tiny account by more than rounding`(seed: Int) {
    let tiny = SolverCase(seed: UInt64(seed))
    var loose = tiny
    loose.rules.calmLimit += 1
    loose.rules.totalLimit += 1
    loose.rules.campaignGap = 0
    for lane in loose.rules.lanes.indices { loose.rules.lanes[lane].quotas = [] }
    for post in loose.account.posts.indices { loose.account.posts[post].gap /= 2 }
    let strict = SolverChecker(rules: tiny.rules, account: tiny.account).bestObjective()
    let bound = Solver.solve(rules: loose.rules, account: loose.account).bound
    #expect(bound >= strict - 1e-9, "seed \(seed)")
  }

  @Test func `an account without posts has a plan without posts`() {
    let rules = SolverRules(lanes: [], calmLimit: 3, totalLimit: 5, campaignGap: 0)
    let plan = Solver.solve(rules: rules, account: SolverProblem(posts: [], curves: []))
    #expect(plan.instants == [])
    #expect(plan.objective == 0)
    #expect(plan.bound == 0)
  }

  @Test func `posts that make no sense are left out and nothing else happens`() {
    let lane = LaneRules(slots: [0, 10, 20])
    let rules = SolverRules(lanes: [lane], calmLimit: 3, totalLimit: 5, campaignGap: .max)
    let posts = [
      SolverPost(lane: 7, weight: 2, gap: 5),
      SolverPost(lane: 0, weight: .nan, gap: 5),
      SolverPost(lane: 0, weight: -1, gap: .min),
      SolverPost(lane: 0, weight: 1, gap: .max, curve: 9, earliest: .max, latest: .min),
      SolverPost(lane: 0, weight: 1, gap: 5, predecessors: [.init(post: 99, lag: .max)]),
      SolverPost(lane: 0, weight: 1, gap: 5, predecessors: [.init(post: 5, lag: .min)]),
      SolverPost(lane: 0, weight: 1, gap: .max, curve: 0, campaign: -3),
    ]
    let account = SolverProblem(posts: posts, curves: [[.nan, 2, -1]])
    let plan = Solver.solve(rules: rules, account: account)
    #expect(plan.instants == [nil, nil, nil, nil, nil, nil, 10])
    #expect(plan.objective == 11)
  }

  /// Three lanes want one instant that holds one post, so the plan stays below its bound and the
  /// search across lanes meets the orphans.
  @Test(arguments: [-1, 99, Int.max, Int.min])
  func `a post that comes after nobody is left out by every search`(_ nobody: Int) {
    let lane = LaneRules(slots: [0])
    let rules = SolverRules(
      lanes: [lane, lane, lane], calmLimit: 1, totalLimit: 1, campaignGap: 0)
    let posts = [
      SolverPost(lane: 0, weight: 1, gap: 5), SolverPost(lane: 1, weight: 4, gap: 5),
      SolverPost(lane: 2, weight: 2, gap: 5),
      SolverPost(lane: 0, weight: 8, gap: 5, predecessors: [.init(post: nobody, lag: 0)]),
    ]
    let account = SolverProblem(posts: posts, curves: [])
    for effort in SolverEffort.allCases {
      let plan = Solver.solve(rules: rules, account: account, effort: effort)
      #expect(plan.instants == [nil, 0, nil, nil])
      #expect(plan.objective == 40 && plan.bound >= 40)
    }
  }
}
