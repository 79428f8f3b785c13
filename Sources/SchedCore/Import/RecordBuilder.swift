/// Makes the record of a post from a row.
///
/// One builder works on one thread; it keeps what many rows share. A record is written in three
/// pieces, so that rows of one post can be brought together: what comes before its metrics, the
/// metrics, and what comes after them.
struct RecordBuilder {
  /// What a run adds to every row.
  struct Defaults: Sendable {
    var account: String?
    var platform: Int?
    var measuredAt: Instant?
    /// What has a later time has not gone out.
    var now: Instant
    /// The zone of the hours that are shown.
    var shownZone = Zone.utc
  }

  /// A record in pieces, and what is counted of it.
  struct Piece: Sendable {
    var head: [UInt8] = []
    var metrics: [(name: RecordName, value: Double)] = []
    var tail: [UInt8] = []
    var measuredAt: Instant?
    var contentType = 0
    var account: String?
    var status: PostStatus?
    /// When it was published, or is to be.
    var at: Instant?
  }

  let cells: RowCells
  let decision: ColumnDecision
  let catalogue: PlatformCatalogue
  let defaults: Defaults
  /// The content types of words that were looked up.
  var types: [KnownType] = []
  /// The platform of a source that has one.
  let fixedPlatforms: [Int]
  /// By content type, the fields that say it and its platform.
  private let identities: [RecordName]
  let layout: ImportLayout
  /// The metrics of the last record, by their numbers in the layout.
  var metricsFound: [Int] = []
  private var tally: RowTally
  private(set) var counts = ImportTally()

  init(
    _ cells: RowCells, _ decision: ColumnDecision, catalogue: PlatformCatalogue, defaults: Defaults,
    identities: [RecordName]
  ) {
    (self.cells, self.decision, self.catalogue) = (cells, decision, catalogue)
    layout = cells.layout
    (self.defaults, self.identities) = (defaults, identities)
    tally = RowTally(types: identities.count, metrics: layout.metrics.count)
    if case .fixed(let platform)? = cells.layout.source.platform {
      fixedPlatforms = [platform]
    } else {
      fixedPlatforms = []
    }
  }

  /// Makes the records of a row, one for each platform that it goes to; none of a row that is left
  /// out.
  ///
  /// - Parameters:
  ///   - row: the cells.
  ///   - text: what they are appended to; the record of a post that occurs in other rows too is not.
  ///   - isRepeated: whether it does.
  /// - Returns: the record of such a post.
  /// - Throws: what is wrong in the row, about its column.
  mutating func build(
    _ row: CellRow, into text: inout RecordText, isRepeated: Bool
  ) throws(Message) -> Piece? {
    let status = try status(of: row)
    guard let times = try times(of: row, status) else { return nil }
    var piece: Piece?
    for platform in try platforms(of: row) {
      let type = try contentType(of: row, platform)
      let start = text.count
      writeHead(row, type, status, times, &text)
      let headEnd = text.count
      var metrics: [(name: RecordName, value: Double)] = []
      try writeMetrics(row, &text) { if isRepeated { metrics.append(($0, $1)) } }
      if let at = times.measuredAt { text.add(PostField.measuredAt, at) }
      let measuredEnd = text.count
      writeTail(row, &text)
      guard !isRepeated else {
        let bytes = Array(text.sink.bytes(from: start))
        piece = Piece(
          head: Array(bytes[..<(headEnd - start)]), metrics: metrics,
          tail: Array(bytes[(measuredEnd - start)...]), measuredAt: times.measuredAt,
          contentType: type, account: account(of: row), status: status,
          at: times.postedAt ?? times.scheduledAt)
        text.truncate(to: start)
        continue
      }
      text.end()
      count(row, type, status, times)
    }
    return piece
  }

  /// What was counted of the records that were written.
  func allCounts() -> ImportTally {
    var all = counts
    all.add(tally, names: layout.metrics.map(\.name))
    return all
  }

  mutating func leaveOut(_ reason: ImportTally.LeftOut) { counts.leaveOut(reason) }

  mutating func countFuture() { counts.future += 1 }

  mutating func countClock(quarters: Int) { counts.clockQuarters[quarters, default: 0] += 1 }
}

extension RecordBuilder {
  /// The fields that say a content type and its platform, of each of the catalogue.
  static func identities(_ catalogue: PlatformCatalogue) -> [RecordName] {
    catalogue.contentTypes.map { type in
      RecordName(
        platform: catalogue.platforms[type.platform].name, contentType: type.name)
    }
  }

  private func account(of row: CellRow) -> String? {
    defaults.account ?? cells.text(layout.account, of: row)
  }

  private mutating func count(
    _ row: CellRow, _ type: Int, _ status: PostStatus?, _ times: Times
  ) {
    tally.posts += 1
    tally.types[type] += 1
    for index in metricsFound { tally.metrics[index] += 1 }
    if let account = defaults.account {
      counts.accounts[account, default: 0] += 1
    } else if let account = cells.cell(layout.account, of: row) {
      tally.countAccount(account)
    }
    if let status { counts.statuses[status, default: 0] += 1 }
    if let at = times.postedAt ?? times.scheduledAt { tally.count(at, in: defaults.shownZone) }
  }

  private mutating func writeHead(
    _ row: CellRow, _ type: Int, _ status: PostStatus?, _ times: Times, _ text: inout RecordText
  ) {
    text.begin()
    if layout.source.id != nil, let id = cells.id(of: row) {
      text.add(PostField.id, id)
    } else if cells.hasLostID(row) {
      counts.lostIDs += 1
    }
    text.add(fields: identities[type].opening)
    if let account = defaults.account {
      text.add(PostField.account, account)
    } else if let account = cells.cell(layout.account, of: row) {
      text.add(PostField.account, account)
    }
    if let status { text.add(PostField.status, status.rawValue) }
    if let at = times.postedAt { text.add(PostField.postedAt, at) }
    if let at = times.scheduledAt { text.add(PostField.scheduledAt, at) }
    if let day = times.day {
      text.add(PostField.notBefore, day.first)
      text.add(PostField.deadline, day.last)
    }
  }

  private func writeTail(_ row: CellRow, _ text: inout RecordText) {
    if let followers = followers(of: row) { text.add(PostField.followers, followers) }
    for index in layout.fields.indices {
      if let cell = cells.cell(layout.fields[index].columns, of: row) {
        text.add(layout.fields[index].name, cell)
      }
    }
  }
}
