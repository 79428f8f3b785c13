/// Keeps the results of the lines that it is given.
package final class ResultCollector: LineCollector {
  private let catalogue: PlatformCatalogue
  /// Results behind this instant have not happened yet.
  private let latest: Instant
  /// Of each platform in the catalogue, what its composite is made of.
  private let composites: [[KPIWeight]]
  private var audiences: AudienceSharesReader
  private var identities: FieldCache<ResultIdentity>
  private var accounts: [String: Int32] = [:]
  private var table = ResultTable()

  /// The room for what equal results share; chosen, about 10,000 accounts.
  private static let cacheBytes = 4 << 20
  private static let reactions = ["likes", "comments", "shares", "saves"]
  private static let sizes = ["reach", "impressions", "views"]

  /// How far the publisher's clock may be ahead of ours; chosen, more than any zone that was mixed up.
  private static let secondsAhead: Int64 = 86_400

  package init(_ request: FeedbackRequest, audiences: AudienceProfiles) {
    catalogue = request.catalogue
    latest = request.now.adding(seconds: Self.secondsAhead)
    self.audiences = AudienceSharesReader(audiences)
    composites = KPIComposite.composites(of: request.catalogue, target: request.target)
    identities = FieldCache(
      of: [PostField.platform, PostField.contentType, PostField.account],
      mostBytes: Self.cacheBytes)
  }

  package func take(_ line: JSONLine, number: Int) throws(Message) {
    let record = RecordReader(line)
    let identity = try identities.value(for: line) { () throws(Message) in
      let found = try ResultIdentity(record, catalogue)
      return (found, found.account.utf8.count + 200)
    }
    let zone = try audiences.mainZone(of: record, platform: identity.platform, catalogue)
    let life = try PostLife(record)
    let (posted, scheduled, failed) = (life.postedAt, life.scheduledAt, life.failedAt)
    let postKey = try PostID(PostField.id, of: record).map { identity.key(of: $0) }
    guard let status = ResultRow.Status(life) else {
      // A draft waits for nothing.
      guard life.stage == .open else { return }
      let queued = try record.instant(PostField.queuedAt)
      table.queue.append(
        QueuedPost(
          account: identity.account, platform: identity.platform, since: queued ?? scheduled,
          slot: scheduled, post: postKey, number: number))
      return
    }
    let started = try record.instant(PostField.startedAt)
    guard let instant = posted ?? failed ?? started ?? scheduled else { throw .noInstant }
    // One result of a far future would make all others too old to be counted.
    guard instant <= latest else { throw .notYet(instant) }
    let attempts = try record.number(PostField.attempts, in: 0...1_000_000) ?? 1
    let success = try record.boolean(PostField.success)
    if let until = try RetryAfter(of: record)?.instant(after: failed ?? instant) {
      table.retryRequests.append(
        RetryRequest(account: identity.account, platform: identity.platform, until: until))
    }
    switch status {
    case .published, .cancelled: if let postKey { table.settled.append(postKey) }
    case .failed, .rateLimited:
      table.refusals.append(
        Refusal(
          post: postKey, number: Int32(truncatingIfNeeded: number), instant: instant,
          slot: scheduled))
    }
    let metrics = try metrics(of: record, identity)
    let began = started ?? posted
    let delay = scheduled.flatMap { slot in began.map { $0.milliseconds - slot.milliseconds } }
    table.rows.append(
      ResultRow(
        key: Self.key(line, identity, instant), number: Int32(truncatingIfNeeded: number),
        instant: instant,
        latencySeconds: status == .published ? delay.map { Float($0) / 1000 } ?? .nan : .nan,
        metrics: metrics, account: account(identity.account),
        contentType: Int32(truncatingIfNeeded: identity.contentType),
        retries: UInt16(min(65_535, max(0, attempts - 1))),
        weekHour: UInt8(zone.localTime(at: instant).weekHour.index), status: status,
        success: success.map { $0 ? .yes : .no } ?? .unsaid))
  }

  /// Gives away what was kept, so that it is not held twice.
  func removeTable() -> ResultTable {
    var removed = ResultTable()
    swap(&removed, &table)
    return removed
  }

  private func account(_ name: String) -> Int32 {
    if let index = accounts[name] { return index }
    let index = Int32(table.accounts.count)
    accounts[name] = index
    table.accounts.append(name)
    return index
  }

  /// Results without an id differ by all of their bytes.
  private static func key(
    _ line: JSONLine, _ identity: ResultIdentity, _ instant: Instant
  ) -> UInt64 {
    var checksum = identity.checksum
    checksum.add(line.value(of: PostField.id) ?? line.bytes)
    checksum.add("\(instant.milliseconds)")
    return checksum.value
  }
}

extension ResultCollector {
  /// Keeps what counts of a result's metrics.
  /// - Returns: where they begin.
  private func metrics(
    of record: RecordReader, _ identity: ResultIdentity
  ) throws(Message) -> Int {
    let values = try PublishedPostReader.metrics(of: record, catalogue: catalogue)
    func metric(_ name: String) -> Double? { values.last { $0.name == name }?.value }
    let start = table.metrics.count
    for weight in composites[identity.platform] {
      table.metrics.append(metric(weight.metric).map(Float.init) ?? .nan)
    }
    let reactions = Self.reactions.compactMap(metric)
    let followers = try record.number(PostField.followers, in: 0...1e15)
    let size = Self.sizes.lazy.compactMap(metric).first { $0 > 0 } ?? followers
    table.metrics.append(reactions.isEmpty ? .nan : Float(reactions.reduce(0, +)))
    table.metrics.append(size.map { $0 > 0 ? Float($0) : .nan } ?? .nan)
    return start
  }
}

/// What results of one account and content type share.
private final class ResultIdentity {
  let account: String
  let contentType: Int
  let platform: Int
  let checksum: Checksum

  init(_ record: RecordReader, _ catalogue: PlatformCatalogue) throws(Message) {
    let identity = try PostIdentity(record, catalogue: catalogue)
    (account, contentType) = (identity.account, identity.contentType)
    platform = catalogue.contentTypes[contentType].platform
    var checksum = Checksum()
    checksum.add(account)
    checksum.add(catalogue.platforms[platform].name)
    self.checksum = checksum
  }

  /// The hash of a post's account, platform and id, which is the same as a number and as a string.
  func key(of id: PostID) -> UInt64 {
    var checksum = checksum
    checksum.add(id.text)
    return checksum.value
  }
}

extension Message {
  fileprivate static func notYet(_ instant: Instant) -> Message {
    Message(
      "\(instant) is more than a day from now (see --now)", about: PostField.postedAt.string)
  }

  fileprivate static var noInstant: Message {
    Message(
      "missing (an instant, as 2026-11-23T09:00:00Z; failed_at of a post that failed)",
      about: PostField.postedAt.string)
  }
}
