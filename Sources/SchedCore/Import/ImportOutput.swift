/// Where the records of an import go, the rows that were rejected, and what was understood.
package final class ImportOutput {
  let threads: Int
  let longestRecord: Int
  let progress: Progress
  private let file: OutputFile
  private let rejects: Rejects?
  let reporter: Reporter
  private let isStrict: Bool
  private let catalogue: PlatformCatalogue
  private var tally = ImportTally()

  package init(
    file: OutputFile, rejects: Rejects?, reporter: Reporter, progress: Progress, isStrict: Bool,
    threads: Int, longestRecord: Int, catalogue: PlatformCatalogue
  ) {
    (self.file, self.rejects, self.reporter) = (file, rejects, reporter)
    (self.progress, self.isStrict, self.threads) = (progress, isStrict, threads)
    (self.longestRecord, self.catalogue) = (longestRecord, catalogue)
  }

  /// Writes a part's records, in order.
  /// - Throws: a failed write (74), or the first rejected row under `--strict` (65).
  func write(
    _ part: ConvertedPart, _ duplicates: DuplicatePosts, shownZone: Zone
  ) throws(Message) {
    if part.repeated.isEmpty {
      try file.write(part.bytes)
    } else {
      var (start, bytes): (Int, [UInt8]) = (0, [])
      for row in part.repeated {
        bytes.append(contentsOf: part.bytes[start..<row.offset])
        start = row.offset
        if let whole = duplicates.take(row.piece, of: row.key) {
          ConvertedPart.append(whole, to: &bytes)
          tally.count(whole, in: shownZone)
        } else if row.piece != nil {
          tally.leaveOut(.repeated)
        }
      }
      bytes.append(contentsOf: part.bytes[start...])
      try file.write(bytes)
    }
    tally.add(part.tally)
    progress.add(part.tally.rows)
    for fault in part.faults {
      try fault.row.withUnsafeBufferPointer { row throws(Message) in
        try reject(row, fault.message)
      }
    }
  }

  /// Counts rows that no part holds.
  func countRows(_ count: Int) { tally.rows += count }

  /// Tells of a row that makes no record, and keeps it.
  func reject(_ row: UnsafeBufferPointer<UInt8>, _ message: Message) throws(Message) {
    tally.rejected += 1
    if let place = message.place {
      try rejects?.keep(
        row, number: place.line ?? 0, of: place.file, because: message, isOverlong: false)
    }
    guard isStrict else { return reporter.report(message) }
    progress.finish()
    throw message
  }

  /// Gives the files their names, and tells what was understood.
  func finish(
    _ inputs: [(file: String, source: ImportSource, form: String)], zone: Zone
  ) throws(Message) -> ExitStatus {
    progress.finish()
    let isKept = tally.posts == 0 ? file.replacedName : nil
    try file.flush()
    try rejects?.flush()
    if isKept == nil { try file.finish() }
    try rejects?.finish()
    let report = ImportReport(tally, inputs, catalogue: catalogue, zone: zone)
    for message in report.messages { reporter.report(message) }
    if let isKept { reporter.report(.noRecord(isKept)) }
    // Rows of which not one is a post are no success, whatever the reasons.
    let isNothing = tally.rows > 0 && tally.posts == 0
    if isNothing, isKept == nil, tally.rejected == 0 { reporter.report(.nothing(tally.rows)) }
    return tally.rejected > 0 || isKept != nil || isNothing ? .rejected : .success
  }
}

extension Message {
  fileprivate static func nothing(_ rows: Int) -> Message {
    Message(rows == 1 ? "the only row makes no record" : "none of \(rows) rows makes a record")
  }
}
