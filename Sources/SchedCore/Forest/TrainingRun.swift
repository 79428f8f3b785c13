/// What `sched-train` does with a history: a model for each platform, judged on what it has not
/// seen, then learned from all.
package struct TrainingRun: Sendable {
  package enum Split: String, CaseIterable, Sendable {
    case time, random
  }

  package var catalogue: PlatformCatalogue
  package var rule = OutcomeRule()
  var options = ForestFit.Options()
  package var leastSamples = 50
  package var split = Split.time
  /// How many fifths are held out one after another.
  package var folds = 1
  package var ownFeatures: [String] = []
  package var calendar: Calendar?
  /// When figures were read that do not say so.
  package var now: Instant
  /// The age in hours from which on a post counts; nil for the platform's own.
  package var settleHours: Double?
  package var halfLifeDays: Double?
  /// Where audiences live that name no zone.
  package var zone: Zone

  package init(catalogue: PlatformCatalogue, now: Instant, zone: Zone) {
    (self.catalogue, self.now, self.zone) = (catalogue, now, zone)
  }

  /// How the forest is grown.
  package mutating func setForest(
    trees: Int, leastLeaf: Int, mostDepth: Int?, featuresPerSplit: Int?, seed: UInt64,
    threads: Int, progress: Progress?
  ) {
    options = ForestFit.Options(
      trees: trees, leastLeaf: leastLeaf, mostDepth: mostDepth ?? .max,
      featuresPerSplit: featuresPerSplit, seed: seed, threads: threads, progress: progress)
  }

  /// Writes a model or a `skipped` record for each platform that has samples.
  package func write(
    _ collectors: [SampleCollector], to output: OutputFile, reporter: Reporter
  ) throws(Message) {
    let read = SampleCollector.merged(collectors)
    let settled = SettledPosts(
      read.lazy.map(\.post), order: { read[$0].number }, now: now, settleHours: settleHours,
      catalogue: catalogue)
    if settled.hasMixedIDs { reporter.report(.mixedIDs) }
    var byPlatform = [[Sample]](repeating: [], count: catalogue.platforms.count)
    for index in settled.indices { byPlatform[platform(of: read[index])].append(read[index]) }
    let present = Set(read.map(platform)).sorted()
    let samples = byPlatform
    let results = OrderedParallelMap.map(
      count: present.count, threads: options.threads
    ) { index in
      let platform = present[index]
      let report = TrainingReport(
        duplicates: settled.duplicates[platform] ?? 0, waiting: settled.waiting[platform] ?? 0)
      return train(
        catalogue.platforms[platform], samples[platform], report, platforms: present.count)
    }
    options.progress?.finish()
    for result in results {
      result.messages.forEach(reporter.report)
      try output.write(result.lines)
    }
  }

  /// Whether figures are told as they are, so that the mean is expected and not the typical one.
  func isMean(_ all: PlatformSamples) -> Bool { !rule.isNormalized && !all.outcomes.isPlain }

  private func platform(of sample: Sample) -> Int {
    catalogue.contentTypes[sample.identity.contentType].platform
  }

  /// What is written, and what is said.
  private struct Result: Sendable {
    var lines: [UInt8]
    var messages: [Message]
  }

  private func train(
    _ platform: Platform, _ samples: [Sample], _ report: TrainingReport, platforms: Int
  ) -> Result {
    var report = report
    var outcomes = Outcomes(OutcomeColumns(samples.lazy.map(\.post)), rule, of: platform)
    let usable = samples.indices.filter(outcomes.isUsable)
    report.count(samples, outcomes, usable: usable, rule, of: platform)
    guard usable.count >= leastSamples else {
      var line: [UInt8] = Array("{\"kind\":\"skipped\",\"platform\":".utf8)
      JSONString.append(platform.name, to: &line)
      line += Array(",\"samples\":\(usable.count),\"needed\":\(leastSamples)}\n".utf8)
      return Result(
        lines: line, messages: report.messages(of: platform, tooFewFor: leastSamples))
    }
    let kept = usable.count < samples.count ? usable.map { samples[$0] } : samples
    if kept.count < samples.count {
      outcomes = Outcomes(OutcomeColumns(kept.lazy.map(\.post)), rule, of: platform)
    }
    let all = PlatformSamples(
      platform, kept, outcomes, catalogue: catalogue, ownNames: ownFeatures, calendar: calendar,
      halfLifeDays: halfLifeDays)
    var own = self
    // The platforms share the threads.
    own.options.threads = max(1, options.threads / platforms)
    let model = PlatformTraining(own, all).model()
    return Result(
      lines: ModelWriter.lines(of: model), messages: report.messages(of: model, all))
  }
}
