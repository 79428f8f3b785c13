/// Keeps the results of the lines that it is given.
package final class ResultCollector: LineCollector {
  private let catalogue: PlatformCatalogue
  /// Results after this instant have not happened yet.
  private let latest: Instant
  private let now: Instant
  /// Of each platform in the catalogue, the figures that are kept of its posts.
  private let names: [[String]]
  /// When figures count.
  private let ages: SettleAges
  private var audiences: AudienceSharesReader
  private var identities: FieldCache<ResultIdentity>
  private var accounts: [String: Int32] = [:]
  private var table = ResultTable()

  /// The room for what equal results share; chosen, about 10,000 accounts.
  private static let cacheBytes = 4 << 20

  /// How far the publisher's clock may be ahead of ours; chosen, more than any zone that was mixed up.
  private static let secondsAhead: Int64 = 86_400

  package init(_ request: FeedbackRequest, audiences: AudienceProfiles) {
    catalogue = request.catalogue
    latest = request.now.adding(seconds: Self.secondsAhead)
    self.audiences = AudienceSharesReader(audiences)
    now = request.now
    ages = SettleAges(request.catalogue)
    names = PostLedger(request.catalogue, request.rule).names
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
    let id = try PostID(PostField.id, of: record)
    let postKey = id.map { identity.key.value(id: $0.text) }
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
    guard instant <= latest else { throw .notYet(instant, PostField.postedAt) }
    let attempts = try record.number(PostField.attempts, in: 0...1_000_000) ?? 1
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
    let began = started ?? posted
    let delay = scheduled.flatMap { slot in began.map { $0.milliseconds - slot.milliseconds } }
    let former = Self.formerKey(line, identity, instant)
    let key =
      status == .published
      ? postKey
        ?? identity.key.value(contentType: identity.contentType, at: instant)
      : id.map { identity.key.value(id: "\($0.text) \(instant.milliseconds)") } ?? former
    table.rows.append(
      ResultRow(
        post: try post(record, identity, key: key, at: instant, slot: scheduled, zone),
        status: status,
        retries: UInt16(min(65_535, max(0, attempts - 1))),
        number: Int32(truncatingIfNeeded: number),
        latencySeconds: status == .published ? delay.map { Float($0) / 1000 } ?? .nan : .nan,
        formerKey: former))
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
  private static func formerKey(
    _ line: JSONLine, _ identity: ResultIdentity, _ instant: Instant
  ) -> UInt64 {
    var checksum = identity.checksum
    checksum.add(line.value(of: PostField.id) ?? line.bytes)
    checksum.add("\(instant.milliseconds)")
    return checksum.value
  }
}

extension ResultCollector {
  private func post(
    _ record: RecordReader, _ identity: ResultIdentity, key: UInt64, at instant: Instant,
    slot scheduled: Instant?, _ zone: Zone
  ) throws(Message) -> LedgerPost {
    let start = table.figures.count
    let hasFigures = try takeFigures(of: record, identity)
    // A file without `measured_at` that is fed again next month says nothing new of settled posts.
    let settled = ages.end(identity.platform, postedAt: instant)
    let measured = try record.instant(PostField.measuredAt) ?? max(instant, min(now, settled))
    // No later measurement would ever replace one of the future.
    guard measured <= latest else { throw .notYet(measured, PostField.measuredAt) }
    let success = try record.boolean(PostField.success)
    var post = LedgerPost(
      key: key, instant: instant, measuredAt: hasFigures ? measured : nil,
      account: account(identity.account),
      contentType: Int16(truncatingIfNeeded: identity.contentType),
      weekHour: UInt8(zone.localTime(at: instant).weekHour.index),
      success: success.map { $0 ? .yes : .no } ?? .unsaid,
      metrics: Int32(truncatingIfNeeded: start))
    let choice = HourChoice(record.line, at: scheduled ?? instant, isPlanned: scheduled != nil)
    if choice != HourChoice() {
      post.choice = Int32(truncatingIfNeeded: table.choices.count)
      table.choices.append(choice)
    }
    return post
  }

  /// Keeps what counts of a result's metrics.
  /// - Returns: whether there is any.
  private func takeFigures(
    of record: RecordReader, _ identity: ResultIdentity
  ) throws(Message) -> Bool {
    let values = try PublishedPostReader.metrics(of: record, catalogue: catalogue)
    let own = names[identity.platform].dropLast()
    var hasFigures = false
    for name in own {
      // Of two zeros neither is the greater one: the sum is never the negative one.
      let value = values.last { $0.name == name }.map { Float($0.value) + 0 } ?? .nan
      if value.isFinite { hasFigures = true }
      table.figures.append(value.isFinite ? value : .nan)
    }
    if !hasFigures { table.otherMetrics.formUnion(values.map(\.name)) }
    let followers = try record.number(PostField.followers, in: 0...1e15)
    table.figures.append(followers.map(Float.init) ?? .nan)
    return hasFigures
  }
}

/// What results of one account and content type share.
private final class ResultIdentity {
  let account: String
  let contentType: Int
  let platform: Int
  let checksum: Checksum
  let key: PostKey

  init(_ record: RecordReader, _ catalogue: PlatformCatalogue) throws(Message) {
    let identity = try PostIdentity(record, catalogue: catalogue)
    (account, contentType) = (identity.account, identity.contentType)
    platform = catalogue.contentTypes[contentType].platform
    var checksum = Checksum()
    checksum.add(account)
    checksum.add(catalogue.platforms[platform].name)
    self.checksum = checksum
    key = PostKey(account: account, platform: catalogue.platforms[platform].name)
  }
}

extension Message {
  fileprivate static func notYet(_ instant: Instant, _ field: FieldName) -> Message {
    Message("\(instant) is more than a day from now (see --now)", about: field.string)
  }

  fileprivate static var noInstant: Message {
    Message(
      "missing (an instant, as 2026-11-23T09:00:00Z; failed_at of a post that failed)",
      about: PostField.postedAt.string)
  }
}
