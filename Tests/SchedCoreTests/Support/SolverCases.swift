import SchedCore

/// Random planning problems, tiny enough to try every plan of them; one for each seed.
struct SolverCase {
  var rules: SolverRules
  var account: SolverProblem
  static let hour: Int64 = 3_600_000

  init(seed: UInt64, posts count: Int = 4, slots: Int = 6) {
    var random = Random(state: seed)
    let hour = Self.hour
    let lanes = (0..<(1 + random.below(2))).map { _ -> LaneRules in
      var quotas: [LaneQuota] = []
      if random.below(3) == 0 {
        quotas.append(
          LaneQuota(
            posts: 1 + random.below(2), windows: .sliding(width: Int64(2 + random.below(3)) * hour))
        )
      }
      if random.below(4) == 0 {
        quotas.append(
          LaneQuota(
            posts: 1 + random.below(2), windows: .beginning(at: [0, 3 * hour, 9 * hour])))
      }
      return LaneRules(
        slots: (0..<slots).filter { _ in random.below(6) > 0 }.map { Int64($0) * hour },
        quotas: quotas, calmLimit: random.below(4) == 0 ? 1 : nil)
    }
    rules = SolverRules(
      lanes: lanes, calmLimit: 1 + random.below(2), totalLimit: 1 + random.below(3),
      campaignGap: Int64(random.below(3)) * hour)
    let curves = (0..<3).map { _ in (0..<slots).map { _ in Double(random.below(1000)) / 1000 } }
    let gaps = [Int64(random.below(4)), Int64(random.below(4))]
    let posts = (0..<count).map { index -> SolverPost in
      let isUrgent = random.below(4) == 0
      let earliest = random.below(3) == 0 ? Int64(random.below(slots)) * hour : .min
      let before = random.below(5) == 0 && index > 0 ? random.below(index) : nil
      return SolverPost(
        lane: random.below(lanes.count), weight: isUrgent ? 8 : [1.0, 2, 4][random.below(3)],
        isUrgent: isUrgent, gap: gaps[random.below(2)] * hour, curve: random.below(3),
        earliest: earliest,
        latest: random.below(3) == 0 ? max(0, earliest) + Int64(random.below(3)) * hour : .max,
        decayOrigin: isUrgent ? 0 : nil,
        pin: random.below(8) == 0
          ? SolverPin(instant: Int64(random.below(2 * slots)) * hour / 2, score: 0.5) : nil,
        campaign: random.below(3) == 0 ? 0 : nil,
        predecessors: before.map { [.init(post: $0, lag: Int64(random.below(3)) * hour)] } ?? [])
    }
    account = SolverProblem(posts: posts, curves: curves)
  }

  /// A generator of its own: SplitMix64.
  struct Random {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) % UInt64(max(1, count)))
    }
  }
}
