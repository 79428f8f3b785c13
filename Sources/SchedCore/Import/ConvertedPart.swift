/// The records of a part of a table, as one thread made them.
struct ConvertedPart: Sendable {
  /// A row that was rejected.
  struct Fault: Sendable {
    let message: Message
    let row: [UInt8]
  }

  /// A row of a post that occurs more than once, and what was written before it.
  struct Repeated: Sendable {
    let offset: Int
    let key: UInt64
    let piece: RecordBuilder.Piece?
  }

  private(set) var bytes: [UInt8] = []
  private(set) var repeated: [Repeated] = []
  private(set) var faults: [Fault] = []
  private(set) var tally = ImportTally()

  /// - Throws: what ends the run.
  init(
    _ table: any ForeignTable, _ part: Int, _ builder: RecordBuilder, duplicates: DuplicatePosts
  ) throws(Message) {
    var builder = builder
    var text = RecordText(ByteSink())
    defer { text.sink.deallocate() }
    var (repeated, faults): ([Repeated], [Fault]) = ([], [])
    var tally = ImportTally()
    let cells = builder.cells
    try table.forEachRow(ofPart: part) { row throws(Message) in
      tally.rows += 1
      switch cells.kind(of: row) {
      case .note: tally.leaveOut(.note)
      case .dropped(let rule): tally.leaveOut(.dropped(cells.layout.source.drops[rule].reason))
      case .post:
        var keys: [UInt64?] = []
        var reading: RecordBuilder.Reading?
        do throws(Message) {
          let platforms = try cells.platforms(of: row)
          keys = platforms.map { platform in
            duplicates.repeatedKey { cells.key(of: row, platform: platform) }
          }
          reading = try builder.read(row, platforms: platforms)
        } catch {
          if builder.isExplanation(row) {
            tally.leaveOut(.note)
          } else {
            let place = Place(file: table.name, line: row.line)
            faults.append(Fault(message: error.at(place), row: Array(row.bytes)))
          }
        }
        for (post, key) in keys.enumerated() {
          if let key {
            let piece = reading.map { builder.piece(post, of: row, $0, writingTo: &text) }
            repeated.append(Repeated(offset: text.count, key: key, piece: piece))
          } else if let reading {
            builder.write(post, of: row, reading, into: &text)
          }
        }
      }
    }
    (bytes, self.repeated, self.faults) = (Array(text.sink.bytes), repeated, faults)
    tally.add(builder.allCounts())
    self.tally = tally
  }

  /// Appends a record, and its line end.
  static func append(_ piece: RecordBuilder.Piece, to bytes: inout [UInt8]) {
    var text = RecordText(ByteSink())
    defer { text.sink.deallocate() }
    piece.head.withUnsafeBufferPointer { text.add(written: $0) }
    text.add(piece.metrics)
    if let at = piece.measuredAt { text.add(PostField.measuredAt, at) }
    piece.tail.withUnsafeBufferPointer { text.add(written: $0) }
    text.end()
    bytes.append(contentsOf: text.sink.bytes)
  }
}
