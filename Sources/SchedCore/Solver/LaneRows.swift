/// The rows that the slot choice of a lane must keep besides its least gap: each says that an
/// interval of slots holds at most so many posts, or so many of those with a wide gap.
///
/// Such are the gaps wider than the least of the lane: posts whose gaps
/// are at least g are pairwise g apart, so any window of width g holds one of them. Rows are
/// relaxed with a multiplier each. Of sliding windows, those that begin at a useful slot say all that
/// others say.
struct LaneRows: Sendable {
  struct Row: Sendable {
    /// The slots that it covers.
    var first: Int
    var past: Int
    var most: Int
    /// It counts posts of price classes from this one on.
    var level: Int
  }

  private(set) var rows: [Row] = []
  /// The gaps of the lane that differ, ascending: the level of a post is the index of its own.
  let levels: [Int64]
  /// The level of each local post.
  let levelOfPost: [Int]
  /// The quotas, which are kept exactly: no multiplier is needed for them.
  private(set) var quotas: [QuotaWindows] = []
  /// The most posts that a window of any quota holds.
  private(set) var mostAtOnce = Int.max
  /// Whether gaps wider than the least are kept exactly too: where none is wider than twice the
  /// least, posts that are not neighbours are far enough apart.
  private(set) var keepsLevels = false
  private let slotCount: Int

  init(_ lane: LaneModel, fixed: [SlotBoard.Stand], isUseful: [Bool]) {
    slotCount = lane.slots.count
    levels = Set(lane.gaps).sorted()
    let levels = levels
    let least = levels.first ?? 0
    levelOfPost = lane.gaps.map { levels.firstIndex(from: $0) }
    for quota in lane.quotas where quota.posts < lane.total + fixed.count {
      if !Self.isRedundant(quota, least: least, fixed) {
        quotas.append(QuotaWindows(quota, slots: lane.slots, fixed: fixed))
        mostAtOnce = min(mostAtOnce, quotas[quotas.count - 1].most.max() ?? 0)
      }
    }
    keepsLevels = least > 0 && quotas.isEmpty && (levels.last ?? 0) / 2 <= least
    guard !keepsLevels else { return }
    for (level, gap) in levels.enumerated().dropFirst() where gap > 0 {
      appendSliding(lane, width: gap, most: 1, level: level, fixed: [], isUseful)
    }
  }

  /// Whether posts that keep the least gap keep the quota too: one more than it allows would span
  /// more than its window.
  static func isRedundant(
    _ quota: LaneQuota, least: Int64, _ fixed: [SlotBoard.Stand]
  ) -> Bool {
    guard fixed.isEmpty, case .sliding(let width) = quota.windows else { return false }
    let span = least.multipliedReportingOverflow(by: Int64(quota.posts))
    return !span.overflow && span.partialValue >= width
  }

  private mutating func appendSliding(
    _ lane: LaneModel, width: Int64, most: Int, level: Int, fixed: [SlotBoard.Stand],
    _ isUseful: [Bool]
  ) {
    guard width > 0 else { return }
    var past = 0
    for first in lane.slots.indices where isUseful[first] {
      let start = lane.slots[first]
      let end = start.saturatingAdd(width)
      while past < lane.slots.count, lane.slots[past] < end { past += 1 }
      let taken = fixed.reduce(0) { $0 + ($1.instant >= start && $1.instant < end ? 1 : 0) }
      if past - first > max(0, most - taken) || levels.first == 0 {
        rows.append(Row(first: first, past: past, most: max(0, most - taken), level: level))
      }
    }
  }

  /// For each row how many posts more it holds than it may under a choice, at least 0.
  func excess(of choices: [LaneRelaxation.Choice]) -> [Int] {
    guard !rows.isEmpty else { return [] }
    // How many choices of each level or above lie before each slot.
    let stride = slotCount + 1
    var sums = Array(repeating: Int32(0), count: stride * levels.count)
    for choice in choices {
      for level in 0...levelOfPost[choice.post] { sums[level * stride + choice.slot + 1] += 1 }
    }
    for level in levels.indices {
      for slot in 0..<slotCount { sums[level * stride + slot + 1] += sums[level * stride + slot] }
    }
    return rows.map {
      max(0, Int(sums[$0.level * stride + $0.past] - sums[$0.level * stride + $0.first]) - $0.most)
    }
  }
}
