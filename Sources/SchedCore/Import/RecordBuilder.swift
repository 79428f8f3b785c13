/// Makes the records of the posts of a row.
///
/// One builder works on one thread; it keeps what many rows share. A row is read as a whole before
/// anything of it is written, so that nothing is left of one that is rejected.
struct RecordBuilder {
  /// What a run adds to every row.
  struct Defaults: Sendable {
    var account: String?
    var measuredAt: Instant?
    /// What has a later time has not gone out.
    var now: Instant
    /// The zone of the hours that are shown.
    var shownZone = Zone.utc
  }

  /// What a row says, its metrics apart.
  struct Reading {
    let status: PostStatus?
    let times: Times
    /// The content type of each of its posts.
    let types: [Int]
  }

  /// A record in pieces, so that rows of one post can be brought together: what comes before its
  /// metrics, the metrics, and what comes after them; and what is counted of it.
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
    var isFuture = false
    var hasLostID = false
  }

  let cells: RowCells
  let decision: ColumnDecision
  let catalogue: PlatformCatalogue
  let defaults: Defaults
  let layout: ImportLayout
  /// The content types of words that were looked up.
  var types: [KnownType] = []
  /// The metrics of the row that was read last, by their numbers in the layout.
  var metrics: [(index: Int, value: Double)] = []
  /// By content type, the fields that say it and its platform.
  private let identities: [RecordName]
  private var tally: RowTally
  private var counts = ImportTally()

  init(
    _ cells: RowCells, _ decision: ColumnDecision, catalogue: PlatformCatalogue, defaults: Defaults,
    identities: [RecordName]
  ) {
    (self.cells, self.decision, self.catalogue) = (cells, decision, catalogue)
    layout = cells.layout
    (self.defaults, self.identities) = (defaults, identities)
    tally = RowTally(types: identities.count, metrics: layout.metrics.count)
  }

  /// Reads a row; nil of one that is left out.
  /// - Throws: what is wrong in the row, about its column.
  mutating func read(_ row: CellRow, platforms: [Int]) throws(Message) -> Reading? {
    let status = try status(of: row)
    guard let times = try times(of: row, status) else { return nil }
    try readMetrics(of: row)
    var types: [Int] = []
    for platform in platforms { types.append(try contentType(of: row, platform)) }
    return Reading(status: status, times: times, types: types)
  }

  /// Appends the record of the post of that number of the row that was read last, and its line end.
  mutating func write(
    _ post: Int, of row: CellRow, _ reading: Reading, into text: inout RecordText
  ) {
    writeHead(row, reading.types[post], reading, &text)
    if !metrics.isEmpty {
      text.beginMetrics()
      for metric in metrics { text.addMetric(layout.metrics[metric.index].name, metric.value) }
      text.endMetrics()
    }
    if let at = reading.times.measuredAt { text.add(PostField.measuredAt, at) }
    writeTail(row, &text)
    text.end()
    count(row, reading.types[post], reading)
  }

  /// The same record in pieces; `text` is as it was.
  func piece(
    _ post: Int, of row: CellRow, _ reading: Reading, writingTo text: inout RecordText
  ) -> Piece {
    let start = text.count
    defer { text.truncate(to: start) }
    writeHead(row, reading.types[post], reading, &text)
    let headEnd = text.count
    writeTail(row, &text)
    return Piece(
      head: Array(text.sink.bytes(start..<headEnd)),
      metrics: metrics.map { (layout.metrics[$0.index].name, $0.value) },
      tail: Array(text.sink.bytes(headEnd..<text.count)), measuredAt: reading.times.measuredAt,
      contentType: reading.types[post],
      account: defaults.account ?? cells.text(layout.account, of: row), status: reading.status,
      at: reading.times.at, isFuture: reading.times.isFuture, hasLostID: cells.hasLostID(row))
  }

  /// What was counted of the records that were written, and of the rows that were left out.
  func allCounts() -> ImportTally {
    var all = counts
    all.add(tally, names: layout.metrics.map(\.name))
    return all
  }

  mutating func leaveOut(_ reason: ImportTally.LeftOut) { counts.leaveOut(reason) }

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

  private mutating func count(_ row: CellRow, _ type: Int, _ reading: Reading) {
    tally.posts += 1
    tally.types[type] += 1
    for metric in metrics { tally.metrics[metric.index] += 1 }
    if let account = defaults.account {
      counts.accounts[account, default: 0] += 1
    } else if let account = cells.cell(layout.account, of: row) {
      tally.countAccount(account)
    }
    if let status = reading.status { counts.statuses[status, default: 0] += 1 }
    if let at = reading.times.at { tally.count(at, in: defaults.shownZone) }
    if reading.times.isFuture { counts.future += 1 }
    if cells.hasLostID(row) { counts.lostIDs += 1 }
  }

  private func writeHead(
    _ row: CellRow, _ type: Int, _ reading: Reading, _ text: inout RecordText
  ) {
    text.begin()
    if let id = cells.id(of: row) { text.add(PostField.id, id) }
    text.add(fields: identities[type].opening)
    if let account = defaults.account {
      text.add(PostField.account, account)
    } else if let account = cells.cell(layout.account, of: row) {
      text.add(PostField.account, account)
    }
    if let status = reading.status { text.add(PostField.status, status.rawValue) }
    if let at = reading.times.postedAt { text.add(PostField.postedAt, at) }
    if let at = reading.times.scheduledAt { text.add(PostField.scheduledAt, at) }
    if let day = reading.times.day {
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
