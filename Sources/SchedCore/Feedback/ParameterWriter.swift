/// Writes a parameter file: what other tools read first, then what a person reads, then what only
/// the next cycle reads.
struct ParameterWriter {
  private let state: FeedbackState
  private let report: Cycle.Report?
  private let request: FeedbackRequest

  init(_ state: FeedbackState, _ report: Cycle.Report?, _ request: FeedbackRequest) {
    (self.state, self.report, self.request) = (state, report, request)
  }

  func write(to output: OutputFile) throws(Message) {
    var writer = JSONWriter()
    state.appendHeader(to: &writer)
    if let trial = state.activeTrial {
      writer.line { line in
        line.add("kind", "weights")
        line.add("version", state.version)
        trial.weights.append(to: &line)
      }
    }
    state.appendLimits(to: &writer)
    for (contentType, shares) in exploration() {
      let platform = state.weeks[contentType]?.platform ?? ""
      shares.append(to: &writer, platform: platform, contentType: contentType)
    }
    report?.validation?.append(to: &writer, cycle: state.cycle)
    for analysis in report?.analyses ?? [] { analysis.append(to: &writer, cycle: state.cycle) }
    for version in state.versions.reversed() { version.append(to: &writer) }
    for trial in state.trials { trial.append(to: &writer) }
    for record in state.kpis { record.append(to: &writer) }
    for (type, week) in state.weeks.sorted(by: { $0.key < $1.key }) {
      week.append(to: &writer, contentType: type)
    }
    try output.write(writer.bytes)
    writer = JSONWriter()
    state.appendBaselines(to: &writer)
    try output.write(writer.bytes)
    writer = JSONWriter()
    state.appendDays(to: &writer)
    state.seen.append(to: &writer)
    try output.write(writer.bytes)
  }

  /// What is to be tried next of each content type of which anything is known, several at a time.
  private func exploration() -> [(contentType: String, shares: ExplorationShares)] {
    let types = request.catalogue.contentTypes.filter { state.weeks[$0.name] != nil }
      .sorted { $0.name < $1.name }
    let shares = OrderedParallelMap.map(count: types.count, threads: request.threads) { index in
      let type = types[index]
      let stream = Checksum.hash("explore", type.name, "\(state.cycle)")
      return ExplorationShares(
        request.exploration, epsilon: request.epsilon,
        state.weeks[type.name]?.evidence ?? DaypartEvidence(), type,
        random: SeededGenerator(seed: request.seed, stream: stream))
    }
    return zip(types, shares).map { ($0.name, $1) }
  }
}
