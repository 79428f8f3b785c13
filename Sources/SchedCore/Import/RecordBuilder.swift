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
    var metrics: [(name: String, value: Double)] = []
    var tail: [UInt8] = []
    var measuredAt: Instant?
    var contentType = 0
    var account: String?
    var status: PostStatus?
    /// When it was published, or is to be.
    var at: Instant?
  }

  private let cells: RowCells
  private let decision: ColumnDecision
  private let catalogue: PlatformCatalogue
  private let defaults: Defaults
  /// The content types of words, by platform.
  private var types: [[String: Int]]
  /// The platform of a source that has one.
  private let fixedPlatforms: [Int]
  /// By content type, the fields that say it and its platform.
  private let identities: [[UInt8]]
  /// The pieces of the last record, whose space the next one takes.
  private var piece = Piece()
  private(set) var tally = ImportTally()
  private let layout: ImportLayout

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
  private struct Times {
    var postedAt: Instant?
    var scheduledAt: Instant?
    /// The first and the last instant of a day that is all that is known.
    var day: (first: Instant, last: Instant)?
    var measuredAt: Instant?
  }

  private func status(of row: CellRow) throws(Message) -> PostStatus? {
    guard let own = layout.status, let word = cells.word(own.columns, of: row) else { return nil }
    if let status = layout.source.status?.words[word] ?? PostStatus(rawValue: word) {
      return status
    }
    let known = layout.source.status?.words.keys.sorted() ?? []
    throw Message.unknownValue(cells.text(own.columns, of: row) ?? word, known: known)
      .about(Quoting.escaped(own.name))
  }

  /// The times of a row; nil of one that is left out for them.
  private mutating func times(of row: CellRow, _ status: PostStatus?) throws(Message) -> Times? {
    var times = Times(measuredAt: defaults.measuredAt)
    var index = 0
    func reading(
      _ columns: ImportLayout.TimeColumns?
    ) throws(Message) -> (TimeFormat.Reading, ColumnDecision.Time)? {
      guard let columns else { return nil }
      defer { index += 1 }
      let time = decision.times[index]
      let result = cells.time(columns, of: row) { cell in
        time.format.read(cell).map { Result<_, Message>.success($0) }
          ?? .failure(.notInFormat(cell, time.format).about(Quoting.escaped(columns.name)))
      }
      return try result.map { result throws(Message) in (try result.get(), time) }
    }
    let posted = try reading(layout.postedAt)
    let scheduled = try reading(layout.scheduledAt)
    if let (reading, time) = try reading(layout.measuredAt) {
      times.measuredAt = instant(reading, time) ?? times.measuredAt
    }
    let hasGoneOut =
      status == .published || (status == nil && (posted != nil || layout.scheduledAt == nil))
    if hasGoneOut, layout.postedAt != nil || status == .published {
      guard let at = try postedAt(posted, of: row) else { return nil }
      if at > defaults.now, status == nil {
        if layout.scheduledAt == nil { tally.future += 1 }
        times.scheduledAt = at
      } else {
        times.postedAt = at
      }
    } else if let (reading, time) = scheduled ?? posted {
      if let at = instant(reading, time) {
        times.scheduledAt = at
      } else if let zone = time.zone {
        let next = CivilDate(daysSinceEpoch: reading.date.daysSinceEpoch + 1)
        let last = zone.instant(date: next, minuteOfDay: 0).adding(seconds: -1)
        times.day = (zone.instant(date: reading.date, minuteOfDay: 0), last)
      }
    }
    return times
  }

  /// Whether a row that makes no record explains the columns, as a second header does: neither its
  /// time nor any of its metrics is one.
  func isExplanation(_ row: CellRow) -> Bool {
    let isTime = layout.times.enumerated().contains { index, columns in
      cells.time(columns, of: row) { decision.times[index].format.read($0) != nil } ?? false
    }
    let filled = layout.metrics.compactMap { cells.cell($0.columns, of: row) }
    return !isTime && !filled.isEmpty
      && filled.allSatisfy { NumberCell($0) == nil && DurationCell.seconds($0) == nil }
  }

  /// When a post went out; nil if only the day is known.
  private mutating func postedAt(
    _ read: (TimeFormat.Reading, ColumnDecision.Time)?, of row: CellRow
  ) throws(Message) -> Instant? {
    let clock = clock(of: row)
    guard let (reading, time) = read else {
      guard let clock else {
        throw Message("missing (when it was published)", about: layout.postedAt?.name ?? "time")
      }
      return clock
    }
    if let at = instant(reading, time) {
      if let clock {
        let seconds = Double(at.milliseconds - clock.milliseconds) / 1000
        tally.clockQuarters[Int((seconds / 900).rounded()), default: 0] += 1
      }
      return at
    }
    guard let clock else {
      tally.leaveOut(.dateAlone)
      return nil
    }
    guard isNear(reading, clock) else {
      tally.leaveOut(.clockContradicts)
      return nil
    }
    return clock
  }

  /// Whether a date, of whatever zone, may be that of an instant.
  private func isNear(_ reading: TimeFormat.Reading, _ clock: Instant) -> Bool {
    let year = Zone.utc.localTime(at: clock).date.year
    let years = reading.hasYear ? [reading.date.year] : [year - 1, year, year + 1]
    return years.contains { year in
      guard let date = CivilDate(year: year, month: reading.date.month, day: reading.date.day)
      else {
        return false
      }
      // Its noon is at most 26 hours from any of its instants.
      let noon = Int64(date.daysSinceEpoch) * 86_400 + 43_200
      return abs(noon - clock.seconds) <= 26 * 3600
    }
  }

  private func instant(_ reading: TimeFormat.Reading, _ time: ColumnDecision.Time) -> Instant? {
    if let instant = reading.instant { return instant }
    guard let second = reading.second, let zone = time.zone else { return nil }
    return zone.instant(date: reading.date, minuteOfDay: second / 60).adding(
      seconds: Int64(second % 60))
  }

  /// The instant in the row's id, to the second.
  private func clock(of row: CellRow) -> Instant? {
    guard let rule = layout.source.clock, !layout.clock.isEmpty,
      let id = cells.id(rule.id, layout.clock, of: row, isDecimal: rule.clock.isDecimal)
    else { return nil }
    return rule.clock.instant(of: id).map { Instant(seconds: $0.seconds) }
  }

  private func platforms(of row: CellRow) throws(Message) -> [Int] {
    if !layout.flags.isEmpty {
      let platforms = layout.flags.filter { flag in
        cells.word(flag.columns, of: row).map(Self.affirmations.contains) ?? false
      }.map(\.platform)
      guard !platforms.isEmpty else {
        throw Message("no column says yes to a platform (TRUE, yes, x or 1)", about: "platform")
      }
      return platforms
    }
    guard fixedPlatforms.isEmpty else { return fixedPlatforms }
    if let own = layout.platform, let text = cells.text(own.columns, of: row) {
      do throws(Message) {
        return [try platform(of: text)]
      } catch {
        throw error.about(Quoting.escaped(own.name))
      }
    }
    guard let platform = defaults.platform else {
      throw Message(
        "missing (or say it for all rows with --platform)",
        about: layout.platform?.name ?? "platform")
    }
    return [platform]
  }

  private static let affirmations: Set<String> = ["true", "yes", "x", "1", "ja", "wahr", "sant"]

  private func platform(of text: String) throws(Message) -> Int {
    let word = ColumnName.folded(text)
    if case .column(_, let words)? = layout.source.platform, let index = words[word] {
      return index
    }
    do throws(Message) {
      return try catalogue.platform(named: word)
    } catch {
      throw Message.unknownValue(text, known: catalogue.platformWords)
    }
  }

  private mutating func contentType(of row: CellRow, _ platform: Int) throws(Message) -> Int {
    let standard = catalogue.platforms[platform].defaultContentType
    guard let own = layout.type, let cell = cells.cell(own.columns, of: row) else {
      return standard
    }
    switch layout.source.type {
    case .words(_, let words)?:
      let text = String(decoding: cell, as: UTF8.self)
      if let known = types[platform][text] { return known }
      let type = try contentType(text, platform, words, standard, own.name)
      types[platform][text] = type
      return type
    case .duration(_, let bounds)?:
      guard let seconds = DurationCell.seconds(cell) ?? NumberCell(cell)?.value(.point) else {
        throw Message(
          "\(Quoting.quoted(String(decoding: cell, as: UTF8.self))) is no duration",
          about: Quoting.escaped(own.name))
      }
      return bounds.first { seconds <= $0.seconds }?.contentType ?? standard
    case nil: return standard
    }
  }

  private func contentType(
    _ text: String, _ platform: Int, _ words: [String: [Int]], _ standard: Int, _ column: String
  ) throws(Message) -> Int {
    func isOfPlatform(_ type: Int) -> Bool { catalogue.contentTypes[type].platform == platform }
    let word = ColumnName.folded(text)
    if let type = words[word]?.first(where: isOfPlatform) { return type }
    if let type = try? catalogue.resolve(platform: nil, contentType: word), isOfPlatform(type) {
      return type
    }
    // A source that tells no types of this platform apart has its default.
    let known = words.filter { $0.value.contains(where: isOfPlatform) }.keys.sorted()
    guard !known.isEmpty else { return standard }
    throw Message.unknownValue(text, known: known).about(Quoting.escaped(column))
  }
}

extension RecordBuilder {
  private mutating func setMetrics(of row: CellRow) throws(Message) {
    piece.metrics.removeAll(keepingCapacity: true)
    for index in layout.metrics.indices {
      guard let cell = cells.cell(layout.metrics[index].columns, of: row) else { continue }
      let unit = layout.metrics[index].unit
      guard let value = Self.value(cell, unit, decision.styles[index]) else {
        throw Message.notANumber(cell, unit, decision.styles[index])
          .about(Quoting.escaped(layout.metrics[index].columnName))
      }
      piece.metrics.append((layout.metrics[index].name, value))
    }
  }

  /// A cell in the unit that records have it in; nil if it does not fit the column.
  private static func value(
    _ cell: UnsafeBufferPointer<UInt8>, _ unit: MetricUnit, _ style: NumberStyle
  ) -> Double? {
    if unit == .duration, let seconds = DurationCell.seconds(cell) { return seconds }
    if let digits = wholeNumber(cell), unit != .percent { return digits * unit.factor }
    guard let number = NumberCell(cell) else { return nil }
    let shift = unit == .percent && !number.isPercent ? -2 : 0
    guard let value = number.value(style, shiftedBy: shift) else { return nil }
    guard unit != .count || value == value.rounded() else { return nil }
    return value * unit.factor
  }

  /// A number of nothing but digits, which most cells are.
  private static func wholeNumber(_ cell: UnsafeBufferPointer<UInt8>) -> Double? {
    guard (1...15).contains(cell.count) else { return nil }
    var value = 0
    for byte in cell {
      guard byte &- UInt8(ascii: "0") < 10 else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return Double(value)
  }

  private func followers(of row: CellRow) -> Double? {
    guard let cell = cells.cell(layout.followers, of: row) else { return nil }
    return Self.value(cell, .count, decision.styles.last ?? .point)
  }

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

extension Message {
  fileprivate static func notInFormat(
    _ cell: UnsafeBufferPointer<UInt8>, _ format: TimeFormat
  ) -> Message {
    Message(
      "\(Quoting.quoted(String(decoding: cell, as: UTF8.self))) is not in the format of its column "
        + "(\(format.text))")
  }

  fileprivate static func notANumber(
    _ cell: UnsafeBufferPointer<UInt8>, _ unit: MetricUnit, _ style: NumberStyle
  ) -> Message {
    let shown = Quoting.quoted(String(decoding: cell, as: UTF8.self))
    guard NumberCell(cell) != nil else {
      return Message("\(shown) is not a \(unit == .duration ? "duration or number" : "number")")
    }
    return Message(
      "\(shown) does not fit its column (\(unit == .count ? "whole numbers with" : "with") a decimal "
        + "\(style.rawValue))")
  }
}
