/// A run of `sched-feedback`: from the results and the last parameters to the next ones.
package struct FeedbackRun {
  private let request: FeedbackRequest
  private let reset: FeedbackState.Part?
  private let maxLineBytes: Int
  private let reporter: Reporter

  package init(
    _ request: FeedbackRequest, reset: FeedbackState.Part?, maxLineBytes: Int, reporter: Reporter
  ) {
    (self.request, self.reset) = (request, reset)
    (self.maxLineBytes, self.reporter) = (maxLineBytes, reporter)
  }

  /// Writes the parameters that come after those of a file.
  /// - Parameters:
  ///   - path: the file with the last parameters; nil for none.
  ///   - collectors: the results; they are emptied.
  ///   - output: where the next parameters go.
  /// - Throws: a file that cannot be opened (66) or read (74) or is none (65); a failed write (74).
  package func write(
    after path: String?, _ collectors: [ResultCollector], to output: OutputFile
  ) throws(Message) {
    var state = FeedbackState()
    var lines: [UInt8] = []
    if let path {
      try LineReader.forEachLine(of: path, maxLineBytes: maxLineBytes) { line throws(Message) in
        try state.take(line)
        lines += line.bytes
        lines.append(UInt8(ascii: "\n"))
      }
    }
    if let reset { state.reset(reset) }
    var tables = collectors.map { $0.removeTable() }
    var cycle = Cycle(request, state, ResultTable(merging: &tables))
    let hasNew = cycle.count()
    reporter.report(.counted(cycle))
    guard hasNew || reset != nil else {
      // Nothing new: the parameters stay as they are, to the byte.
      return try output.write(lines)
    }
    let report = hasNew ? cycle.run() : nil
    for analysis in report?.analyses ?? [] where analysis.level != .good {
      reporter.report(Message(analysis.text, level: .warning))
    }
    try ParameterWriter(cycle.state, report, request).write(to: output)
  }

  /// Replaces a file with the parameters that come after it, while nobody else does.
  package func replace(_ path: String, _ collectors: [ResultCollector]) throws(Message) {
    let lock = try FileLock(path: path)
    let output = try OutputFile(path: path)
    try write(after: path, collectors, to: output)
    try output.finish()
    withExtendedLifetime(lock) {}
  }
}

extension Message {
  fileprivate static func counted(_ cycle: Cycle) -> Message {
    var text = "\(cycle.rows.count) new results"
    if cycle.known > 0 { text += ", \(cycle.known) counted before" }
    if cycle.forgotten > 0 { text += ", \(cycle.forgotten) too old (see --forget-days)" }
    return Message(text, level: .note)
  }
}
