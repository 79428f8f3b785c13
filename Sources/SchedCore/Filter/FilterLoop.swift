/// What a filter does with one line.
package protocol LineFilter: AnyObject {
  /// Appends what becomes of a line, line ends included; nothing is kept of it if it throws.
  func apply(to line: JSONLine, appendingTo output: inout [UInt8]) throws(Message)
}

/// What takes records one by one and writes once it has them all.
package protocol RecordCollector: AnyObject {
  /// Takes a record; what it throws rejects the line.
  func take(_ line: JSONLine, at place: Place) throws(Message)

  /// Writes what has become of the records.
  func finish(_ output: OutputFile) throws(Message)
}

/// Lines in, lines out: reads, lets a filter work on each line, writes, and carries on over bad
/// lines.
///
/// A block of lines is cut into as many parts as there are threads; each part has a worker of its
/// own, and the parts are written in order. So the output is the same for any number of threads.
package struct FilterLoop {
  package var reader: LineReader
  package var output: OutputFile
  package var rejects: Rejects?
  /// Files that are written beside the output, and take their names after it.
  package var others: [OutputFile] = []
  package var reporter: Reporter
  package var progress: Progress
  package var isStrict: Bool
  package var maxLineBytes: Int
  package var threads: Int
  /// Whether the output is worth something although no record was read.
  package var replacesByNothing = false

  /// Runs to the end of the input.
  /// - Parameter makeFilter: makes a filter for each worker; they share no mutable state.
  /// - Returns: `.success`, or `.rejected` if some lines were bad.
  /// - Throws: what ends the run early; what was written before has gone out.
  package func run(_ makeFilter: () -> any LineFilter) throws(Message) -> ExitStatus {
    var tally = Tally()
    do throws(Message) {
      try readAll(makeFilter, &tally)
    } catch {
      progress.finish()
      try? output.flush()
      throw error
    }
    progress.finish()
    return try end(tally)
  }

  /// Reads all lines before anything is written, for a tool that has to see them together.
  ///
  /// - Returns: `.success`, or `.rejected` if some lines were bad.
  /// - Throws: what ends the run early; nothing has been written then.
  package func run(_ collector: any RecordCollector) throws(Message) -> ExitStatus {
    var tally = Tally()
    var line = JSONLine()
    while let piece = try reader.next(beforeWaiting: { () throws(Message) in }) {
      switch piece {
      case .lines(let block): try collect(block, into: collector, &line, &tally)
      case .overlong(let part): try reject(part, &tally)
      }
    }
    progress.finish()
    try collector.finish(output)
    return try end(tally)
  }

  private func collect(
    _ block: LineReader.Block, into collector: any RecordCollector, _ line: inout JSONLine,
    _ tally: inout Tally
  ) throws(Message) {
    var cursor = LineCursor(block.bytes)
    var number = block.firstLine - 1
    while let bytes = cursor.next() {
      number += 1
      tally.lines += 1
      guard !LineCursor.isBlank(bytes) else { continue }
      do throws(Message) {
        guard bytes.count <= maxLineBytes else { throw Message.lineTooLong(maxLineBytes) }
        try line.read(bytes)
        try collector.take(line, at: Place(file: block.source, line: number))
        tally.records += 1
      } catch {
        let fault = LineWorker.Fault(
          lineIndex: number - block.firstLine, bytes: bytes, message: error)
        try reject(fault, number: number, of: block.source)
        tally.rejected += 1
      }
    }
    progress.add(number - block.firstLine + 1)
  }

  /// Gives all files their names, tells how much was read, and gives the status.
  ///
  /// What is still to be written is written first, so that a full disk leaves all of them. A run
  /// without a record leaves the file of the output, and the others beside it, as they were.
  func end(_ tally: Tally) throws(Message) -> ExitStatus {
    var files = [output] + others
    let kept = tally.records == 0 && !replacesByNothing ? output.replacedName : nil
    if kept != nil { files.removeAll { $0.replacedName != nil } }
    for file in files { try file.flush() }
    try rejects?.flush()
    for file in files { try file.finish() }
    try rejects?.finish()
    if let kept { reporter.report(.noRecord(kept)) }
    reporter.report(.read(lines: tally.lines, rejected: tally.rejected))
    return tally.rejected > 0 || kept != nil ? .rejected : .success
  }

  struct Tally {
    var lines = 0
    var rejected = 0
    /// Lines that were neither blank nor rejected.
    var records = 0
    /// Into how many parts a worker's share of a block is cut; more once parts give much output.
    var partsPerWorker = 1
  }

  private static let mostPartsPerWorker = 64

  private func readAll(
    _ makeFilter: () -> any LineFilter, _ tally: inout Tally
  ) throws(Message) {
    let workers = (0..<max(1, threads)).map { _ in
      LineWorker(filter: makeFilter(), isStrict: isStrict, maxLineBytes: maxLineBytes)
    }
    while let piece = try reader.next(beforeWaiting: { () throws(Message) in try output.flush() }) {
      switch piece {
      case .lines(let block): try transform(block, with: workers, &tally)
      case .overlong(let part): try reject(part, &tally)
      }
    }
  }

  private func transform(
    _ block: LineReader.Block, with workers: [LineWorker], _ tally: inout Tally
  ) throws(Message) {
    let isSmall = block.bytes.count < LineWorker.leastBytes
    var parts = LineCursor.parts(
      of: block.bytes, atMost: isSmall ? 1 : workers.count * tally.partsPerWorker)[...]
    var line = block.firstLine
    while !parts.isEmpty {
      let busy = workers.prefix(parts.count)
      for worker in busy {
        if let part = parts.popFirst() { worker.take(part) }
      }
      OrderedParallelMap.run(count: busy.count) { busy[$0].work() }
      for worker in busy {
        try fetch(from: worker, firstLine: line, of: block.source, &tally)
        line += worker.lineCount
        tally.records += worker.recordCount
      }
    }
    tally.lines += line - block.firstLine
    progress.add(line - block.firstLine)
  }

  /// Writes what a worker has made, and lets it work on until its part is done.
  private func fetch(
    from worker: LineWorker, firstLine: Int, of source: String, _ tally: inout Tally
  ) throws(Message) {
    while true {
      try output.write(worker.output)
      for fault in worker.faults {
        try reject(fault, number: firstLine + fault.lineIndex, of: source)
        tally.rejected += 1
      }
      guard !worker.isDone else { return }
      // The other workers stand idle meanwhile, so the next parts are smaller.
      tally.partsPerWorker = min(2 * tally.partsPerWorker, Self.mostPartsPerWorker)
      worker.work()
    }
  }

  func reject(
    _ fault: LineWorker.Fault, number: Int, of source: String
  ) throws(Message) {
    let message = fault.message.at(Place(file: source, line: number))
    guard !isStrict, !fault.isFatal else { throw message }
    reporter.report(message)
    try rejects?.keep(
      fault.bytes, number: number, of: source, because: message,
      isOverlong: fault.bytes.count > maxLineBytes)
  }

  func reject(_ part: LineReader.OverlongPart, _ tally: inout Tally) throws(Message) {
    let message = Message.lineTooLong(maxLineBytes).at(Place(file: part.source, line: part.line))
    if part.isFirst {
      guard !isStrict else { throw message }
      reporter.report(message)
      tally.rejected += 1
      tally.lines += 1
    }
    try rejects?.keep(part, because: message)
  }
}

extension Message {
  static func lineTooLong(_ most: Int) -> Message {
    Message("the line is longer than \(most) bytes (see --max-line-bytes)")
  }

  package static func noRecord(_ file: String) -> Message {
    Message("not written: no record was read", at: Place(file: file))
  }

  fileprivate static func read(lines: Int, rejected: Int) -> Message {
    Message("\(lines) \(lines == 1 ? "line" : "lines") read, \(rejected) rejected", level: .note)
  }
}
