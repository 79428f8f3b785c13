/// Why a post has no slot: the rule that binds, with its numbers, and who holds the slots.
struct PlanReason: Sendable {
  let text: String
  /// The ids of the posts that hold the slots it could have had, in time order, each once.
  let conflicts: [PostID]

  init(of index: Int, _ problem: AccountProblem, _ board: SlotBoard) {
    if let text = Self.closed(index, problem) {
      self.text = text
      conflicts = []
      return
    }
    if let predecessor = problem.problem.posts[index].predecessor, !board.isPlaced(predecessor.post)
    {
      text = Self.orphaned(index, by: predecessor.post, problem)
      let others = predecessor.post == index ? [] : [predecessor.post]
      conflicts = others.compactMap { problem.id(of: $0) }
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
      .map { "\($0.element.count) by \($0.element.obstacle.words(for: index, problem))" }
    let taken = open.count == 1 ? "the only open slot is" : "all \(open.count) open slots are"
    text = "\(taken) taken: \(rules.joined(separator: "; "))"
  }

  /// Why a post is left out that comes after one that is left out, or after nobody.
  private static func orphaned(
    _ index: Int, by predecessor: Int, _ problem: AccountProblem
  ) -> String {
    let after = problem.post(index).after?.shown ?? ""
    return predecessor == index
      ? "after \(after): no other post of the account has this id"
      : "after \(after): that post is left out"
  }

  /// The rule that leaves no open slot at all, or nil if there are some.
  private static func closed(_ index: Int, _ problem: AccountProblem) -> String? {
    let horizon = problem.horizons[index]
    let (first, last) = (horizon.earliest, horizon.latest)
    let request = problem.input.request
    if last.instant < first.instant {
      return horizon.endsWithPlan
        ? "\(first.name) \(first.instant) is not before --until \(request.until)"
        : "\(last.name) \(last.instant) is before \(first.name) \(first.instant)"
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
        ? "none of the platform's listed slots lies \(span)"
        : "no slot lies \(span) (slots are \(request.constraints.slotMinutes) min apart)"
    }
    let closings: [(SlotFlags, String)] = [
      (.blackout, "blackouts"), (.prohibited, "prohibited_windows"),
      (.outsideStrict, "strict preferred_windows"), (.outsideDispatch, "dispatch_windows"),
    ]
    let tally = closings.compactMap { flag, name -> String? in
      let count = grid.flags[start..<end].count { $0.contains(flag) }
      return count > 0 ? "\(count) by \(name)" : nil
    }
    let count = end - start
    let closed = count == 1 ? "the only slot \(span) is" : "all \(count) slots \(span) are"
    return "\(closed) closed: \(tally.joined(separator: ", "))"
  }
}

/// A rule that keeps a post from an instant, with its numbers.
struct Obstacle: Equatable {
  private let rule: SolverRule
  /// The gap that is asked for, in hours: between two types it is the smaller of theirs.
  private let gapHours: Double

  init(
    _ rule: SolverRule, of index: Int, _ blockers: [Int], _ problem: AccountProblem
  ) {
    self.rule = rule
    let hours = problem.input.request.constraints.gapHours
    let own = hours[problem.post(index).identity.contentType]
    gapHours =
      rule == .gap
      ? blockers.map { min(own, hours[problem.post($0).identity.contentType]) }.max() ?? own : 0
  }

  /// The rule as a reason or a warning names it.
  func words(for index: Int, _ problem: AccountProblem) -> String {
    let constraints = problem.input.request.constraints
    let post = problem.post(index)
    let lane = problem.problem.posts[index].lane
    return switch rule {
    case .gap: "min_gap_hours \(Self.shortest(gapHours))"
    case .quota(let quota):
      "quota (\(constraints.quotas(lane)[quota].inWords)"
        + (quota == constraints.platforms[lane].learnedQuota ? ", learned from refusals)" : ")")
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
