extension RecordBuilder {
  struct Times {
    var postedAt: Instant?
    var scheduledAt: Instant?
    /// The first and the last instant of a day that is all that is known.
    var day: (first: Instant, last: Instant)?
    var measuredAt: Instant?
    /// Whether its export says that it went out, at a time that is still to come.
    var isFuture = false

    /// When it was published, or is to be.
    var at: Instant? { postedAt ?? scheduledAt }
  }

  func status(of row: CellRow) throws(Message) -> PostStatus? {
    guard let own = layout.status, let word = cells.word(own.columns, of: row) else { return nil }
    if let status = layout.source.status?.words[word] ?? PostStatus(word: word) {
      return status
    }
    let known = layout.source.status?.words.keys.sorted() ?? []
    throw Message.unknownValue(cells.text(own.columns, of: row) ?? word, known: known)
      .about(Quoting.escaped(own.name))
  }

  /// The times of a row; nil of one that is left out for them.
  mutating func times(of row: CellRow, _ status: PostStatus?) throws(Message) -> Times? {
    var times = Times(measuredAt: defaults.measuredAt)
    var index = 0
    func reading(
      _ columns: ImportLayout.TimeColumns?
    ) throws(Message) -> Read? {
      guard let columns else { return nil }
      defer { index += 1 }
      let time = decision.times[index]
      let format = cells.isWithoutHour(columns, row) ? time.dateFormat ?? time.format : time.format
      let result = cells.time(columns, of: row) { cell in
        format.read(cell).map { Result<_, Message>.success($0) }
          ?? .failure(.notInFormat(cell, format).about(Quoting.escaped(columns.name)))
      }
      return try result.map { result throws(Message) in (try result.get(), time) }
    }
    let posted = try reading(layout.postedAt)
    let scheduled = try reading(layout.scheduledAt)
    if let (reading, time) = try reading(layout.measuredAt) {
      times.measuredAt = instant(reading, time) ?? times.measuredAt
    }
    guard hasGoneOut(status, posted: posted, scheduled: scheduled) else {
      if let (reading, time) = scheduled ?? posted { schedule(&times, reading, time) }
      return times
    }
    guard let at = try postedAt(posted, of: row) else { return nil }
    if at > defaults.now, status == nil {
      (times.scheduledAt, times.isFuture) = (at, true)
    } else {
      times.postedAt = at
    }
    return times
  }

  typealias Read = (reading: TimeFormat.Reading, time: ColumnDecision.Time)

  /// Whether the post of a row was published: its status says so, or without one its time is over.
  private func hasGoneOut(_ status: PostStatus?, posted: Read?, scheduled: Read?) -> Bool {
    if let status { return status == .published }
    guard layout.scheduledAt != nil else { return true }
    guard let posted, layout.postedAt != nil else { return false }
    guard scheduled != nil else { return true }
    let last = instant(posted.reading, posted.time) ?? day(posted.reading, posted.time)?.last
    return last.map { $0 <= defaults.now } ?? true
  }

  private func schedule(
    _ times: inout Times, _ reading: TimeFormat.Reading, _ time: ColumnDecision.Time
  ) {
    times.scheduledAt = instant(reading, time)
    if times.scheduledAt == nil { times.day = day(reading, time) }
  }

  /// The first and the last second of a date in its column's zone.
  private func day(
    _ reading: TimeFormat.Reading, _ time: ColumnDecision.Time
  ) -> (first: Instant, last: Instant)? {
    guard let zone = time.zone, reading.hasYear else { return nil }
    let next = CivilDate(daysSinceEpoch: reading.date.daysSinceEpoch + 1)
    return (
      zone.instant(date: reading.date, minuteOfDay: 0),
      zone.instant(date: next, minuteOfDay: 0).adding(seconds: -1)
    )
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
        countClock(quarters: Int((seconds / 900).rounded()))
      }
      return at
    }
    guard let clock else {
      leaveOut(.dateAlone)
      return nil
    }
    guard isNear(reading, clock) else {
      leaveOut(.clockContradicts)
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
}

extension Message {
  fileprivate static func notInFormat(
    _ cell: UnsafeBufferPointer<UInt8>, _ format: TimeFormat
  ) -> Message {
    Message(
      "\(Quoting.quoted(String(decoding: cell, as: UTF8.self))) is not in the format of its column "
        + "(\(format.text))")
  }
}
