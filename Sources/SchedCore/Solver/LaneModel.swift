/// The posts of one lane that are to be planned, and what each slot is worth to each.
///
/// Posts have local indices here, ascending with those of the account. Values are not stored for
/// every pair: posts that share a curve share one row of scores.
struct LaneModel: Sendable {
  /// The lane of the rules, of the first post where there are several.
  let lane: Int
  /// Whether the posts are of several lanes, or further apart than their own gaps ask for.
  let isMixed: Bool
  let slots: [Int64]
  let quotas: [LaneQuota]
  /// The account's index of each local post.
  private(set) var posts: [Int] = []
  private(set) var weights: [Double] = []
  private(set) var gaps: [Int64] = []
  private(set) var isUrgent: [Bool] = []
  /// The slots that each post may have, as ascending disjoint ranges.
  private(set) var ranges: [[Range<Int>]] = []
  /// How many posts each one stands for: 1, but in a condensed lane the number of its twins.
  private(set) var copies: [Int] = []
  private var scoreRow: [Int] = []
  /// Rows of scores with decay, one value for each slot.
  private var scores: [Double] = []

  var count: Int { posts.count }

  init(
    _ model: SolverModel, _ group: PostGroups.Group, curves: [[Double]], _ windows: SlotWindows
  ) {
    lane = group.lanes.first ?? 0
    isMixed = group.gap != nil
    let own = group.lanes.map { model.rules.lanes[$0].slots }
    let slots = own.count == 1 ? own[0] : Set(own.joined()).sorted()
    self.slots = slots
    quotas = isMixed ? [] : model.rules.lanes[lane].quotas
    // The place of each lane's slots among those of all.
    let places = Dictionary(
      uniqueKeysWithValues: zip(group.lanes, own).map { lane, own in
        (lane, own.count == slots.count ? nil : own.map { slots.firstIndex(from: $0) })
      })
    var rows: [RowKey: Int] = [:]
    for post in group.posts {
      let details = model.posts[post]
      let first = slots.firstIndex(from: windows.earliest[post])
      let past = slots.firstIndex(after: windows.latest[post])
      let isWorth = details.weight > 0 && details.weight.isFinite
      posts.append(post)
      weights.append(isWorth ? details.weight : 0)
      gaps.append(group.gap ?? model.gaps[post])
      isUrgent.append(details.isUrgent)
      copies.append(1)
      let place = places[details.lane] ?? nil
      ranges.append(first < past && isWorth ? Self.ranges(in: first..<past, of: place) : [])
      let curve = details.curve.flatMap { curves.indices.contains($0) ? $0 : nil }
      let key = RowKey(
        curve: curve ?? -1, origin: details.decayOrigin, lane: place == nil ? -1 : details.lane)
      if let row = rows[key] {
        scoreRow.append(row)
      } else {
        rows[key] = rows.count
        scoreRow.append(rows.count - 1)
        appendRow(curve.map { curves[$0] } ?? [], at: place, decayFrom: details.decayOrigin)
      }
    }
  }

  private struct RowKey: Hashable {
    var curve: Int
    var origin: Int64?
    var lane: Int
  }

  /// The slots of a range, or those of its own that a lane has in it.
  private static func ranges(in range: Range<Int>, of place: [Int]?) -> [Range<Int>] {
    guard let place else { return [range] }
    var found: [Range<Int>] = []
    for slot in place where range.contains(slot) {
      if let last = found.last, last.upperBound == slot {
        found[found.count - 1] = last.lowerBound..<slot + 1
      } else {
        found.append(slot..<slot + 1)
      }
    }
    return found
  }

  private mutating func appendRow(
    _ short: [Double], at place: [Int]?, decayFrom origin: Int64?
  ) {
    scores.reserveCapacity(scores.count + slots.count)
    var curve = short
    if let place {
      curve = Array(repeating: 0, count: slots.count)
      for (index, slot) in place.enumerated() where index < short.count {
        curve[slot] = short[index]
      }
    }
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

  /// How many posts there are, twins counted.
  var total: Int { copies.reduce(0, +) }

  /// The lane with one post for each class of twins, and the index of each post's class in it.
  func condensed(_ twins: TwinClasses) -> (lane: LaneModel, classOf: [Int]) {
    var small = self
    small.posts = []
    (small.weights, small.gaps, small.isUrgent) = ([], [], [])
    (small.ranges, small.copies, small.scoreRow) = ([], [], [])
    var known: [Int: Int] = [:]
    let classOf = posts.indices.map { post in
      let number = twins.classOf[posts[post]]
      if let index = known[number] {
        small.copies[index] += 1
        return index
      }
      known[number] = small.posts.count
      small.posts.append(posts[post])
      small.weights.append(weights[post])
      small.gaps.append(gaps[post])
      small.isUrgent.append(isUrgent[post])
      small.ranges.append(ranges[post])
      small.copies.append(1)
      small.scoreRow.append(scoreRow[post])
      return small.posts.count - 1
    }
    return (small, classOf)
  }

  /// Keeps of each post's slots those that `allows`, asked with the account's index of a post, once
  /// for twins.
  mutating func restrict(
    _ twins: TwinClasses, _ allows: (_ post: Int, _ slot: Int) -> Bool
  ) {
    var known: [Int: Int] = [:]
    for post in posts.indices {
      if let twin = known[twins.classOf[posts[post]]] {
        ranges[post] = ranges[twin]
        continue
      }
      known[twins.classOf[posts[post]]] = post
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
