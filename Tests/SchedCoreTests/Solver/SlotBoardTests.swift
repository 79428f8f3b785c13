import SchedCore
import Testing

/// Each rule between posts alone.
///
/// Two lanes are open at every half hour of a day.
struct SlotBoardTests {
  private static let hour: Int64 = 3_600_000
  private static let slots = (0..<48).map { Int64($0) * hour / 2 }

  private static func rules(
    quotas: [LaneQuota] = [], laneLimit: Int? = nil, calm: Int = 3, total: Int = 5,
    campaignHours: Int64 = 0
  ) -> SolverRules {
    let lane = LaneRules(slots: slots, quotas: quotas, calmLimit: laneLimit)
    return SolverRules(
      lanes: [lane, LaneRules(slots: slots)], calmLimit: calm, totalLimit: total,
      campaignGap: campaignHours * hour)
  }

  private static func post(
    lane: Int = 0, gapHours: Int64 = 0, isUrgent: Bool = false, campaign: Int? = nil,
    after: Int? = nil, lagHours: Int64 = 0
  ) -> SolverPost {
    SolverPost(
      lane: lane, weight: 2, isUrgent: isUrgent, gap: gapHours * hour, campaign: campaign,
      predecessors: after.map { [.init(post: $0, lag: lagHours * hour)] } ?? [])
  }

  /// What keeps the last post from an hour while the others stand at theirs.
  private func obstacle(
    _ rules: SolverRules, _ posts: [SolverPost], standing hours: [Double?], at hour: Double
  ) -> (rule: SolverRule?, blockers: [Int]) {
    let instants = hours.map { $0.map { Int64($0 * Double(Self.hour)) } }
    let board = SlotBoard(
      rules: rules, account: SolverProblem(posts: posts, curves: []), instants: instants + [nil])
    var blockers: [Int] = []
    let rule = board.obstacle(
      of: posts.count - 1, at: Int64(hour * Double(Self.hour)), blockers: &blockers)
    return (rule, blockers.sorted())
  }

  @Test func `a gap of exactly the gap is allowed, and half an hour less is not`() {
    let posts = [Self.post(gapHours: 6), Self.post(gapHours: 6)]
    #expect(obstacle(Self.rules(), posts, standing: [4], at: 10).rule == nil)
    let near = obstacle(Self.rules(), posts, standing: [4], at: 9.5)
    #expect(near.rule == .gap)
    #expect(near.blockers == [0])
  }

  @Test func `between two types the smaller gap holds, beyond the neighbour too`() {
    let posts = [Self.post(gapHours: 18), Self.post(gapHours: 1), Self.post(gapHours: 18)]
    #expect(obstacle(Self.rules(), posts, standing: [0, 2], at: 18).rule == nil)
    let near = obstacle(Self.rules(), posts, standing: [0, 2], at: 17)
    #expect(near.rule == .gap)
    #expect(near.blockers == [0])
  }

  @Test func `a sliding quota counts any half-open window`() {
    let quota = LaneQuota(posts: 2, windows: .sliding(width: 12 * Self.hour))
    let posts = [Self.post(), Self.post(), Self.post()]
    let rules = Self.rules(quotas: [quota])
    #expect(obstacle(rules, posts, standing: [0, 6], at: 12).rule == nil)
    #expect(obstacle(rules, posts, standing: [0, 6], at: 11.5).rule == .quota(0))
    #expect(obstacle(rules, posts, standing: [6, 12], at: 0).rule == nil)
    #expect(obstacle(rules, posts, standing: [6, 12], at: 0.5).blockers == [0, 1])
  }

  @Test func `a quota of windows that begin at given instants counts each by itself`() {
    let quota = LaneQuota(
      posts: 1, windows: .beginning(at: [0, 8 * Self.hour, 16 * Self.hour, 24 * Self.hour]))
    let posts = [Self.post(), Self.post()]
    let rules = Self.rules(quotas: [quota])
    #expect(obstacle(rules, posts, standing: [7.5], at: 8).rule == nil)
    #expect(obstacle(rules, posts, standing: [8], at: 15.5).rule == .quota(0))
  }

  @Test func `an instant holds so many calm posts, and an urgent one beside them`() {
    let calm = [Self.post(), Self.post(lane: 1), Self.post()]
    #expect(obstacle(Self.rules(calm: 2), calm, standing: [3, 3], at: 3).rule == .calmConcurrency)
    let urgent = [Self.post(), Self.post(lane: 1), Self.post(isUrgent: true)]
    #expect(obstacle(Self.rules(calm: 2), urgent, standing: [3, 3], at: 3).rule == nil)
    #expect(
      obstacle(Self.rules(total: 2), urgent, standing: [3, 3], at: 3).rule == .totalConcurrency)
  }

  @Test func `a lane's own limit counts its calm posts only`() {
    let posts = [Self.post(), Self.post(lane: 1), Self.post()]
    let rules = Self.rules(laneLimit: 1)
    #expect(obstacle(rules, posts, standing: [3, 3], at: 3).rule == .laneConcurrency)
    #expect(obstacle(rules, posts, standing: [4, 3], at: 3).rule == nil)
  }

  @Test func `posts of a campaign keep their distance across lanes`() {
    let posts = [Self.post(campaign: 1), Self.post(lane: 1, campaign: 1)]
    let rules = Self.rules(campaignHours: 1)
    #expect(obstacle(rules, posts, standing: [3], at: 4).rule == nil)
    #expect(obstacle(rules, posts, standing: [3], at: 3.5).rule == .campaign)
  }

  @Test func `a post waits for its predecessor and the hours after it`() {
    let posts = [Self.post(), Self.post(lane: 1, after: 0, lagHours: 2)]
    #expect(obstacle(Self.rules(), posts, standing: [3], at: 5).rule == nil)
    #expect(obstacle(Self.rules(), posts, standing: [3], at: 4.5).rule == .predecessor)
    #expect(obstacle(Self.rules(), posts, standing: [nil], at: 4.5).rule == .predecessor)
  }

  @Test func `a post stands no later than its successors allow`() {
    let posts = [Self.post(after: 1, lagHours: 2), Self.post(lane: 1)]
    let instants: [Int64?] = [5 * Self.hour, nil]
    let board = SlotBoard(
      rules: Self.rules(), account: SolverProblem(posts: posts, curves: []), instants: instants)
    var blockers: [Int] = []
    #expect(board.obstacle(of: 1, at: 3 * Self.hour, blockers: &blockers) == nil)
    #expect(board.obstacle(of: 1, at: 4 * Self.hour, blockers: &blockers) == .successor)
    #expect(blockers == [0])
  }
}
