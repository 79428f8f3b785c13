/// The instants that posts of one platform may have, in order, and what the windows say of each.
///
/// A grid depends on the platform and the horizon alone, so it is made once and shared by all
/// accounts. Its slots are the multiples of `slotMinutes` since the epoch, or the platform's listed
/// times; what is closed by a window is still in it, with the flag that says why.
///
///     instants   09:00       09:15       09:30       …
///     flags      preferred   preferred   blackout    …
package struct SlotGrid: Sendable {
  /// The most slots of a grid: 30 years of quarter hours, chosen so that it fits into 10 MB.
  package static let mostSlots = 1 << 20

  /// Whole seconds, ascending.
  package let instants: [Instant]
  /// As many as `instants`.
  package let flags: [SlotFlags]
  /// How many posts of an account go out at each of the platform's listed times; nil for a grid.
  package let posts: [Int]?

  package var count: Int { instants.count }

  /// The grids of all platforms in [from, until), in the catalogue's order.
  /// - Throws: a horizon with more than `mostSlots` slots, about `--until`.
  /// - Complexity: O(n · w + n · log z) for n slots, w windows and z changes of the zone's clock.
  package static func grids(
    _ constraints: Constraints, from: Instant, until: Instant, job: BulkJob? = nil
  ) throws(Message) -> [SlotGrid] {
    let common = try multiples(of: constraints.slotMinutes, from: from, until: until)
    let commonTimes = common.map { constraints.zone.localTime(at: $0) }
    var grids: [SlotGrid] = []
    for (platform, rules) in constraints.platforms.enumerated() {
      guard let lists = rules.slots else {
        grids.append(SlotGrid(common, commonTimes, nil, constraints, platform, job))
        continue
      }
      let timesADay = lists.reduce(0) { $0 + $1.at.count }
      let days = Int((until.seconds - from.seconds) / 86_400) + 3
      let (most, isTooMany) = timesADay.multipliedReportingOverflow(by: max(days, 0))
      guard !isTooMany, most <= mostSlots else { throw .tooManySlots }
      let listed = ListedSlots.instants(of: lists, from: from, until: until, in: constraints.zone)
      let instants = listed.map(\.instant)
      let times = instants.map { constraints.zone.localTime(at: $0) }
      grids.append(SlotGrid(instants, times, listed.map(\.posts), constraints, platform, job))
    }
    return grids
  }

  private init(
    _ instants: [Instant], _ times: [Zone.LocalTime], _ posts: [Int]?, _ constraints: Constraints,
    _ platform: Int, _ job: BulkJob?
  ) {
    (self.instants, self.posts) = (instants, posts)
    flags = zip(instants, times).map { instant, time in
      let flags = constraints.flags(at: instant, showing: time, platform: platform)
      let isDispatched = job?.dispatches(at: instant, showing: time) ?? true
      return isDispatched ? flags : flags.union(.outsideDispatch)
    }
  }

  private static func multiples(
    of minutes: Int, from: Instant, until: Instant
  ) throws(Message) -> [Instant] {
    let step = Int64(max(minutes, 1)) * 60_000
    // The first multiple that is not before `from`: a floor, mirrored.
    let first = -(-from.milliseconds).floorDivided(by: step) * step
    guard first < until.milliseconds else { return [] }
    guard (until.milliseconds - first) / step < mostSlots else { throw .tooManySlots }
    return stride(from: first, to: until.milliseconds, by: Int64.Stride(step))
      .map(Instant.init(milliseconds:))
  }
}

extension SlotGrid {
  /// The index of the first slot that is not before an instant; `count` if there is none.
  /// - Complexity: O(log n) for n slots.
  package func firstIndex(notBefore instant: Instant) -> Int {
    var (low, high) = (0, instants.count)
    while low < high {
      let middle = (low + high) / 2
      if instants[middle] < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// For each slot, the number of the day or fixed window of a quota that it belongs to; nil for
  /// quotas whose windows lie anywhere.
  package func buckets(of quota: Quota) -> [Int]? {
    let buckets = instants.compactMap { quota.bucket(of: $0) }
    return quota.widthSeconds == nil ? buckets : nil
  }
}

extension Message {
  fileprivate static var tooManySlots: Message {
    Message(
      "more than \(SlotGrid.mostSlots) slots (a nearer --until or larger slot_minutes is needed)",
      about: "--until", status: .usage)
  }
}
