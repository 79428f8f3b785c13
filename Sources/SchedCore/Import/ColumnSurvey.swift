/// What the cells of a layout's columns look like, counted over a whole file.
///
/// Each part of a file is surveyed by itself, and the surveys are added in the order of the parts, so
/// that the first example of everything is the same for any number of threads.
struct ColumnSurvey: Sendable {
  /// A cell that stands for others in a message.
  struct Example: Sendable {
    let part: Int
    /// Where its row begins in the part.
    let offset: Int
    let text: String
  }

  struct Times: Sendable {
    var filled = 0
    /// How many cells each format reads, in the order of the formats.
    var read: [Int]
    /// Of those, how many with an offset from UTC, and how many without a time of day.
    var withOffset: [Int]
    var dateOnly: [Int]
    /// Whether a format reads a cell otherwise than an earlier one does.
    var differs: [Bool]
    /// A cell that is not read in each format.
    var unread: [Example?]

    init(formats: Int) {
      read = Array(repeating: 0, count: formats)
      (withOffset, dateOnly) = (read, read)
      differs = Array(repeating: false, count: formats)
      unread = Array(repeating: nil, count: formats)
    }
  }

  struct Numbers: Sendable {
    var filled = 0
    /// What the cells say of decimal marks, with the first that says so.
    var evidence: [NumberCell.Evidence: Example] = [:]
    /// Numbers with a per cent sign.
    var percents = 0
  }

  var times: [Times]
  /// Of each metric, and of the followers at the end.
  var numbers: [Numbers]
  /// What tells posts apart, of each row that is one, in order.
  var keys: [UInt64] = []
  /// The line of text that is not UTF-8.
  var notUTF8: Int?

  private let part: Int

  init(_ layout: ImportLayout, formats: [[TimeFormat]], part: Int = 0) {
    self.part = part
    times = formats.map { Times(formats: $0.count) }
    numbers = Array(repeating: Numbers(), count: layout.metrics.count + 1)
  }
}

extension ColumnSurvey {
  /// How many cells of a part are tried with a format that reads none.
  private static let mostTries = 256

  /// Counts a row's cells.
  mutating func add(_ row: CellRow, _ cells: RowCells, _ formats: [[TimeFormat]]) {
    for (index, columns) in cells.layout.times.enumerated() {
      _ = cells.time(columns, of: row) { add($0, at: index, of: row, formats[index]) }
    }
    for index in cells.layout.metrics.indices {
      if let cell = cells.cell(cells.layout.metrics[index].columns, of: row) {
        add(cell, at: index, of: row)
      }
    }
    if let cell = cells.cell(cells.layout.followers, of: row) {
      add(cell, at: numbers.count - 1, of: row)
    }
  }

  private mutating func add(
    _ cell: UnsafeBufferPointer<UInt8>, at index: Int, of row: CellRow, _ formats: [TimeFormat]
  ) {
    times[index].filled += 1
    var first: TimeFormat.Reading?
    for (number, format) in formats.enumerated()
    where times[index].read[number] > 0 || times[index].filled <= Self.mostTries {
      guard let reading = format.read(cell) else {
        if times[index].unread[number] == nil {
          times[index].unread[number] = example(cell, row)
        }
        continue
      }
      times[index].read[number] += 1
      if reading.offset != nil { times[index].withOffset[number] += 1 }
      if reading.second == nil { times[index].dateOnly[number] += 1 }
      if let first, !first.means(reading) { times[index].differs[number] = true }
      first = first ?? reading
    }
  }

  private mutating func add(
    _ cell: UnsafeBufferPointer<UInt8>, at index: Int, of row: CellRow
  ) {
    numbers[index].filled += 1
    // Digits alone say nothing.
    guard !cell.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let number = NumberCell(cell) else {
      return
    }
    if number.isPercent { numbers[index].percents += 1 }
    guard !number.evidence.isEmpty, numbers[index].evidence[number.evidence] == nil else { return }
    numbers[index].evidence[number.evidence] = example(cell, row)
  }

  private func example(_ cell: UnsafeBufferPointer<UInt8>, _ row: CellRow) -> Example {
    Example(part: part, offset: row.offset, text: String(decoding: cell, as: UTF8.self))
  }

  /// Adds what was counted of later rows.
  mutating func add(_ later: ColumnSurvey) {
    for index in times.indices {
      let other = later.times[index]
      times[index].filled += other.filled
      for format in other.read.indices {
        times[index].read[format] += other.read[format]
        times[index].withOffset[format] += other.withOffset[format]
        times[index].dateOnly[format] += other.dateOnly[format]
        times[index].differs[format] = times[index].differs[format] || other.differs[format]
        times[index].unread[format] = times[index].unread[format] ?? other.unread[format]
      }
    }
    for index in numbers.indices {
      numbers[index].filled += later.numbers[index].filled
      numbers[index].percents += later.numbers[index].percents
      numbers[index].evidence.merge(later.numbers[index].evidence) { first, _ in first }
    }
    notUTF8 = notUTF8 ?? later.notUTF8
  }
}
