/// The slots, scores and rules that all accounts share, in the terms of the planning core.
///
/// A lane is one platform: its open slots are the core's slots; closed ones stay in `grids`, for
/// reasons to name.
struct PlanLanes: Sendable {
  let grids: [SlotGrid]
  let rules: SolverRules
  private let constraints: Constraints
  /// Whether each open slot lies in a preferred window, for each lane.
  private let isPreferred: [[Bool]]

  /// How much better a slot in a preferred window scores; the contract's figure.
  static let preferredFactor = 1.25

  /// The lanes of a request; `grids` are its slots, where they are known.
  init(_ request: PlanRequest, grids known: [SlotGrid]? = nil) throws(Message) {
    constraints = request.constraints
    if let known {
      grids = known
    } else {
      grids = try SlotGrid.grids(
        request.constraints, from: request.from, until: request.until, job: request.job)
    }
    var lanes: [LaneRules] = []
    var isPreferred: [[Bool]] = []
    for (platform, grid) in grids.enumerated() {
      let open = grid.flags.indices.filter { grid.flags[$0].isOpen }
      let quotas = constraints.quotas(platform).map { quota in
        Self.quota(quota, from: request.from, until: request.until)
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
  func curve(_ scores: HourlyScores, lane: Int) -> [Double] {
    let slots = rules.lanes[lane].slots
    return slots.indices.map { index in
      let score = scores.score(at: Instant(milliseconds: slots[index]))
      return isPreferred[lane][index] ? min(1, score * Self.preferredFactor) : score
    }
  }

  /// The score of any instant of a lane, on the grid or off it.
  func score(_ scores: HourlyScores, at instant: Instant, lane: Int) -> Double {
    let score = scores.score(at: instant)
    let flags = constraints.flags(at: instant, platform: lane)
    return flags.contains(.preferred) ? min(1, score * Self.preferredFactor) : score
  }

  private static func quota(_ quota: Quota, from: Instant, until: Instant) -> LaneQuota {
    if let width = quota.widthSeconds {
      return LaneQuota(posts: quota.posts, windows: .sliding(width: Int64(width) * 1000))
    }
    return LaneQuota(
      posts: quota.posts, windows: .beginning(at: quota.windowStarts(from: from, until: until)))
  }
}

extension Quota {
  /// Where the windows that lie end to end begin, from the one that holds a day before `from` to the
  /// one behind a day after `until`: pins may stand beside the plan.
  fileprivate func windowStarts(from: Instant, until: Instant) -> [Int64] {
    let (first, last) = (from.adding(seconds: -86_400), until.adding(seconds: 86_400))
    switch window {
    case .rolling, .sliding: return []
    case .day(let zone):
      let days =
        zone.localTime(at: first).date.daysSinceEpoch...zone.localTime(at: last).date.daysSinceEpoch
        + 1
      return days.map {
        zone.instant(date: CivilDate(daysSinceEpoch: $0), minuteOfDay: 0).milliseconds
      }
    case .fixed(let minutes):
      let width = max(1, Int64((minutes * 60_000).rounded()))
      let start = first.milliseconds.floorDivided(by: width) * width
      return Array(stride(from: start, through: last.milliseconds + width, by: Int64.Stride(width)))
    }
  }
}
