/// The rules between posts that can keep one from an instant.
package enum SolverRule: Sendable, Hashable {
  case gap
  /// The index of the quota in its lane.
  case quota(Int)
  /// `max_concurrent_posts` of the account.
  case calmConcurrency
  /// `max_urgent_concurrent` of the account.
  case totalConcurrency
  /// `max_concurrent_posts` of the platform.
  case laneConcurrency
  case campaign
  /// Its predecessor is left out, or too late for it.
  case predecessor
  /// A post that comes after it stands too early.
  case successor

  /// Whether every post named in the way must go, and not just one of them.
  var isBrokenByEach: Bool {
    switch self {
    case .gap, .campaign, .successor: true
    default: false
    }
  }
}

/// Two posts of a lane keep the smaller of their gaps.
///
/// Not only neighbours matter: a Story may stand between two Reels, which still keep theirs.
enum GapRule {
  /// Appends every post of the lane that stands too near to `instant` for a post with this gap.
  static func appendBlockers(
    _ stands: [SlotBoard.Stand], of gap: Int64, gaps: [Int64], at instant: Int64,
    to blockers: inout [Int]
  ) {
    guard gap > 0 else { return }
    var index = SlotBoard.firstIndex(in: stands, from: instant.saturatingAdd(1 - gap))
    let end = instant.saturatingAdd(gap)
    while index < stands.count, stands[index].instant < end {
      let other = stands[index]
      let distance = Int64((other.instant - instant).magnitude)
      if distance < min(gap, gaps[other.post]) { blockers.append(other.post) }
      index += 1
    }
  }
}

/// At most so many posts of a lane in each window of a quota.
enum QuotaRule {
  /// Whether one more post at `instant` is too many; appends the posts of the window that is full.
  static func isFull(
    _ stands: [SlotBoard.Stand], _ quota: LaneQuota, at instant: Int64,
    blockers: inout [Int]
  ) -> Bool {
    guard quota.posts > 0 else { return true }
    guard stands.count >= quota.posts else { return false }
    switch quota.windows {
    case .sliding(let width):
      // A window that is too full and holds the instant holds it and `posts` others in a row.
      let place = SlotBoard.firstIndex(in: stands, from: instant)
      for first in max(0, place - quota.posts)...place where first + quota.posts <= stands.count {
        let start = min(instant, stands[first].instant)
        let last = max(instant, stands[first + quota.posts - 1].instant)
        if last.saturatingAdd(-width) < start {
          for stand in stands[first..<first + quota.posts] { blockers.append(stand.post) }
          return true
        }
      }
      return false
    case .beginning(let starts):
      let next = starts.firstIndex(after: instant)
      let start = next > 0 ? starts[next - 1] : .min
      let end = next < starts.count ? starts[next] : .max
      let first = SlotBoard.firstIndex(in: stands, from: start)
      let past = SlotBoard.firstIndex(in: stands, from: end)
      guard past - first >= quota.limit(ofWindow: next - 1) else { return false }
      for stand in stands[first..<past] { blockers.append(stand.post) }
      return true
    }
  }
}
