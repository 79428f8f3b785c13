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
  private(set) var first: Instant?
  private(set) var last: Instant?
  var queueDepth = 0
  var oldestWaitSeconds: Double?

  init(tolerances: [Double]) {
    self.tolerances = tolerances
    within = [Int](repeating: 0, count: tolerances.count)
  }

  mutating func add(_ row: ResultRow) {
    switch row.status {
    case .published: published += 1
    case .failed: failed += 1
    case .rateLimited: rateLimited += 1
    case .cancelled: cancelled += 1
    }
    retries += Int(row.retries)
    first = first.map { min($0, row.instant) } ?? row.instant
    last = last.map { max($0, row.instant) } ?? row.instant
    let latency = Double(row.latencySeconds)
    guard latency.isFinite else { return }
    latencies.add(seconds: latency)
    withSlot += 1
    for (index, tolerance) in tolerances.enumerated() where latency.magnitude <= tolerance {
      within[index] += 1
    }
  }

  mutating func add(_ other: Measurement) {
    published += other.published
    failed += other.failed
    rateLimited += other.rateLimited
    cancelled += other.cancelled
    retries += other.retries
    latencies.add(other.latencies)
    withSlot += other.withSlot
    for index in within.indices { within[index] += other.within[index] }
    first = [first, other.first].compactMap(\.self).min()
    last = [last, other.last].compactMap(\.self).max()
    queueDepth += other.queueDepth
    oldestWaitSeconds = [oldestWaitSeconds, other.oldestWaitSeconds].compactMap(\.self).max()
  }
}

extension Measurement {
  /// Posts that were tried, with success or without.
  var attempted: Int { published + failed + rateLimited }

  var posts: Int { attempted + cancelled }

  /// Published posts an hour, from the first result to the last, an hour at least.
  var throughput: Double? {
    guard let first, let last, published > 0 else { return nil }
    return Double(published)
      / max(1, Double(last.milliseconds - first.milliseconds) / 3_600_000)
  }

  var completionRate: Double? { share(published, of: attempted) }

  /// How many of the tries met a rate limit.
  var rate429: Double? { share(rateLimited, of: attempted) }

  /// The share of published posts that were within each tolerance of their slot.
  var adherence: [Double]? {
    withSlot > 0 ? within.map { Double($0) / Double(withSlot) } : nil
  }

  private func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
