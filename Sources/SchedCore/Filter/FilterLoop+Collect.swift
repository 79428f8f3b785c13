/// What keeps something of each line that it is given.
package protocol LineCollector: AnyObject {
  /// Takes a line; what it throws rejects the line.
  ///
  /// `number` says where the line stands, counted over all lines of the run.
  func take(_ line: JSONLine, number: Int) throws(Message)
}

extension FilterLoop {
  /// Lets each thread's collector take its share of the lines, and then writes what `finish` makes
  /// of them all.
  ///
  /// Which collector gets which line depends on the number of threads; the numbers of the lines do
  /// not, so that what was collected can be put in order.
  /// - Returns: `.success`, or `.rejected` if some lines were bad.
  /// - Throws: what ends the run early; nothing has been written then.
  package func collect(
    with collectors: [any LineCollector], finish: (OutputFile) throws(Message) -> Void
  ) throws(Message) -> ExitStatus {
    let adapters = collectors.map(CollectingFilter.init)
    let workers = adapters.map {
      LineWorker(filter: $0, isStrict: isStrict, maxLineBytes: maxLineBytes)
    }
    var tally = Tally()
    while let piece = try reader.next(beforeWaiting: { () throws(Message) in }) {
      switch piece {
      case .lines(let block): try collect(block, with: workers, adapters, &tally)
      case .overlong(let part): try reject(part, &tally)
      }
    }
    progress.finish()
    try finish(output)
    return try end(tally)
  }

  private func collect(
    _ block: LineReader.Block, with workers: [LineWorker], _ adapters: [CollectingFilter],
    _ tally: inout Tally
  ) throws(Message) {
    let isSmall = block.bytes.count < LineWorker.leastBytes
    let parts = LineCursor.parts(of: block.bytes, atMost: isSmall ? 1 : workers.count)
    var first = tally.lines
    for (index, part) in parts.enumerated() {
      workers[index].take(part)
      adapters[index].number = first
      first += LineCursor.countLines(in: part)
    }
    OrderedParallelMap.run(count: parts.count) { workers[$0].work() }
    var line = block.firstLine
    for worker in workers.prefix(parts.count) {
      for fault in worker.faults {
        try reject(fault, number: line + fault.lineIndex, of: block.source)
        tally.rejected += 1
      }
      line += worker.lineCount
      tally.records += worker.recordCount
    }
    tally.lines = first
    progress.add(line - block.firstLine)
  }
}

/// A collector in the place of a filter: it gives no output.
private final class CollectingFilter: LineFilter {
  var number = 0
  private let collector: any LineCollector

  init(_ collector: any LineCollector) { self.collector = collector }

  func apply(to line: JSONLine, appendingTo output: inout [UInt8]) throws(Message) {
    defer { number += 1 }
    try collector.take(line, number: number)
  }
}
