/// The slots, scores and rules that all accounts share, in the terms of the planning core.
///
/// A lane is one platform: its open slots are the core's slots; closed ones stay in `grids`, for
/// reasons to name.
struct PlanLanes: Sendable {
  let grids: [SlotGrid]
  let rules: SolverRules
  private let constraints: Constraints
  private let pins: [[Instant]]
  /// Whether each open slot lies in a preferred window, for each lane.
  private let isPreferred: [[Bool]]

  /// How much better a slot in a preferred window scores; the contract's figure.
  static let preferredFactor = 1.25

  /// The lanes of a request whose slots are `grids`; `pins` are the instants of each platform at
  /// which posts stand, for they may stand far from the plan.
  init(_ request: PlanRequest, grids: [SlotGrid], pins: [[Instant]]) {
    (self.grids, self.pins) = (grids, pins)
    let constraints = request.constraints
    self.constraints = constraints
    var lanes: [LaneRules] = []
    var isPreferred: [[Bool]] = []
    for (platform, grid) in grids.enumerated() {
      let open = grid.flags.indices.filter { grid.flags[$0].isOpen }
      var quotas = constraints.quotas(platform).map { quota in
        Self.quota(quota, from: request.from, until: request.until, pins: pins[platform])
      }
      // A gap keeps posts from sharing an instant, whatever a listed time lets through.
      let types = request.catalogue.platforms[platform].contentTypes
      if let posts = grid.posts, types.contains(where: { constraints.gapSeconds($0) == 0 }) {
        quotas.append(Self.quota(ofTimes: grid.instants, posts))
      }
      lanes.append(
        LaneRules(
          slots: open.map { grid.instants[$0].milliseconds }, quotas: quotas,
          calmLimit: constraints.maxConcurrentPosts(platform)))
      isPreferred.append(open.map { grid.flags[$0].contains(.preferred) })
    }
    self.isPreferred = isPreferred
    rules = SolverRules(
      lanes: lanes, calmLimit: constraints.maxConcurrentPosts,
      totalLimit: constraints.maxUrgentConcurrent,
      campaignGap: Int64(constraints.campaignGapSeconds) * 1000)
  }

  /// The scores of a lane's open slots: preferred ones raised, and cut at 1.
  func scores(_ curve: ScoreCurve, lane: Int) -> [Double] {
    let slots = rules.lanes[lane].slots
    return slots.indices.map { index in
      let score = curve.score(at: Instant(milliseconds: slots[index]))
      return isPreferred[lane][index] ? min(1, score * Self.preferredFactor) : score
    }
  }

  /// The score of any instant of a lane, on the grid or off it.
  func score(_ curve: ScoreCurve, at instant: Instant, lane: Int) -> Double {
    let score = curve.score(at: instant)
    let flags = constraints.flags(at: instant, platform: lane)
    return flags.contains(.preferred) ? min(1, score * Self.preferredFactor) : score
  }

  /// The same lanes under the tighter rules of one account.
  func narrowed(to request: PlanRequest) -> PlanLanes {
    PlanLanes(request, grids: grids, pins: pins)
  }

  /// The posts of each listed time as windows of a millisecond; what lies between is for pins alone.
  private static func quota(ofTimes instants: [Instant], _ posts: [Int]) -> LaneQuota {
    var starts: [(instant: Int64, posts: Int)] = []
    for (instant, posts) in zip(instants, posts) {
      starts.append((instant: instant.milliseconds, posts: posts))
      starts.append((instant: instant.milliseconds + 1, posts: .max))
    }
    return LaneQuota(beginning: starts)
  }

  private static func quota(
    _ quota: Quota, from: Instant, until: Instant, pins: [Instant]
  ) -> LaneQuota {
    if let width = quota.widthSeconds {
      return LaneQuota(posts: quota.posts, windows: .sliding(width: Int64(width) * 1000))
    }
    return LaneQuota(
      posts: quota.posts,
      windows: .beginning(at: quota.windowStarts(from: from, until: until, pins: pins)))
  }
}

extension Quota {
  /// Where the windows that lie end to end begin: those of [from, until], and those that hold pins,
  /// each with the one behind it.
  fileprivate func windowStarts(from: Instant, until: Instant, pins: [Instant]) -> [Int64] {
    guard let first = bucket(of: from), let last = bucket(of: until) else { return [] }
    let inner = first...max(first, last) + 1
    let outer = Set(
      pins.compactMap(bucket(of:)).flatMap { [$0, $0 + 1] }.filter { !inner.contains($0) }
    )
    .sorted()
    let all = outer.filter { $0 < first } + inner + outer.filter { $0 > first }
    return all.map(start(ofBucket:))
  }

  /// Where a window begins, in milliseconds.
  private func start(ofBucket number: Int) -> Int64 {
    switch window {
    case .rolling, .sliding: 0
    case .day(let zone):
      zone.instant(date: CivilDate(daysSinceEpoch: number), minuteOfDay: 0).milliseconds
    case .fixed(let minutes): Int64(number) * Int64((minutes * 60_000).rounded())
    }
  }
}
