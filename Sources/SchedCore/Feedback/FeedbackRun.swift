/// A run of `sched-feedback`: from the results and the last parameters to the next ones.
///
/// The last parameters are read before any result, so that a file that is none is told at once. Those
/// that are replaced in place are read again once nobody else may replace them.
package final class FeedbackRun {
  private let request: FeedbackRequest
  private let reset: FeedbackState.Part?
  private let reporter: Reporter
  private let maxLineBytes: Int
  /// The file that is replaced in place.
  private let replaced: String?
  private var lock: FileLock?
  private var state = FeedbackState()
  /// The last parameters as they stand in their file.
  private var lines: [UInt8] = []

  /// - Parameters:
  ///   - request: what is measured, and how.
  ///   - path: the file with the last parameters; nil for none.
  ///   - inPlace: whether the output replaces that file.
  ///   - reset: what is forgotten of them.
  ///   - maxLineBytes: the longest line that is not refused.
  ///   - reporter: is told of what passes a threshold.
  /// - Throws: a file that cannot be opened (66) or read (74) or is none (65).
  package init(
    _ request: FeedbackRequest, after path: String?, inPlace: Bool, reset: FeedbackState.Part?,
    maxLineBytes: Int, reporter: Reporter
  ) throws(Message) {
    (self.request, self.reset) = (request, reset)
    (self.maxLineBytes, self.reporter) = (maxLineBytes, reporter)
    replaced = inPlace ? path : nil
    guard let path else { return }
    if let replaced, try !FileLock.check(path: replaced) { return }
    try read(path)
  }

  private func read(_ path: String) throws(Message) {
    try LineReader.forEachLine(of: path, maxLineBytes: maxLineBytes) { line throws(Message) in
      try state.take(line)
      lines += line.bytes
      lines.append(UInt8(ascii: "\n"))
    }
  }

  /// Writes the next parameters; in place, nobody else replaces them while the run lives.
  /// - Parameters:
  ///   - collectors: the results; they are emptied.
  ///   - output: where the next parameters go.
  /// - Throws: a file that cannot be locked or read (74) or is none (65); a failed write (74).
  package func write(_ collectors: [ResultCollector], to output: OutputFile) throws(Message) {
    if let replaced {
      lock = try FileLock(path: replaced)
      (state, lines) = (FeedbackState(), [])
      try read(replaced)
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
}

extension Message {
  fileprivate static func counted(_ cycle: Cycle) -> Message {
    var text = "\(cycle.rows.count) new results"
    if cycle.known > 0 { text += ", \(cycle.known) counted before" }
    if cycle.forgotten > 0 { text += ", \(cycle.forgotten) too old (see --forget-days)" }
    return Message(text, level: .note)
  }
}
