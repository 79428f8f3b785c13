/// All that is known once the input is read, shared by all accounts.
struct PlanInput: Sendable {
  let request: PlanRequest
  let lanes: PlanLanes
  let posts: [PlanPost]
  let curveOfPost: [Int32]
  let curves: [ScoreCurve]
  /// Posts that are committed elsewhere, by account.
  let obstacles: [String: [PlanPost]]
  /// Until when platforms want to be left alone by accounts.
  let holds: [Parameters.Channel: Instant]
  /// What chance had to do with the slots of posts that another file has pinned, where it had.
  let chances: [Int: SlotChance]

  init(_ collector: PlanCollector, _ request: PlanRequest, _ lanes: PlanLanes) {
    self.request = request
    self.lanes = lanes
    posts = collector.posts
    curveOfPost = collector.curveOfPost
    curves = collector.curves
    obstacles = Dictionary(grouping: collector.obstacles, by: \.identity.account)
    holds = collector.holds
    chances = collector.chances
  }

  /// The same posts under another request.
  init(_ other: PlanInput, _ request: PlanRequest, _ lanes: PlanLanes) {
    (self.request, self.lanes) = (request, lanes)
    (posts, curveOfPost, curves) = (other.posts, other.curveOfPost, other.curves)
    (obstacles, holds, chances) = (other.obstacles, other.holds, other.chances)
  }

  func platform(of post: PlanPost) -> Int {
    request.catalogue.contentTypes[post.identity.contentType].platform
  }

  func hold(on post: PlanPost) -> Instant? {
    holds.isEmpty
      ? nil
      : holds[Parameters.Channel(account: post.identity.account, platform: platform(of: post))]
  }

  /// A post's scores, or nil if it has none.
  func curve(of index: Int) -> ScoreCurve? {
    let curve = Int(curveOfPost[index])
    return curve >= 0 ? curves[curve] : nil
  }

  /// The score of a post at any instant, preferred windows included: what its scores say, or for a
  /// post that an earlier plan has pinned what that plan said.
  func score(of index: Int, at instant: Instant) -> Double {
    guard let curve = curve(of: index) else { return posts[index].plannedScore ?? 0 }
    return lanes.score(curve, at: instant, lane: platform(of: posts[index]))
  }
}
