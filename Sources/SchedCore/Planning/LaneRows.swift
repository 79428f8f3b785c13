/// The rows that the slot choice of a lane must keep besides its least gap: each says that an
/// interval of slots holds at most so many posts, or so many of those with a wide gap.
///
/// Quotas are such rows, and so are the gaps wider than the least of the lane: posts whose gaps
/// are at least g are pairwise g apart, so any window of width g holds one of them. Rows are
/// relaxed with a multiplier each. Windows that begin close together say almost the same, so only
/// about `startsPerWindow` of them are kept: fewer rows make a bound that is true all the same.
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
  private static let startsPerWindow: Int64 = 24

  init(_ lane: LaneModel, fixed: [PlanBoard.Stand]) {
    levels = Set(lane.gaps).sorted()
    let levels = levels
    levelOfPost = lane.gaps.map { levels.firstIndex(from: $0) }
    for (level, gap) in levels.enumerated().dropFirst() where gap > 0 {
      appendSliding(lane, width: gap, most: 1, level: level, fixed: [])
    }
    let least = levels.first ?? 0
    for quota in lane.quotas where quota.posts < lane.count + fixed.count {
      switch quota.windows {
      case .sliding(let width):
        // With the least gap, `posts` + 1 posts span more than the window anyway.
        let span = least.multipliedReportingOverflow(by: Int64(quota.posts))
        if !span.overflow, span.partialValue >= width, fixed.isEmpty { continue }
        appendSliding(lane, width: width, most: quota.posts, level: 0, fixed: fixed)
      case .beginning(let starts):
        appendWindows(lane, starts, most: quota.posts, fixed: fixed)
      }
    }
  }

  private mutating func appendSliding(
    _ lane: LaneModel, width: Int64, most: Int, level: Int, fixed: [PlanBoard.Stand]
  ) {
    guard width > 0 else { return }
    let stride = max(1, width / Self.startsPerWindow)
    var next = Int64.min
    var past = 0
    for first in lane.slots.indices where lane.slots[first] >= next {
      let start = lane.slots[first]
      next = start.saturatingAdd(stride)
      let end = start.saturatingAdd(width)
      while past < lane.slots.count, lane.slots[past] < end { past += 1 }
      let taken = fixed.reduce(0) { $0 + ($1.instant >= start && $1.instant < end ? 1 : 0) }
      if past - first > max(0, most - taken) || lane.gaps.contains(0) {
        rows.append(Row(first: first, past: past, most: max(0, most - taken), level: level))
      }
    }
  }

  private mutating func appendWindows(
    _ lane: LaneModel, _ starts: [Int64], most: Int, fixed: [PlanBoard.Stand]
  ) {
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : .max
      let first = lane.slots.firstIndex(from: start)
      let past = lane.slots.firstIndex(from: end)
      guard first < past else { continue }
      let taken = fixed.reduce(0) { $0 + ($1.instant >= start && $1.instant < end ? 1 : 0) }
      rows.append(Row(first: first, past: past, most: max(0, most - taken), level: 0))
    }
  }
}
