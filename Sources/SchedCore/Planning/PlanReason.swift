/// Why a post has no slot: the rule that binds, with its numbers, and who holds the slots.
struct PlanReason: Sendable {
  let text: String
  /// The rule's name, to count by.
  let rule: String
  /// The ids of the posts that hold the slots it could have had, in time order, each once.
  let conflicts: [PostID]

  init(of index: Int, _ problem: AccountProblem, _ board: SlotBoard) {
    if let closing = Self.withheld(problem.post(index)) ?? Self.closed(index, problem) {
      (text, rule) = closing
      conflicts = []
      return
    }
    let missing = problem.problem.posts[index].predecessors.map(\.post)
      .filter { !board.isPlaced($0) }
    if !missing.isEmpty {
      text = Self.orphaned(index, by: missing, problem)
      rule = PostField.after.string
      conflicts = missing.filter { $0 != index }.compactMap { problem.id(of: $0) }
      return
    }
    let lane = problem.problem.posts[index].lane
    let slots = problem.input.lanes.rules.lanes[lane].slots
    var counts: [(obstacle: Obstacle, count: Int)] = []
    var holders: Set<Int> = []
    var blockers: [Int] = []
    let open = problem.openSlots(of: index)
    for slot in open {
      guard let rule = board.obstacle(of: index, at: slots[slot], blockers: &blockers) else {
        continue
      }
      let obstacle = Obstacle(rule, of: index, blockers, problem)
      if let known = counts.firstIndex(where: { $0.obstacle == obstacle }) {
        counts[known].count += 1
      } else {
        counts.append((obstacle, 1))
      }
      holders.formUnion(blockers)
    }
    conflicts = holders.sorted { (board.instants[$0], $0) < (board.instants[$1], $1) }
      .compactMap { problem.id(of: $0) }
    let rules = counts.enumerated()
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .map(\.element)
    let tally = rules.map { "\($0.count) by \($0.obstacle.words(for: index, problem))" }
    let taken = open.count == 1 ? "the only open slot is" : "all \(open.count) open slots are"
    text = "\(taken) taken: \(tally.joined(separator: "; "))"
    rule = rules.first?.obstacle.name ?? ""
  }

  /// Why a post that is not to go out has no slot, or nil for one that is.
  private static func withheld(_ post: PlanPost) -> (text: String, rule: String)? {
    guard post.isWithheld, let status = post.life.status else { return nil }
    return ("its status is \(status.rawValue)", PostField.status.string)
  }

  /// Why a post is left out that comes after one that is left out, or after nobody.
  private static func orphaned(
    _ index: Int, by missing: [Int], _ problem: AccountProblem
  ) -> String {
    let after = "after \(problem.post(index).after?.shown ?? "")"
    if missing == [index] { return "\(after): no other post of the account has this id" }
    if let circle = circle(through: index, problem) {
      let ids = circle.compactMap { problem.id(of: $0)?.shown }.joined(separator: ", ")
      return "\(after): these come after each other in a circle: \(ids)"
    }
    let isWithheld = missing.allSatisfy { problem.post($0).isWithheld }
    return "\(after): that post \(isWithheld ? "is not to go out" : "is left out")"
  }

  /// How many posts are looked at for a circle; chosen, longer ones are not read by anybody.
  private static let mostInCircle = 1000

  /// The posts that come after each other from a post on until that post comes again, or nil.
  private static func circle(through index: Int, _ problem: AccountProblem) -> [Int]? {
    var path = [index]
    var seen: Set<Int> = []
    // The way back, depth first: each post once.
    func leadsBack(from post: Int) -> Bool {
      for before in problem.problem.posts[post].predecessors.map(\.post) {
        if before == index { return true }
        guard seen.count < mostInCircle, seen.insert(before).inserted else { continue }
        path.append(before)
        if leadsBack(from: before) { return true }
        path.removeLast()
      }
      return false
    }
    return leadsBack(from: index) && path.count > 1 ? path : nil
  }

  /// The rule that leaves no open slot at all, or nil if there are some.
  private static func closed(
    _ index: Int, _ problem: AccountProblem
  ) -> (text: String, rule: String)? {
    let horizon = problem.horizons[index]
    let (first, last) = (horizon.earliest, horizon.latest)
    let request = problem.input.request
    if last.instant < first.instant {
      return horizon.endsWithPlan
        ? ("\(first.name) \(first.instant) is not before --until \(request.until)", first.name)
        : ("\(last.name) \(last.instant) is before \(first.name) \(first.instant)", last.name)
    }
    guard problem.openSlots(of: index).isEmpty else { return nil }
    let lane = problem.problem.posts[index].lane
    let grid = problem.input.lanes.grids[lane]
    let start = grid.firstIndex(notBefore: first.instant)
    let end = grid.firstIndex(notBefore: Instant(milliseconds: last.instant.milliseconds + 1))
    let span =
      "from \(first.name) \(first.instant) to \(last.name) "
      + "\(horizon.endsWithPlan ? request.until : last.instant)"
    guard start < end else {
      let isListed = request.constraints.platforms[lane].slots != nil
      return isListed
        ? ("none of the platform's listed slots lies \(span)", "slots")
        : (
          "no slot lies \(span) (slots are \(request.constraints.slotMinutes) min apart)",
          "slot_minutes"
        )
    }
    let counts = SlotFlags.names.map { flag, name in
      (name: name, count: grid.flags[start..<end].count { $0.contains(flag) })
    }.filter { $0.count > 0 }
    let tally = counts.map { "\($0.count) by \($0.name)" }.joined(separator: ", ")
    let count = end - start
    let closed = count == 1 ? "the only slot \(span) is" : "all \(count) slots \(span) are"
    let most = counts.reduce(counts.first) { $1.count > $0?.count ?? 0 ? $1 : $0 }
    return ("\(closed) closed: \(tally)", most?.name ?? "")
  }
}

/// A rule that keeps a post from an instant, with its numbers.
struct Obstacle: Equatable {
  private let rule: SolverRule
  /// The gap that is asked for, in hours: between two types it is the smaller of theirs.
  private let gapHours: Double
  /// What a quota of the constraints says, with its numbers.
  private let quota: String?
  /// How many posts go out at a listed time that is full.
  private let postsAtTime: Int

  init(
    _ rule: SolverRule, of index: Int, _ blockers: [Int], _ problem: AccountProblem
  ) {
    self.rule = rule
    let constraints = problem.input.request.constraints
    let hours = constraints.gapHours
    let own = hours[problem.post(index).identity.contentType]
    gapHours =
      rule == .gap
      ? blockers.map { min(own, hours[problem.post($0).identity.contentType]) }.max() ?? own : 0
    guard case .quota(let number) = rule else {
      (quota, postsAtTime) = (nil, 0)
      return
    }
    // The times that are listed stand behind the quotas that are written or learned.
    let lane = problem.problem.posts[index].lane
    let quotas = constraints.quotas(lane)
    let isLearned = number == constraints.platforms[lane].learnedQuota
    quota =
      quotas.indices.contains(number)
      ? quotas[number].inWords + (isLearned ? ", learned from refusals" : "") : nil
    postsAtTime = quota == nil ? blockers.count : 0
  }

  /// The rule's name in the constraints or the post.
  var name: String {
    switch rule {
    case .gap: "min_gap_hours"
    case .quota: quota == nil ? "slots" : "quota"
    case .calmConcurrency, .laneConcurrency: "max_concurrent_posts"
    case .totalConcurrency: "max_urgent_concurrent"
    case .campaign: "campaign"
    case .predecessor, .successor: "after"
    }
  }

  /// The rule as a reason or a warning names it.
  func words(for index: Int, _ problem: AccountProblem) -> String {
    let constraints = problem.input.request.constraints
    let post = problem.post(index)
    let lane = problem.problem.posts[index].lane
    return switch rule {
    case .gap: "min_gap_hours \(Self.shortest(gapHours))"
    case .quota:
      quota.map { "quota (\($0))" }
        ?? "slots (\(postsAtTime == 1 ? "1 post" : "\(postsAtTime) posts") a listed time)"
    case .calmConcurrency: "max_concurrent_posts \(constraints.maxConcurrentPosts)"
    case .totalConcurrency: "max_urgent_concurrent \(constraints.maxUrgentConcurrent)"
    case .laneConcurrency:
      "max_concurrent_posts \(constraints.maxConcurrentPosts(lane) ?? 0) of the platform"
    case .campaign: "campaign min_gap_minutes \(Self.shortest(constraints.campaignGapMinutes))"
    case .predecessor:
      "after \(post.after?.shown ?? "") (after_hours \(Self.shortest(post.afterHours)))"
    case .successor: "posts that come after this one"
    }
  }

  private static func shortest(_ number: Double) -> String {
    var text: [UInt8] = []
    JSONNumber.append(number, to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
