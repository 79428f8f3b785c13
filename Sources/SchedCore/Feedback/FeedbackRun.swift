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
  private var state: FeedbackState
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
    state = FeedbackState(request)
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
      (state, lines) = (FeedbackState(request), [])
      try read(replaced)
    }
    if let reset { state.reset(reset, request) }
    try state.agree(with: request)
    var tables = collectors.map { $0.removeTable() }
    var table = ResultTable(merging: &tables)
    let others = table.otherMetrics
    // Given away, for what is held twice is copied as soon as it changes.
    var cycle = Cycle(request, &state, &table)
    let hasNew = cycle.count()
    reporter.report(cycle.counted)
    guard hasNew || reset != nil else {
      // Nothing new: the parameters stay as they are, to the byte.
      return try output.write(lines)
    }
    lines = []
    let report = hasNew ? cycle.run() : nil
    if report == nil {
      cycle.state.ledger.sort()
      cycle.learn()
    }
    for analysis in report?.analyses ?? [] where analysis.level != .good {
      reporter.report(Message(analysis.text, level: .warning))
    }
    cycle.explanations(others).forEach(reporter.report)
    try ParameterWriter(cycle, report).write(to: output)
  }
}

extension FeedbackState {
  /// Takes over what posts are judged by, and where audiences live.
  /// - Throws: where it is not what the parameters were learned with (65).
  fileprivate mutating func agree(with request: FeedbackRequest) throws(Message) {
    if let target, target != request.rule.name {
      throw .otherTarget(target, request.rule.name)
    }
    if let zone, zone != request.zone { throw .otherZone(zone, request.zone) }
    (target, zone) = (request.rule.name, request.zone)
  }
}

extension Message {
  fileprivate static func otherTarget(_ known: String, _ wanted: String) -> Message {
    Message(
      "the parameters were learned with \(known), not \(wanted) (give the same target, or forget "
        + "what was learned of hours with --reset dayparts)", about: "--target")
  }

  fileprivate static func otherZone(_ known: String, _ wanted: String) -> Message {
    Message(
      "the parameters were learned with --tz \(known), so that their hours are not those of "
        + "\(wanted) (give the same zone, or forget what was learned of hours with --reset dayparts)",
      about: "--tz")
  }
}
