/// The posts of one lane that are to be planned, and what each slot is worth to each.
///
/// Posts have local indices here, ascending with those of the account. Values are not stored for
/// every pair: posts that share a curve share one row of scores.
struct LaneModel: Sendable {
  let lane: Int
  let slots: [Int64]
  let quotas: [LaneQuota]
  /// The account's index of each local post.
  private(set) var posts: [Int] = []
  private(set) var weights: [Double] = []
  private(set) var gaps: [Int64] = []
  private(set) var isUrgent: [Bool] = []
  /// The slots that each post may have, as ascending disjoint ranges.
  private(set) var ranges: [[Range<Int>]] = []
  private var scoreRow: [Int] = []
  /// Rows of scores with decay, one value for each slot.
  private var scores: [Double] = []

  var count: Int { posts.count }

  init(_ model: SolverModel, lane: Int, curves: [[Double]], _ windows: SlotWindows) {
    self.lane = lane
    slots = model.rules.lanes[lane].slots
    quotas = model.rules.lanes[lane].quotas
    var rows: [RowKey: Int] = [:]
    for (post, details) in model.posts.enumerated()
    where details.lane == lane && details.pin == nil {
      let first = slots.firstIndex(from: windows.earliest[post])
      let past = slots.firstIndex(after: windows.latest[post])
      let isWorth =
        details.weight > 0 && details.weight.isFinite && model.mayEverFollow(post)
      posts.append(post)
      weights.append(isWorth ? details.weight : 0)
      gaps.append(model.gaps[post])
      isUrgent.append(details.isUrgent)
      ranges.append(first < past && isWorth ? [first..<past] : [])
      let curve = details.curve.flatMap { curves.indices.contains($0) ? $0 : nil }
      let key = RowKey(curve: curve ?? -1, origin: details.decayOrigin)
      if let row = rows[key] {
        scoreRow.append(row)
      } else {
        rows[key] = rows.count
        scoreRow.append(rows.count - 1)
        appendRow(curve.map { curves[$0] } ?? [], decayFrom: details.decayOrigin)
      }
    }
  }

  private struct RowKey: Hashable {
    var curve: Int
    var origin: Int64?
  }

  private mutating func appendRow(_ curve: [Double], decayFrom origin: Int64?) {
    scores.reserveCapacity(scores.count + slots.count)
    for slot in slots.indices {
      let score = slot < curve.count ? curve[slot] : 0
      let sound = score >= 0 ? min(score, 1) : 0
      scores.append(sound * (origin.map { ScoreDecay.factor(from: $0, to: slots[slot]) } ?? 1))
    }
  }

  /// What local post `post` is worth at a slot.
  func value(_ post: Int, _ slot: Int) -> Double {
    SolverModel.value(
      weight: weights[post], score: scores[scoreRow[post] * slots.count + slot])
  }

  /// For each slot whether some post gains there over the slot before, or has it and not that.
  func risingSlots() -> [Bool] {
    var isRising = Array(repeating: false, count: slots.count)
    guard !slots.isEmpty else { return isRising }
    for row in 0..<scores.count / slots.count {
      let base = row * slots.count
      for slot in slots.indices.dropFirst() where scores[base + slot] > scores[base + slot - 1] {
        isRising[slot] = true
      }
    }
    for range in ranges.joined() { isRising[range.lowerBound] = true }
    return isRising
  }

  /// Whether a slot is one of the post's own.
  func isOpen(_ post: Int, _ slot: Int) -> Bool {
    ranges[post].contains { $0.contains(slot) }
  }

  /// Keeps of each post's slots those that `allows`, asked with the account's index of the post.
  mutating func restrict(_ allows: (_ post: Int, _ slot: Int) -> Bool) {
    for post in posts.indices {
      var kept: [Range<Int>] = []
      for range in ranges[post] {
        for slot in range where allows(posts[post], slot) {
          if let last = kept.last, last.upperBound == slot {
            kept[kept.count - 1] = last.lowerBound..<slot + 1
          } else {
            kept.append(slot..<slot + 1)
          }
        }
      }
      ranges[post] = kept
    }
  }
}
