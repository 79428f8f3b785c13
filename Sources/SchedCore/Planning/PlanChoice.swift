/// Why a post stands where it does: what `--explain` writes as `why`.
///
///     {"priority":"high","weight":4,"preferred":true,"decay":1,
///      "next":[{"at":"…","score":0.95,"taken_by":"min_gap_hours 18"},{"at":"…","score":0.9}]}
///
/// `next` are the best other slots of the post's lane, best first, each with the rule that keeps the
/// post from it, if one does.
struct PlanChoice {
  /// How many other slots are listed; chosen so that they can be read at a glance.
  private static let mostSlots = 3

  /// The object as JSON, or nil for a post without a slot.
  static func json(
    of index: Int, _ problem: AccountProblem, _ board: SlotBoard
  ) -> [UInt8]? {
    guard board.isPlaced(index) else { return nil }
    let post = problem.problem.posts[index]
    let instant = board.instants[index]
    let record = problem.post(index)
    let request = problem.input.request
    let priority = record.priority ?? request.job?.priorityHint ?? Priority.standard
    let flags = request.constraints.flags(at: Instant(milliseconds: instant), platform: post.lane)
    let decay = post.decayOrigin.map { ScoreDecay.factor(from: $0, to: instant) } ?? 1
    var text: [UInt8] = []
    text.append(contentsOf: "{\"priority\":\"\(priority.rawValue)\",\"weight\":".utf8)
    JSONNumber.append(post.weight, to: &text)
    text.append(contentsOf: ",\"preferred\":\(flags.contains(.preferred)),\"decay\":".utf8)
    JSONNumber.appendScore(decay, to: &text)
    text.append(contentsOf: ",\"pinned\":\(record.pin != nil),\"next\":[".utf8)
    if record.pin == nil { appendNext(of: index, problem, board, to: &text) }
    text.append(contentsOf: "]".utf8)
    if let learned = request.constraints.platforms[post.lane].learned {
      appendLearned(learned, version: request.parameters.version, to: &text)
    }
    text.append(contentsOf: "}".utf8)
    return text
  }

  /// Appends `,"learned":{"version":3,"max_concurrent_posts":1,"posts_per_day":5}`.
  private static func appendLearned(
    _ limits: Parameters.Limits, version: Int, to text: inout [UInt8]
  ) {
    text.append(contentsOf: ",\"learned\":{\"version\":\(version)".utf8)
    if let most = limits.maxConcurrentPosts {
      text.append(contentsOf: ",\"max_concurrent_posts\":\(most)".utf8)
    }
    if let posts = limits.postsPerDay {
      text.append(contentsOf: ",\"posts_per_day\":\(posts)".utf8)
    }
    if let instant = limits.resumeAt {
      text.append(contentsOf: ",\"resume_at\":\"\(instant)\"".utf8)
    }
    text.append(contentsOf: "}".utf8)
  }

  private static func appendNext(
    of index: Int, _ problem: AccountProblem, _ board: SlotBoard, to text: inout [UInt8]
  ) {
    let post = problem.problem.posts[index]
    let slots = problem.input.lanes.rules.lanes[post.lane].slots
    let others = problem.openSlots(of: index).filter { slots[$0] != board.instants[index] }
    let values = others.map { problem.value(of: index, atSlot: $0) }
    let best = others.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }
      .prefix(mostSlots)
    var rest = board
    rest.remove(index)
    var blockers: [Int] = []
    for (rank, place) in best.enumerated() {
      let slot = others[place]
      let instant = Instant(milliseconds: slots[slot])
      text.append(contentsOf: "\(rank > 0 ? "," : ""){\"at\":\"\(instant)\",\"score\":".utf8)
      let curve = post.curve.map { problem.problem.curves[$0] } ?? []
      JSONNumber.appendScore(slot < curve.count ? curve[slot] : 0, to: &text)
      if let rule = rest.obstacle(of: index, at: slots[slot], blockers: &blockers) {
        text.append(contentsOf: ",\"taken_by\":".utf8)
        let obstacle = Obstacle(rule, of: index, blockers, problem)
        JSONString.append(obstacle.words(for: index, problem), to: &text)
      }
      text.append(UInt8(ascii: "}"))
    }
  }
}
