/// A quota of a lane in terms of its slots: which slots a window that begins at each holds, and how
/// many posts more.
struct QuotaWindows: Sendable {
  /// For each slot the instant at which the window that begins there ends.
  let ends: [Int64]
  /// How many posts the window of each slot may hold, those that are fixed taken off.
  let most: [Int]

  /// The windows of a quota; those of days and fixed windows begin at the slot they are asked for.
  init(_ quota: LaneQuota, slots: [Int64], fixed: [SlotBoard.Stand]) {
    switch quota.windows {
    case .sliding(let width):
      ends = slots.map { $0.saturatingAdd(max(0, width)) }
      most = slots.map { start in
        let end = start.saturatingAdd(width)
        return Self.room(quota.posts, fixed, from: start, until: end)
      }
    case .beginning(let starts):
      var (ends, most) = ([Int64](), [Int]())
      for slot in slots {
        let index = starts.firstIndex(after: slot)
        let start = index > 0 ? starts[index - 1] : .min
        let end = index < starts.count ? starts[index] : .max
        ends.append(end)
        let limit = quota.limit(ofWindow: index - 1)
        most.append(Self.room(limit, fixed, from: start, until: end))
      }
      (self.ends, self.most) = (ends, most)
    }
  }

  private static func room(
    _ limit: Int, _ fixed: [SlotBoard.Stand], from start: Int64, until end: Int64
  ) -> Int {
    guard !fixed.isEmpty else { return max(0, limit) }
    let taken =
      SlotBoard.firstIndex(in: fixed, from: end) - SlotBoard.firstIndex(in: fixed, from: start)
    return max(0, limit - taken)
  }
}
