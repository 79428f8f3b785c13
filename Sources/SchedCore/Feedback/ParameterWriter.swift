/// Writes a parameter file: what other tools read first, then what a person reads, then what only
/// the next cycle reads.
struct ParameterWriter {
  private let cycle: Cycle
  private let report: Cycle.Report?

  private var state: FeedbackState { cycle.state }
  private var request: FeedbackRequest { cycle.request }
  private var hours: [LearnedHours] { cycle.hours }

  init(_ cycle: Cycle, _ report: Cycle.Report?) {
    (self.cycle, self.report) = (cycle, report)
  }

  func write(to output: OutputFile) throws(Message) {
    var writer = JSONWriter()
    state.appendHeader(to: &writer, halfLifeDays: request.halfLifeDays)
    appendWeights(to: &writer)
    state.appendLimits(to: &writer)
    for (hours, shares) in zip(hours, exploration()) {
      shares.append(to: &writer, platform: hours.platform, contentType: hours.contentType.name)
    }
    report?.validation?.append(to: &writer, cycle: state.cycle)
    for analysis in report?.analyses ?? [] { analysis.append(to: &writer, cycle: state.cycle) }
    for value in cycle.values { value.append(to: &writer) }
    for version in state.versions.reversed() { version.append(to: &writer) }
    for trial in state.trials { trial.append(to: &writer) }
    for record in state.kpis { record.append(to: &writer) }
    for hours in hours { hours.append(to: &writer) }
    for platform in cycle.learned {
      platform.appendAccounts(to: &writer, request.catalogue)
    }
    try output.write(writer.bytes)
    writer = JSONWriter()
    state.appendPast(to: &writer)
    try output.write(writer.bytes)
    try LedgerLines(state.ledger, request.catalogue).write { bytes throws(Message) in
      try output.write(bytes)
    }
    try output.write(state.otherLines)
    writer = JSONWriter()
    state.appendDays(to: &writer)
    state.seen.append(to: &writer)
    try output.write(writer.bytes)
  }

  /// Those that hold, and beside them those that half of the posts have.
  private func appendWeights(to writer: inout JSONWriter) {
    guard let active = state.activeTrial else { return }
    let pair = state.trialAndParent
    writer.line { line in
      line.add("kind", "weights")
      line.add("version", state.version)
      (pair?.parent ?? active).weights.append(to: &line)
      guard let trial = pair?.trial else { return }
      line.add("trial", trial.number)
      line.addObject("changed", trial.weights.append)
    }
  }

  /// What is to be tried next of each content type, several at a time.
  private func exploration() -> [ExplorationShares] {
    OrderedParallelMap.map(count: hours.count, threads: request.threads) { index in
      let own = hours[index]
      let stream = Checksum.hash("explore", own.contentType.name, "\(own.posts)")
      return ExplorationShares(
        request.exploration, epsilon: request.epsilon, own.evidence, own.contentType,
        random: SeededGenerator(seed: request.seed, stream: stream))
    }
  }
}
