import ArgumentParser
import SchedCore

@main
struct SchedPredict: FilterCommand {
  static let configuration = CommandConfiguration(
    commandName: "sched-predict", abstract: "predict how posts would do at each hour",
    version: "sched-predict \(schedVersion)")

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp("Predict the hour in FIELD of each record alone.", valueName: "field"))
  var at: PredictedField?

  @Option(
    help: ArgumentHelp("Read audience profiles from a YAML FILE.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var audience: String?

  @Option(
    help: ArgumentHelp("Read weekends, holidays and seasons from a YAML FILE.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var calendar: String?

  @Option(
    help: ArgumentHelp("Let intervals hold the outcome with probability P.", valueName: "p"))
  var coverage = 0.8

  @Option(help: ArgumentHelp("Predict N days.", valueName: "n"))
  var days = 7

  @Flag(help: "Add the features that moved a prediction most.")
  var explain = false

  @Option(
    help: ArgumentHelp("Put a random hour first with probability EPSILON.", valueName: "epsilon"))
  var explore = 0.0

  @Option(help: ArgumentHelp("Predict from INSTANT on (default: now).", valueName: "instant"))
  var from: String?

  @Option(
    help: ArgumentHelp("Keep N hours between two predictions of a post.", valueName: "n"))
  var minGapHours = 0

  @Option(
    help: ArgumentHelp("Read the model in FILE (may be repeated).", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var model: [String] = []

  @Option(
    help: ArgumentHelp("Read what sched-feedback learned from FILE.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var params: String?

  @Option(
    help: ArgumentHelp("Lower the scores around the posts in FILE.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var recent: String?

  @Option(help: ArgumentHelp("Add the N best hours.", valueName: "n"))
  var top = 5

  @Option(
    name: .customLong("tz"),
    help: ArgumentHelp(
      "Name days and hours in ZONE; audiences without zones live there.", valueName: "zone"))
  var zone = "UTC"

  func validate() throws {
    try checkRange("--days", days, 1...366)
    try checkRange("--top", top, 0...10_000)
    try checkRange("--min-gap-hours", minGapHours, 0...8784)
    try checkRange("--coverage", coverage, 0.01...0.99)
    try checkRange("--explore", explore, 0...1)
    if at != nil, explore > 0 { throw ValidationError("--at and --explore exclude each other") }
  }

  func run(reporter: Reporter) throws(Message) -> ExitStatus {
    try common.checkStandardInput(model.map { ("--model", $0) } + [("--params", params)])
    let models = try models()
    models.warning.map(reporter.report)
    models.explanation.map(reporter.report)
    var request = try request(reporter)
    request.models = models.models
    // Made here, so that a model that does not fit is told before anything is written.
    let filters = try (0..<common.threadCount).map { _ throws(Message) in
      try PredictFilter(request, workers: common.threadCount)
    }
    var rest = filters[...]
    return try common.filterLoop(reporter: reporter).run { rest.removeFirst() }
  }

  private func models() throws(Message) -> ModelUnion {
    var union = ModelUnion()
    for path in model { try union.add(contentsOf: path, threads: common.threadCount) }
    return union
  }

  private func request(_ reporter: Reporter) throws(Message) -> PredictRequest {
    let zone = try CommonOptions.parse("--tz", zone, Zone.named)
    let catalogue = try common.catalogue()
    let start = try from.map { text throws(Message) in
      try CommonOptions.parse("--from", text) { text throws(Message) in try Instant(rfc3339: text) }
    }
    let now = try common.instantNow()
    var audiences = AudienceProfiles(defaultZone: zone)
    if let audience {
      audiences = try AudienceProfiles(
        contentsOf: audience, defaultZone: zone, platformWords: catalogue.platformWords)
    }
    var request = PredictRequest(
      catalogue: catalogue, audiences: audiences,
      span: .hours(count: days * 24, from: start ?? now), zone: zone)
    (request.top, request.minGapHours, request.coverage) = (top, minGapHours, coverage)
    (request.exploration, request.explains, request.seed) = (explore, explain, common.seed)
    request.at = at?.name
    request.calendar = try calendar.map { path throws(Message) in try Calendar(contentsOf: path) }
    if let recent {
      request.recency = try RecentPosts.read(
        from: recent, catalogue: catalogue, maxLineBytes: common.maxLineBytes)
    }
    request.parameters = try common.parameters(
      params, catalogue: catalogue, reporter: reporter)
    return request
  }
}

/// A field of the record that holds an instant.
enum PredictedField: String, CaseIterable, ExpressibleByArgument {
  case postedAt = "posted_at"
  case scheduledAt = "scheduled_at"
  case notBefore = "not_before"
  case deadline

  var name: FieldName {
    switch self {
    case .postedAt: PostField.postedAt
    case .scheduledAt: PostField.scheduledAt
    case .notBefore: PostField.notBefore
    case .deadline: PostField.deadline
    }
  }
}
