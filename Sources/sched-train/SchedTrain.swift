import ArgumentParser
import SchedCore

@main
struct SchedTrain: FilterCommand {
  static let configuration = CommandConfiguration(
    commandName: "sched-train", abstract: "learn from a history of posts which hours do well",
    version: "sched-train \(schedVersion)")

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp("Read audience profiles from a YAML FILE.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var audience: String?

  @Option(
    help: ArgumentHelp("Hold out N fifths one after another.", valueName: "n"))
  var backtest = 1

  @Option(
    help: ArgumentHelp("Learn what a calendar in FILE says of dates.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var calendar: String?

  @Option(
    help: ArgumentHelp("Learn from the field NAME too (may be repeated).", valueName: "name"))
  var feature: [String] = []

  @Option(
    help: ArgumentHelp("Let a post count half after N days (default: never).", valueName: "n"))
  var halfLifeDays: Double?

  @Option(help: ArgumentHelp("Split at most N times in a row (default: no limit).", valueName: "n"))
  var maxDepth: Int?

  @Option(help: ArgumentHelp("Try N features for a split (default: a third).", valueName: "n"))
  var maxFeatures: Int?

  @Option(help: ArgumentHelp("Keep at least N samples in a leaf.", valueName: "n"))
  var minLeaf = 5

  @Option(
    help: ArgumentHelp("Learn nothing of a platform with fewer than N samples.", valueName: "n"))
  var minSamples = 50

  @Flag(help: "Learn raw figures, not ratios to the account's own level.")
  var noNormalize = false

  @Option(
    help: ArgumentHelp(
      "Leave out posts younger than N hours (default: four half-lives).", valueName: "n"))
  var settleHours: Double?

  @Option(
    help: ArgumentHelp(
      "Hold out the last fifth by time, or a random one: time or random.", valueName: "how"))
  var split = TrainingRun.Split.time

  @Option(
    help: ArgumentHelp(
      "Learn metrics.NAME in place of the platform's KPI composite.", valueName: "name"))
  var target: String?

  @Option(help: ArgumentHelp("Grow N trees.", valueName: "n"))
  var trees = 100

  @Option(
    name: .customLong("tz"),
    help: ArgumentHelp("Let audiences without zones live in ZONE.", valueName: "zone"))
  var zone = "UTC"

  func validate() throws {
    try checkName("--target", target)
    try checkRange("--max-depth", maxDepth, 1...1000)
    try checkRange("--max-features", maxFeatures, 1...4096)
    try checkRange("--min-leaf", minLeaf, 1...1_000_000)
    try checkRange("--min-samples", minSamples, 10...1_000_000_000)
    try checkRange("--trees", trees, 1...10_000)
    try checkRange("--backtest", backtest, 1...4)
    try checkRange("--half-life-days", halfLifeDays, 0.1...100_000)
    try checkRange("--settle-hours", settleHours, 0...100_000)
    if Set(feature).count < feature.count || feature.contains("") {
      throw ValidationError("--feature: each must be named, and once")
    }
  }

  func run(reporter: Reporter) throws(Message) -> ExitStatus {
    let zone = try CommonOptions.parse("--tz", zone, Zone.named)
    let catalogue = try common.catalogue()
    var audiences = AudienceProfiles(defaultZone: zone)
    if let audience {
      audiences = try AudienceProfiles(
        contentsOf: audience, defaultZone: zone, platformWords: catalogue.platformWords)
    }
    var training = TrainingRun(
      catalogue: catalogue, now: try common.instantNow(), zone: zone)
    training.rule.metric = target.map(catalogue.metric(ofTarget:))
    training.rule.isNormalized = !noNormalize
    training.setForest(
      trees: trees, leastLeaf: minLeaf, mostDepth: maxDepth, featuresPerSplit: maxFeatures,
      seed: common.seed, threads: common.threadCount,
      progress: common.workProgress(of: "trees", reporter: reporter))
    training.leastSamples = minSamples
    training.folds = backtest
    training.calendar = try calendar.map { path throws(Message) in try Calendar(contentsOf: path) }
    (training.settleHours, training.halfLifeDays) = (settleHours, halfLifeDays)
    training.split = split
    training.ownFeatures = feature
    let collectors = (0..<common.threadCount).map { _ in
      SampleCollector(
        catalogue: catalogue, audiences: audiences, ownFeatures: feature.map(OwnFeaturePath.init))
    }
    return try common.filterLoop(reporter: reporter).collect(with: collectors) {
      output throws(Message) in
      try training.write(collectors, to: output, reporter: reporter)
    }
  }
}

extension TrainingRun.Split: ExpressibleByArgument {}
