/// A plan in the making: which post stands where, and what keeps a post from an instant.
///
/// Every plan is built by `place`, after `obstacle` has found nothing, so no rule is ever broken
/// but by pins. A lane's posts are kept sorted by time; lanes are short (tens of posts), so an
/// array with binary search beats any tree.
package struct SlotBoard: Sendable {
  struct Stand: Sendable {
    var instant: Int64
    var post: Int
  }

  let model: SolverModel
  /// The posts of each lane that stand somewhere, by time, then by index.
  private(set) var lanes: [[Stand]]
  /// The posts of each campaign that stand, by time.
  private var campaigns: [[Stand]]
  /// Where each post stands; `unplaced` if nowhere.
  private(set) var instants: [Int64]
  static let unplaced = Int64.min

  /// A board with the pins only.
  init(_ model: SolverModel) {
    self.model = model
    lanes = Array(repeating: [], count: model.rules.lanes.count)
    campaigns = Array(repeating: [], count: model.campaigns.count)
    instants = Array(repeating: Self.unplaced, count: model.posts.count)
    for (post, details) in model.posts.enumerated() {
      guard let pin = details.pin, model.isKnown(post) else { continue }
      place(post, at: pin.instant)
    }
  }

  /// A board on which a plan stands, to be asked for the reasons of what it leaves out.
  package init(rules: SolverRules, account: SolverProblem, instants plan: [Int64?]) {
    self.init(SolverModel(rules: rules, account: account))
    for (post, instant) in plan.enumerated() where post < instants.count {
      guard let instant, !isPlaced(post), model.isKnown(post) else { continue }
      place(post, at: instant)
    }
  }

  func isPlaced(_ post: Int) -> Bool { instants[post] != Self.unplaced }

  mutating func place(_ post: Int, at instant: Int64) {
    let instant = max(instant, Self.unplaced + 1)
    let lane = model.posts[post].lane
    var index = Self.firstIndex(in: lanes[lane], from: instant)
    while index < lanes[lane].count, lanes[lane][index].instant == instant,
      lanes[lane][index].post < post
    {
      index += 1
    }
    lanes[lane].insert(Stand(instant: instant, post: post), at: index)
    instants[post] = instant
    guard model.campaignOf[post] >= 0 else { return }
    let stands = campaigns[model.campaignOf[post]]
    let place = Self.firstIndex(in: stands, from: instant)
    campaigns[model.campaignOf[post]].insert(Stand(instant: instant, post: post), at: place)
  }

  mutating func remove(_ post: Int) {
    guard isPlaced(post) else { return }
    let lane = model.posts[post].lane
    var index = Self.firstIndex(in: lanes[lane], from: instants[post])
    while index < lanes[lane].count, lanes[lane][index].post != post { index += 1 }
    if index < lanes[lane].count { lanes[lane].remove(at: index) }
    if model.campaignOf[post] >= 0 {
      campaigns[model.campaignOf[post]].removeAll { $0.post == post }
    }
    instants[post] = Self.unplaced
  }

  /// The instants that suit a post as its predecessors stand and its successors wish.
  func span(of post: Int) -> (first: Int64, last: Int64) {
    guard model.isRelated[post] else { return (.min, .max) }
    var first = Int64.min
    for before in model.posts[post].predecessors
    where model.isKnown(before.post) && isPlaced(before.post) {
      first = max(first, instants[before.post].saturatingAdd(before.lag))
    }
    return (first, model.wantedLatest[post])
  }

  static func firstIndex(in stands: [Stand], from instant: Int64) -> Int {
    var low = 0
    var high = stands.count
    while low < high {
      let middle = (low + high) / 2
      if stands[middle].instant < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension SlotBoard {
  /// The first rule that keeps a post from an instant, or nil; `blockers` become the posts in its
  /// way: each of them must go, or any one of them, as the rule's `isBrokenByEach` says.
  ///
  /// The post itself does not stand on the board. None of the rules of one post alone (windows,
  /// `earliest`, `latest`) is asked here: they are in the slots.
  package func obstacle(
    of post: Int, at instant: Int64, blockers: inout [Int]
  ) -> SolverRule? {
    obstacleBesidesOrder(of: post, at: instant, blockers: &blockers)
      ?? order(post, at: instant, blockers: &blockers)
  }

  /// The same without the order among posts: it is one for all posts of a lane with the same gap,
  /// urgency and campaign.
  func obstacleBesidesOrder(
    of post: Int, at instant: Int64, blockers: inout [Int]
  ) -> SolverRule? {
    blockers.removeAll(keepingCapacity: true)
    let lane = model.posts[post].lane
    GapRule.appendBlockers(
      lanes[lane], of: model.gaps[post], gaps: model.gaps, at: instant, to: &blockers)
    if !blockers.isEmpty { return .gap }
    for (index, quota) in model.rules.lanes[lane].quotas.enumerated()
    where QuotaRule.isFull(lanes[lane], quota, at: instant, blockers: &blockers) {
      return .quota(index)
    }
    return crowding(post, at: instant, blockers: &blockers)
  }

  /// The rule between lanes or between particular posts that keeps a post from an instant.
  func acrossLanes(_ post: Int, at instant: Int64, blockers: inout [Int]) -> SolverRule? {
    blockers.removeAll(keepingCapacity: true)
    return crowding(post, at: instant, blockers: &blockers)
      ?? order(post, at: instant, blockers: &blockers)
  }

  /// Limits of one instant, and the gap of a campaign.
  private func crowding(_ post: Int, at instant: Int64, blockers: inout [Int]) -> SolverRule? {
    if let rule = concurrency(post, at: instant, blockers: &blockers) { return rule }
    if model.campaignOf[post] >= 0 {
      let stands = campaigns[model.campaignOf[post]]
      let gap = model.rules.campaignGap
      var index = Self.firstIndex(in: stands, from: instant.saturatingAdd(1 - gap))
      while index < stands.count, stands[index].instant < instant.saturatingAdd(gap) {
        if stands[index].post != post { blockers.append(stands[index].post) }
        index += 1
      }
    }
    return blockers.isEmpty ? nil : .campaign
  }

  /// The order among posts.
  private func order(_ post: Int, at instant: Int64, blockers: inout [Int]) -> SolverRule? {
    guard model.isRelated[post] else { return nil }
    for before in model.posts[post].predecessors where !isBehind(before, post, at: instant) {
      if model.isKnown(before.post), before.post != post { blockers.append(before.post) }
      return .predecessor
    }
    for other in model.successors[post] where isPlaced(other) {
      let lag = model.writtenLag(of: other, after: post)
      if instants[other] < instant.saturatingAdd(lag) { blockers.append(other) }
    }
    return blockers.isEmpty ? nil : .successor
  }

  /// Whether a post that is at an instant comes after one of those that it has to.
  private func isBehind(_ before: SolverPost.Predecessor, _ post: Int, at instant: Int64) -> Bool {
    guard model.isKnown(before.post), before.post != post, isPlaced(before.post) else {
      return false
    }
    return instants[before.post].saturatingAdd(before.lag) <= instant
  }

  /// The first and last instant that the order leaves a post, with one of those that it comes after
  /// left aside; nil if another of them does not stand.
  func order(of post: Int, but excepted: Int) -> (first: Int64, last: Int64)? {
    var (first, last) = (Int64.min, Int64.max)
    for before in model.posts[post].predecessors where before.post != excepted {
      guard model.isKnown(before.post), before.post != post, isPlaced(before.post) else {
        return nil
      }
      first = max(first, instants[before.post].saturatingAdd(before.lag))
    }
    for other in model.successors[post] where isPlaced(other) {
      last = min(last, instants[other].saturatingAdd(-model.writtenLag(of: other, after: post)))
    }
    return (first, last)
  }

  /// Whether a post that is at an instant comes after all that it has to, but for one of them.
  func isBehindAll(_ post: Int, at instant: Int64, but excepted: Int) -> Bool {
    model.posts[post].predecessors.allSatisfy {
      $0.post == excepted || isBehind($0, post, at: instant)
    }
  }

  /// How many posts stand at an instant, how many of them are not urgent, and how many of those
  /// are of the lane.
  func crowd(at instant: Int64, lane: Int) -> (total: Int, calm: Int, calmHere: Int) {
    var crowd = (total: 0, calm: 0, calmHere: 0)
    for (other, stands) in lanes.enumerated() {
      var index = Self.firstIndex(in: stands, from: instant)
      while index < stands.count, stands[index].instant == instant {
        crowd.total += 1
        if !model.posts[stands[index].post].isUrgent {
          crowd.calm += 1
          if other == lane { crowd.calmHere += 1 }
        }
        index += 1
      }
    }
    return crowd
  }

  /// Limits of one instant: only equal instants count.
  private func concurrency(
    _ post: Int, at instant: Int64, blockers: inout [Int]
  ) -> SolverRule? {
    let isUrgent = model.posts[post].isUrgent
    let (total, calm, calmHere) = crowd(at: instant, lane: model.posts[post].lane)
    let lane = model.posts[post].lane
    let rule: SolverRule
    if total >= model.rules.totalLimit {
      rule = .totalConcurrency
    } else if !isUrgent, calm >= model.rules.calmLimit {
      rule = .calmConcurrency
    } else if !isUrgent, let limit = model.rules.lanes[lane].calmLimit, calmHere >= limit {
      rule = .laneConcurrency
    } else {
      return nil
    }
    for (other, stands) in lanes.enumerated() where rule != .laneConcurrency || other == lane {
      var index = Self.firstIndex(in: stands, from: instant)
      while index < stands.count, stands[index].instant == instant {
        let here = stands[index].post
        if rule == .totalConcurrency || !model.posts[here].isUrgent { blockers.append(here) }
        index += 1
      }
    }
    return rule
  }
}
