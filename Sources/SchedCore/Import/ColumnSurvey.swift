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

    func isBefore(_ other: Example) -> Bool { (part, offset) < (other.part, other.offset) }
  }

  struct Numbers: Sendable {
    var filled = 0
    /// What the cells say of decimal marks, with the first that says so.
    var evidence: [NumberCell.Evidence: Example] = [:]
    /// Numbers with a per cent sign.
    var percents = 0
  }

  var times: [TimeSurvey]
  /// The same of rows whose time of day has a column of its own, and is not there.
  var dates: [TimeSurvey]
  /// Of each metric, and of the followers at the end.
  var numbers: [Numbers]
  /// What tells posts apart, of each row that is one, in order.
  var keys: [UInt64] = []
  /// The line of text that is not UTF-8.
  var notUTF8: Int?

  private let part: Int

  init(_ layout: ImportLayout, formats: [[TimeFormat]], part: Int = 0) {
    self.part = part
    times = formats.map { TimeSurvey(formats: $0.count) }
    dates = times
    numbers = Array(repeating: Numbers(), count: layout.metrics.count + 1)
  }
}

extension ColumnSurvey {
  /// Counts a row's cells.
  mutating func add(_ row: CellRow, _ cells: RowCells, _ formats: [[TimeFormat]]) {
    for (index, columns) in cells.layout.times.enumerated() {
      let isDate = cells.isWithoutHour(columns, row)
      let (part, offset) = (part, row.offset)
      _ = cells.time(columns, of: row) { cell in
        let example = {
          Example(part: part, offset: offset, text: String(decoding: cell, as: UTF8.self))
        }
        if isDate {
          dates[index].add(cell, formats[index], example: example)
        } else {
          times[index].add(cell, formats[index], example: example)
        }
      }
    }
    let metricColumns = cells.layout.metricColumns
    for index in metricColumns.indices {
      if let cell = cells.cell(metricColumns[index], of: row) {
        add(cell, at: index, of: row)
      }
    }
    if let cell = cells.cell(cells.layout.followers, of: row) {
      add(cell, at: numbers.count - 1, of: row)
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
      times[index].add(later.times[index])
      dates[index].add(later.dates[index])
    }
    for index in numbers.indices {
      numbers[index].filled += later.numbers[index].filled
      numbers[index].percents += later.numbers[index].percents
      numbers[index].evidence.merge(later.numbers[index].evidence) { first, _ in first }
    }
    notUTF8 = notUTF8 ?? later.notUTF8
  }
}
