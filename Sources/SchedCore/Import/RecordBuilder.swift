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
    var metrics: [(name: MetricName, value: Double)] = []
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
  /// The content types of words, by platform.
  var types: [[String: Int]]
  /// The platform of a source that has one.
  let fixedPlatforms: [Int]
  /// By content type, the fields that say it and its platform.
  private let identities: [[UInt8]]
  /// The pieces of the last record, whose space the next one takes.
  var piece = Piece()
  var tally = ImportTally()
  let layout: ImportLayout

  init(
    _ cells: RowCells, _ decision: ColumnDecision, catalogue: PlatformCatalogue, defaults: Defaults
  ) {
    (self.cells, self.decision, self.catalogue) = (cells, decision, catalogue)
    layout = cells.layout
    self.defaults = defaults
    identities = catalogue.contentTypes.map { type in
      var record = RecordText(bytes: [])
      record.add(PostField.platform, catalogue.platforms[type.platform].name)
      record.add(PostField.contentType, type.name)
      return record.bytes
    }
    types = Array(repeating: [:], count: catalogue.platforms.count)
    if case .fixed(let platform)? = cells.layout.source.platform {
      fixedPlatforms = [platform]
    } else {
      fixedPlatforms = []
    }
  }

  /// Gives what was counted, and begins anew.
  mutating func takeTally() -> ImportTally {
    defer { tally = ImportTally() }
    return tally
  }

  /// Makes the records of a row, one for each platform that it goes to, and gives each to `body`;
  /// none of a row that is left out.
  /// - Throws: what is wrong in the row, about its column.
  mutating func build(_ row: CellRow, _ body: (Piece) -> Void) throws(Message) {
    let status = try status(of: row)
    guard let times = try times(of: row, status) else { return }
    try setMetrics(of: row)
    for platform in try platforms(of: row) {
      piece.contentType = try contentType(of: row, platform)
      (piece.status, piece.measuredAt) = (status, times.measuredAt)
      piece.at = times.postedAt ?? times.scheduledAt
      writeHead(row, times)
      writeTail(row)
      body(piece)
    }
  }
}

extension RecordBuilder {
  private mutating func writeHead(_ row: CellRow, _ times: Times) {
    var record = RecordText(bytes: [])
    swap(&record.bytes, &piece.head)
    defer { swap(&record.bytes, &piece.head) }
    record.bytes.removeAll(keepingCapacity: true)
    record.begin()
    if let rule = layout.source.id,
      let id = cells.id(
        rule, layout.id, of: row, isDecimal: layout.source.clock?.clock.isDecimal ?? false)
    {
      record.add(PostField.id, id)
    } else if cells.hasLostID(row) {
      tally.lostIDs += 1
    }
    record.add(identities[piece.contentType])
    piece.account = defaults.account ?? cells.text(layout.account, of: row)
    if let account = piece.account { record.add(PostField.account, account) }
    if let status = piece.status { record.add(PostField.status, status.rawValue) }
    if let at = times.postedAt { record.add(PostField.postedAt, at) }
    if let at = times.scheduledAt { record.add(PostField.scheduledAt, at) }
    if let day = times.day {
      record.add(PostField.notBefore, day.first)
      record.add(PostField.deadline, day.last)
    }
  }

  private mutating func writeTail(_ row: CellRow) {
    var record = RecordText(bytes: [])
    swap(&record.bytes, &piece.tail)
    defer { swap(&record.bytes, &piece.tail) }
    record.bytes.removeAll(keepingCapacity: true)
    if let followers = followers(of: row) { record.add(PostField.followers, followers) }
    for (name, columns) in layout.fields {
      if let cell = cells.cell(columns, of: row) { record.add(name, cell) }
    }
  }
}

extension RecordBuilder {
  /// What tells the post of a row from others: platform, account and id, or without an id what the
  /// cells of its time, type and texts hold.
  static func key(of row: CellRow, _ cells: RowCells, platform: Int?) -> UInt64 {
    let layout = cells.layout
    var checksum = Checksum()
    if case .fixed(let index)? = layout.source.platform {
      checksum.add(UInt64(index))
    } else if let cell = layout.platform.flatMap({ cells.cell($0.columns, of: row) }) {
      checksum.add(cell)
    }
    if let cell = cells.cell(layout.account, of: row) { checksum.add(cell) }
    if let rule = layout.source.id,
      let id = cells.id(
        rule, layout.id, of: row, isDecimal: layout.source.clock?.clock.isDecimal ?? false)
    {
      checksum.add(id)
      return checksum.value
    }
    for columns in layout.times.map({ $0.columns + $0.time }) + [layout.type?.columns ?? []]
      + layout.fields.map(\.columns)
    {
      if let cell = cells.cell(columns, of: row) { checksum.add(cell) }
    }
    return checksum.value
  }
}
