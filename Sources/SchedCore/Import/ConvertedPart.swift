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
    _ table: any ForeignTable, _ part: Int, _ cells: RowCells, _ decision: ColumnDecision,
    catalogue: PlatformCatalogue, defaults: RecordBuilder.Defaults, duplicates: DuplicatePosts,
    platform: Int?
  ) throws(Message) {
    var builder = RecordBuilder(cells, decision, catalogue: catalogue, defaults: defaults)
    var (bytes, repeated, faults): ([UInt8], [Repeated], [Fault]) = ([], [], [])
    var tally = ImportTally()
    try table.forEachRow(ofPart: part) { row throws(Message) in
      tally.rows += 1
      switch cells.kind(of: row) {
      case .note: tally.leaveOut(.note)
      case .dropped(let rule): tally.leaveOut(.dropped(cells.layout.source.drops[rule].reason))
      case .post:
        let key =
          duplicates.isEmpty ? nil : RecordBuilder.key(of: row, cells, platform: platform)
        let isRepeated = key.map(duplicates.isRepeated) ?? false
        var held: RecordBuilder.Piece?
        do throws(Message) {
          try builder.build(row) { piece in
            if isRepeated {
              held = piece
            } else {
              Self.append(piece, to: &bytes)
              tally.count(piece, in: defaults.shownZone)
            }
          }
        } catch {
          if builder.isExplanation(row) {
            tally.leaveOut(.note)
          } else {
            let place = Place(file: table.name, line: row.line)
            faults.append(Fault(message: error.at(place), row: Array(row.bytes)))
          }
        }
        if isRepeated, let key {
          repeated.append(Repeated(offset: bytes.count, key: key, piece: held))
        }
      }
    }
    (self.bytes, self.repeated, self.faults) = (bytes, repeated, faults)
    tally.add(builder.takeTally())
    self.tally = tally
  }

  /// Appends a record, and its line end.
  static func append(_ piece: RecordBuilder.Piece, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: piece.head)
    var record = RecordText(bytes: [])
    swap(&record.bytes, &bytes)
    record.add(piece.metrics)
    if let at = piece.measuredAt { record.add(PostField.measuredAt, at) }
    swap(&record.bytes, &bytes)
    bytes.append(contentsOf: piece.tail)
    bytes.append(contentsOf: "}\n".utf8)
  }
}
