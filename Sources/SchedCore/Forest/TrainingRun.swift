/// What `sched-train` does with a history: a model for each platform, judged on what it has not
/// seen, then learned from all.
package struct TrainingRun {
  package enum Split: String, CaseIterable, Sendable {
    case time, random
  }

  package var catalogue: PlatformCatalogue
  package var rule = OutcomeRule()
  package var options = ForestFit.Options()
  package var leastSamples = 50
  package var split = Split.time
  package var ownFeatures: [String] = []

  package init(catalogue: PlatformCatalogue) { self.catalogue = catalogue }

  /// Writes a model or a `skipped` record for each platform that has samples.
  package func write(
    _ collectors: [SampleCollector], to output: OutputFile, reporter: Reporter
  ) throws(Message) {
    var byPlatform = [[Sample]](repeating: [], count: catalogue.platforms.count)
    for sample in SampleCollector.merged(collectors) {
      byPlatform[catalogue.contentTypes[sample.identity.contentType].platform].append(sample)
    }
    let present = byPlatform.indices.filter { !byPlatform[$0].isEmpty }
    let samples = byPlatform
    let results = OrderedParallelMap.map(
      count: present.count, threads: options.threads
    ) { index in
      train(
        catalogue.platforms[present[index]], samples[present[index]], platforms: present.count)
    }
    options.progress?.finish()
    for result in results {
      result.messages.forEach(reporter.report)
      try output.write(result.lines)
    }
  }

  /// What is written, and what is said.
  private struct Result: Sendable {
    var lines: [UInt8]
    var messages: [Message]
  }

  private func train(_ platform: Platform, _ samples: [Sample], platforms: Int) -> Result {
    var messages: [Message] = []
    let scale = OutcomeScale(rule, weights: platform.kpiWeights, of: samples)
    let usable = samples.filter { scale.outcome($0) != nil }
    if usable.count < samples.count {
      let missing = samples.count - usable.count
      messages.append(.withoutMetrics(missing, of: samples.count, platform, rule))
    }
    guard usable.count >= leastSamples else {
      messages.append(.tooFew(usable.count, needed: leastSamples, platform))
      var line: [UInt8] = Array("{\"kind\":\"skipped\",\"platform\":".utf8)
      JSONString.append(platform.name, to: &line)
      line += Array(",\"samples\":\(usable.count),\"needed\":\(leastSamples)}\n".utf8)
      return Result(lines: line, messages: messages)
    }
    var own = self
    // The platforms share the threads.
    own.options.threads = max(1, options.threads / platforms)
    let model = PlatformTraining(own, platform, usable).model()
    messages.append(.trained(model))
    if !model.scores.beatsMean { messages.append(.doesNotBeatMean(model)) }
    return Result(lines: ModelWriter.lines(of: model), messages: messages)
  }
}

/// The training of one platform.
private struct PlatformTraining {
  private let run: TrainingRun
  private let platform: Platform
  private let samples: [Sample]
  private let space: FeatureSpace
  private let table: ForestFit.Samples

  init(_ run: TrainingRun, _ platform: Platform, _ samples: [Sample]) {
    (self.run, self.platform, self.samples) = (run, platform, samples)
    let types = platform.contentTypes.map { run.catalogue.contentTypes[$0] }
    let evidence = types.map(EvidenceCurve.values)
    let space = FeatureSpace(
      of: samples, contentTypes: types.map(\.name), ownNames: run.ownFeatures)
    self.space = space
    var columns = [[Float]](
      repeating: [Float](repeating: 0, count: samples.count), count: space.count)
    for (index, sample) in samples.enumerated() {
      let type = platform.contentTypes.firstIndex(of: sample.identity.contentType) ?? 0
      var row = space.row(of: sample, contentType: types[type].name)
      FeatureSpace.setTime(&row, localSecond: sample.localSecond, evidence: evidence[type])
      for feature in row.indices { columns[feature][index] = row[feature] }
    }
    table = ForestFit.Samples(
      columns: columns, categoryCounts: space.categoryCounts,
      contentTypeFeature: FeatureSpace.contentType, weekHourFeature: FeatureSpace.weekHour,
      evidence: evidence)
  }

  /// Which rows are learned from and which are held out: the last fifth, or a random one.
  private func parts() -> (learned: [Int], heldOut: [Int]) {
    var order = Array(samples.indices)
    if run.split == .random {
      var random = SeededGenerator(seed: run.options.seed, stream: 0x5911)
      order.shuffle(using: &random)
    }
    let count = samples.count - samples.count / 5
    return (order[..<count].sorted(), order[count...].sorted())
  }

  func model() -> PlatformModel {
    let (judged, fit) = judge()
    let scale = OutcomeScale(run.rule, weights: platform.kpiWeights, of: samples)
    let outcomes = samples.map { scale.outcome($0) ?? 0 }
    let learnedScale = learnedScale(for: outcomes)
    let targets = outcomes.map(learnedScale.learned)
    let final = ForestFit(
      table, rows: Array(samples.indices), targets: targets, options: run.options, like: fit)
    let types = samples.indices.map { Int(table.columns[FeatureSpace.contentType][$0]) }
    let calibration = Calibration(
      residuals: final.residuals, contentTypes: types, typeCount: table.evidence.count,
      scale: learnedScale)
    let outOfBag = zip(targets, final.residuals).map { $0 - $1 }
    var scores = judged
    scores.outOfBag = ModelScores.Score(
      r2: Statistics.r2(targets, outOfBag),
      mae: Statistics.meanAbsoluteError(
        outcomes, outOfBag.map { calibration.outcome($0, on: learnedScale) }))
    return PlatformModel(
      platform: platform.name, target: run.rule.name, isNormalized: run.rule.isNormalized,
      scale: learnedScale, features: space.features, bins: final.bins,
      contentTypes: space.contentTypes, levels: final.levels, effects: final.effects,
      calibration: calibration, forest: final.forest, importances: final.importances,
      scores: scores, samples: samples.count, seed: run.options.seed)
  }

  private func learnedScale(for outcomes: [Double]) -> LearnedScale {
    run.rule.isCount && !outcomes.contains { $0 < 0 } ? .counts : LearnedScale(for: outcomes)
  }

  /// Learns from one part and scores the other.
  ///
  /// A forest of a third of the trees is judged: it is a little worse than the one that is written
  /// (by 0.003 of R² at 100,000 rows), and costs a third.
  private func judge() -> (scores: ModelScores, fit: ForestFit) {
    let (learned, heldOut) = parts()
    let known = learned.map { samples[$0] }
    let scale = OutcomeScale(run.rule, weights: platform.kpiWeights, of: known)
    let knownOutcomes = known.map { scale.outcome($0) ?? 0 }
    let learnedScale = learnedScale(for: knownOutcomes)
    let knownTargets = knownOutcomes.map(learnedScale.learned)
    var options = run.options
    options.trees = max(1, (options.trees + 2) / 3)
    let fit = ForestFit(table, rows: learned, targets: knownTargets, options: options)
    let smear = Calibration(
      residuals: fit.residuals, contentTypes: learned.map { _ in 0 }, typeCount: 1,
      scale: learnedScale)
    let outcomes = heldOut.map { scale.outcome(samples[$0]) ?? 0 }
    let targets = outcomes.map(learnedScale.learned)
    func score(_ predictions: [Double]) -> ModelScores.Score {
      ModelScores.Score(
        r2: Statistics.r2(targets, predictions),
        mae: Statistics.meanAbsoluteError(
          outcomes, predictions.map { smear.outcome($0, on: learnedScale) }))
    }
    let baselines = Baselines(known, targets: knownTargets)
    let predictions = fit.predictions(table, rows: heldOut, threads: options.threads)
    let forest = score(predictions)
    let means = heldOut.map { baselines.accountMean(samples[$0]) }
    let scores = ModelScores(
      heldOut: heldOut.count, forest: forest,
      rankCorrelation: Statistics.rankCorrelation(targets, predictions),
      mean: score(means), table: score(heldOut.map { baselines.hourMean(samples[$0]) }),
      outOfBag: forest, beatsMean: Self.isBelow(targets, predictions, means))
    return (scores, fit)
  }

  /// Whether the squared errors of predictions are below those of others by more than the standard
  /// error of their difference.
  private static func isBelow(
    _ targets: [Double], _ predictions: [Double], _ others: [Double]
  ) -> Bool {
    let gains = targets.indices.map { index in
      let (own, other) = (targets[index] - predictions[index], targets[index] - others[index])
      return other * other - own * own
    }
    guard let mean = Statistics.mean(gains), gains.count > 1 else { return false }
    let squares = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let count = Double(gains.count)
    return mean > (squares / (count * (count - 1))).squareRoot()
  }
}

extension Message {
  private static func percent(_ share: Double) -> String {
    let tenths = (max(-99.9, share * 100) * 10).rounded() / 10
    return "\(tenths) %"
  }

  fileprivate static func withoutMetrics(
    _ count: Int, of all: Int, _ platform: Platform, _ rule: OutcomeRule
  ) -> Message {
    let wanted = rule.metric.map { "metrics.\($0)" } ?? "a metric of the platform's KPI"
    return Message(
      "\(count) of \(all) posts have no figure for \(wanted); nothing is learned from them",
      about: platform.name, level: .warning)
  }

  fileprivate static func tooFew(_ count: Int, needed: Int, _ platform: Platform) -> Message {
    Message(
      "\(count) samples, \(needed) needed; no forest for it", about: platform.name, level: .warning)
  }

  fileprivate static func trained(_ model: PlatformModel) -> Message {
    let scores = model.scores
    return Message(
      "\(model.samples) samples; of the variance of \(scores.heldOut) held out, the forest explains "
        + "\(percent(scores.forest.r2)), the account's mean \(percent(scores.mean.r2)), a table of "
        + "hours \(percent(scores.table.r2))", about: model.platform, level: .note)
  }

  fileprivate static func doesNotBeatMean(_ model: PlatformModel) -> Message {
    Message(
      "the forest does not beat the account's mean on the \(model.scores.heldOut) samples held out "
        + "(R² \(rounded(model.scores.forest.r2)) against \(rounded(model.scores.mean.r2))); "
        + "predictions will lean on the published figures", about: model.platform, level: .warning)
  }

  private static func rounded(_ value: Double) -> Double {
    (max(-1000, value) * 1000).rounded() / 1000
  }
}
