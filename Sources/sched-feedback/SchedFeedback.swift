import ArgumentParser
import SchedCore

@main
struct SchedFeedback: FilterCommand {
  static let configuration = CommandConfiguration(
    commandName: "sched-feedback",
    abstract: "measure how posts did, and adjust what the other tools go by",
    version: "sched-feedback \(schedVersion)")

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp("Read audience profiles from a YAML FILE.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var audience: String?

  @Option(help: ArgumentHelp("Try any hour with probability EPSILON.", valueName: "epsilon"))
  var epsilon = 0.1

  @Option(
    help: ArgumentHelp(
      "Choose the hours to try by METHOD: epsilon, ucb or thompson.", valueName: "method"))
  var exploration: ExplorationMethod = .thompson

  @Option(help: ArgumentHelp("Keep each post for N days, then only sums.", valueName: "n"))
  var forgetDays = 400

  @Flag(help: "Measure and learn, but leave weights and limits as they are.")
  var freeze = false

  @Option(help: ArgumentHelp("Halve the weight of outcomes every N days.", valueName: "n"))
  var halfLifeDays = 730.0

  @Flag(help: "Replace the file of --params, one run at a time.")
  var inPlace = false

  @Option(
    help: ArgumentHelp("Go on from the parameters in FILE.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var params: String?

  @Option(help: ArgumentHelp("Forget PART: all, dayparts, limits or weights.", valueName: "part"))
  var reset: FeedbackState.Part?

  @Option(
    help: ArgumentHelp(
      "Take changed weights back when they do harm with probability P.", valueName: "p"))
  var rollbackProbability = 0.95

  @Option(
    help: ArgumentHelp(
      "Judge posts by metrics.NAME in place of the platform's KPI composite.", valueName: "name"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "Tell when a figure passes NAME=NUMBER (may be repeated).", valueName: "bound"))
  var threshold: [String] = []

  @Option(
    help: ArgumentHelp("Read thresholds from a YAML FILE.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var thresholds: String?

  @Option(
    help: ArgumentHelp("Call a post on time within N minutes of its slot.", valueName: "n"))
  var tolerance = 5.0

  @Option(
    help: ArgumentHelp("Accept changed weights after N outcomes at the earliest.", valueName: "n"))
  var trialPosts = 100

  @Option(
    name: .customLong("tz"),
    help: ArgumentHelp("Let audiences without zones live in ZONE.", valueName: "zone"))
  var zone = "UTC"

  @Option(
    help: ArgumentHelp(
      "Set weights of audience, format and season; try them on half of the posts.",
      valueName: "d,f,s"))
  var weights: String?

  func validate() throws {
    try checkName("--target", target)
    try checkRange("--epsilon", epsilon, 0...1)
    try checkRange("--forget-days", forgetDays, 1...36_500)
    try checkRange("--half-life-days", halfLifeDays, 1...36_500)
    try checkRange("--rollback-probability", rollbackProbability, 0.5...1)
    try checkRange("--tolerance", tolerance, 0.01...100_000)
    try checkRange("--trial-posts", trialPosts, 1...1_000_000)
    if inPlace, params == nil { throw ValidationError("--in-place goes with --params") }
    if inPlace, common.output != nil {
      throw ValidationError("--in-place and -o exclude each other")
    }
  }

  func run(reporter: Reporter) throws(Message) -> ExitStatus {
    try common.checkStandardInput([("--params", params)])
    let zone = try CommonOptions.parse("--tz", zone, Zone.named)
    var request = try request(zone)
    var audiences = AudienceProfiles(defaultZone: zone)
    if let audience {
      audiences = try AudienceProfiles(
        contentsOf: audience, defaultZone: zone, platformWords: request.catalogue.platformWords)
    }
    request.audiences = audiences
    let collectors = (0..<common.threadCount).map { _ in
      ResultCollector(request, audiences: audiences)
    }
    let replaced = inPlace ? OutputFlag("--params", params) : nil
    try common.checkFiles(replacing: replaced)
    let run = try FeedbackRun(
      request, after: params, inPlace: inPlace, reset: reset, maxLineBytes: common.maxLineBytes,
      reporter: reporter)
    var loop = try common.filterLoop(reporter: reporter, replacing: replaced)
    loop.replacesByNothing = inPlace || reset != nil
    // The lock is held until the file has its name.
    defer { withExtendedLifetime(run) {} }
    return try loop.collect(with: collectors) { output throws(Message) in
      try run.write(collectors, to: output)
    }
  }

  private func request(_ zone: Zone) throws(Message) -> FeedbackRequest {
    var request = FeedbackRequest(catalogue: try common.catalogue(), now: try common.instantNow())
    request.rule.metric = target.map(request.catalogue.metric(ofTarget:))
    request.zone = zone.name
    if let thresholds { request.thresholds = try Thresholds(contentsOf: thresholds) }
    for text in threshold {
      try CommonOptions.parse("--threshold", text) { text throws(Message) in
        try request.thresholds.set(text)
      }
    }
    request.toleranceSeconds = tolerance * 60
    (request.halfLifeDays, request.forgetDays) = (halfLifeDays, forgetDays)
    (request.rollbackProbability, request.trialPosts) = (rollbackProbability, trialPosts)
    (request.exploration, request.epsilon) = (exploration, epsilon)
    (request.isFrozen, request.seed) = (freeze, common.seed)
    request.threads = common.threadCount
    request.weights = try weights.map { text throws(Message) in
      try CommonOptions.parse("--weights", text, Parameters.Weights.init(parsing:))
    }
    return request
  }
}

extension ExplorationMethod: ExpressibleByArgument {}

extension FeedbackState.Part: ExpressibleByArgument {}
