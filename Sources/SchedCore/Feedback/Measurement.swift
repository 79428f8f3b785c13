/// What happened in one cycle: of all posts, of a platform, or of an account on a platform.
struct Measurement: Sendable, Equatable {
  /// The distances from the slot at which adherence is told, in seconds.
  let tolerances: [Double]
  private(set) var published = 0
  private(set) var failed = 0
  private(set) var rateLimited = 0
  private(set) var cancelled = 0
  private(set) var retries = 0
  private(set) var latencies = LatencyHistogram()
  /// How many published posts had a slot, and how many were within each tolerance of it.
  private(set) var withSlot = 0
  private(set) var within: [Int]
  /// How many posts wait whose slot is longer ago than each tolerance.
  private(set) var late: [Int]
  /// How many slots the cycle had: of posts that went out, that failed, and that came to be overdue.
  private(set) var planned = 0
  private(set) var first: Instant?
  private(set) var last: Instant?
  private(set) var queueDepth = 0
  private(set) var overdue = 0
  private(set) var oldestWaitSeconds: Double?

  init(tolerances: [Double]) {
    self.tolerances = tolerances
    within = [Int](repeating: 0, count: tolerances.count)
    late = within
  }

  mutating func add(_ row: ResultRow) {
    switch row.status {
    case .published: published += 1
    case .failed: failed += 1
    case .rateLimited: rateLimited += 1
    case .cancelled: cancelled += 1
    }
    retries += Int(row.retries)
    extend(to: row.instant)
    let latency = Double(row.latencySeconds)
    guard latency.isFinite else { return }
    latencies.add(seconds: latency)
    (withSlot, planned) = (withSlot + 1, planned + 1)
    for (index, tolerance) in tolerances.enumerated() where latency.magnitude <= tolerance {
      within[index] += 1
    }
  }

  /// Adds the slot of a post that was tried in vain.
  mutating func addMissedSlot() { planned += 1 }

  /// Adds a post that waits.
  mutating func add(_ post: QueuedPost, at now: Instant) {
    queueDepth += 1
    if let since = post.since, since < now {
      oldestWaitSeconds = max(oldestWaitSeconds ?? 0, since.seconds(until: now))
    }
    guard let slot = post.slot else { return }
    let seconds = slot.seconds(until: now)
    for (index, tolerance) in tolerances.enumerated() where seconds > tolerance { late[index] += 1 }
  }

  /// Adds the slot of a post that is overdue, and whether it was not so yet in the last cycle.
  mutating func addOverdue(_ slot: Instant, isNew: Bool) {
    overdue += 1
    guard isNew else { return }
    planned += 1
    extend(to: slot)
  }

  mutating func add(_ other: Measurement) {
    published += other.published
    failed += other.failed
    rateLimited += other.rateLimited
    cancelled += other.cancelled
    retries += other.retries
    latencies.add(other.latencies)
    withSlot += other.withSlot
    for index in within.indices {
      within[index] += other.within[index]
      late[index] += other.late[index]
    }
    planned += other.planned
    for end in [other.first, other.last].compactMap(\.self) { extend(to: end) }
    queueDepth += other.queueDepth
    overdue += other.overdue
    oldestWaitSeconds = [oldestWaitSeconds, other.oldestWaitSeconds].compactMap(\.self).max()
  }

  private mutating func extend(to instant: Instant) {
    first = min(first ?? instant, instant)
    last = max(last ?? instant, instant)
  }
}

extension Measurement {
  /// Posts that were tried, with success or without.
  var attempted: Int { published + failed + rateLimited }

  var posts: Int { attempted + cancelled }

  /// From the first result or overdue slot to the last, an hour at least.
  private var hours: Double? {
    guard let first, let last else { return nil }
    return max(1, first.seconds(until: last) / 3600)
  }

  /// Published posts an hour.
  var throughput: Double? { published > 0 ? hours.map { Double(published) / $0 } : nil }

  /// Planned posts an hour; nil where nothing was planned.
  var plannedThroughput: Double? { planned > 0 ? hours.map { Double(planned) / $0 } : nil }

  /// How many of the planned posts went out.
  var planCompletion: Double? { share(withSlot, of: planned) }

  var completionRate: Double? { share(published, of: attempted) }

  /// How many of the tries met a rate limit.
  var rate429: Double? { share(rateLimited, of: attempted) }

  /// The share of posts that were within each tolerance of their slot, of those that went out and
  /// those that should have by then.
  var adherence: [Double]? {
    let shares = zip(within, late).compactMap { share($0, of: withSlot + $1) }
    return shares.count == tolerances.count ? shares : nil
  }

  private func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}

extension Instant {
  fileprivate func seconds(until other: Instant) -> Double {
    Double(other.milliseconds - milliseconds) / 1000
  }
}
