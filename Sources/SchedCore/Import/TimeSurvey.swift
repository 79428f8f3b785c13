/// How the cells of a column are read by each of some formats, in the order of the formats.
struct TimeSurvey: Sendable {
  private(set) var filled = 0
  /// How many cells each format reads.
  private(set) var read: [Int]
  /// Of those, how many with an offset from UTC, and how many without a time of day.
  private(set) var withOffset: [Int]
  private(set) var dateOnly: [Int]
  /// Whether a format reads a cell otherwise than an earlier one does.
  private(set) var differs: [Bool]
  /// A cell that is not read in each format.
  private(set) var unread: [ColumnSurvey.Example?]

  /// How many cells of a part are tried with a format that reads none; chosen.
  private static let mostTries = 256

  init(formats: Int) {
    read = Array(repeating: 0, count: formats)
    (withOffset, dateOnly) = (read, read)
    differs = Array(repeating: false, count: formats)
    unread = Array(repeating: nil, count: formats)
  }

  /// Counts a cell.
  mutating func add(
    _ cell: UnsafeBufferPointer<UInt8>, _ formats: [TimeFormat],
    example: () -> ColumnSurvey.Example
  ) {
    filled += 1
    var first: TimeFormat.Reading?
    for (number, format) in formats.enumerated() where read[number] > 0 || filled <= Self.mostTries
    {
      guard let reading = format.read(cell) else {
        if unread[number] == nil { unread[number] = example() }
        continue
      }
      read[number] += 1
      if reading.offset != nil { withOffset[number] += 1 }
      if reading.second == nil { dateOnly[number] += 1 }
      if let first, !first.means(reading) { differs[number] = true }
      first = first ?? reading
    }
  }

  /// Adds what was counted of later cells.
  mutating func add(_ later: TimeSurvey) {
    filled += later.filled
    for format in read.indices {
      read[format] += later.read[format]
      withOffset[format] += later.withOffset[format]
      dateOnly[format] += later.dateOnly[format]
      differs[format] = differs[format] || later.differs[format]
      unread[format] = unread[format] ?? later.unread[format]
    }
  }
}
