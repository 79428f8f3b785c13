import ArgumentParser
import SchedCore

@main
struct SchedScore: FilterCommand {
  static let configuration = CommandConfiguration(
    commandName: "sched-score", abstract: "score the hours at which posts could be published",
    version: "sched-score \(schedVersion)")

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp("Read audience profiles from a YAML FILE.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var audience: String?

  @Option(
    help: ArgumentHelp("Read weekends, holidays and seasons from a YAML FILE.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var calendar: String?

  @Option(
    help: ArgumentHelp("Lower the scores around the posts in FILE.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var recent: String?

  @Option(
    help: ArgumentHelp("Read what sched-feedback learned from FILE.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var params: String?

  @Option(help: ArgumentHelp("Score from INSTANT on (default: now).", valueName: "instant"))
  var from: String?

  @Option(help: ArgumentHelp("Score N days.", valueName: "n"))
  var days = 7

  @Option(
    help: ArgumentHelp("Score the next whole DAY, as wed, in place of days.", valueName: "day"))
  var day: String?

  @Option(
    name: .customLong("tz"),
    help: ArgumentHelp(
      "Name days and hours in ZONE; audiences without zones live there.", valueName: "zone"))
  var zone = "UTC"

  @Option(help: ArgumentHelp("Add the N best hours.", valueName: "n"))
  var top = 0

  @Flag(help: "Add to each best hour the factors that made it so.")
  var explain = false

  @Flag(help: "Write a line for each post and hour.")
  var flat = false

  @Flag(help: "Add windows, gap, cadence, quota, notes and sources.")
  var recommend = false

  @Option(
    help: ArgumentHelp(
      "Let ages and devices weigh W (default: 0.3, or as learned).", valueName: "w"))
  var weightDemographics: Double?

  @Option(
    help: ArgumentHelp(
      "Let the content type's habits weigh W (default: 0.2, or as learned).", valueName: "w"))
  var weightFormat: Double?

  @Option(
    help: ArgumentHelp("Let the calendar weigh W (default: 0.1, or as learned).", valueName: "w"))
  var weightSeason: Double?

  @Flag(help: "Print the built-in platforms as YAML, and read nothing.")
  var printPlatforms = false

  func validate() throws {
    try checkRange("--days", days, 1...366)
    try checkRange("--top", top, 0...10_000)
    try checkRange("--weight-demographics", weightDemographics, 0...1)
    try checkRange("--weight-format", weightFormat, 0...1)
    try checkRange("--weight-season", weightSeason, 0...1)
    if explain, top == 0 { throw ValidationError("--explain goes with --top") }
    if flat, top > 0 || recommend {
      throw ValidationError("--flat excludes --top and --recommend")
    }
  }

  func run(reporter: Reporter) throws(Message) -> ExitStatus {
    guard !printPlatforms else {
      try common.print(BuiltInPlatforms.yaml)
      return .success
    }
    try common.checkStandardInput([("--recent", recent), ("--params", params)])
    let request = try request(reporter)
    reporter.report(request.explanation)
    let workers = common.threadCount
    return try common.filterLoop(reporter: reporter).run { ScoreFilter(request, workers: workers) }
  }

  private func request(_ reporter: Reporter) throws(Message) -> ScoreRequest {
    let zone = try CommonOptions.parse("--tz", zone, Zone.named)
    let catalogue = try common.catalogue()
    let start = try from.map { text throws(Message) in
      try CommonOptions.parse("--from", text) { text throws(Message) in try Instant(rfc3339: text) }
    }
    let now = try common.instantNow()
    let span = try span(from: start ?? now, in: zone)
    var audiences = AudienceProfiles(defaultZone: zone)
    if let audience {
      audiences = try AudienceProfiles(
        contentsOf: audience, defaultZone: zone, platformWords: catalogue.platformWords)
    }
    var request = ScoreRequest(
      catalogue: catalogue, audiences: audiences, span: span, zone: zone)
    request.calendar = try calendar.map { path throws(Message) in try Calendar(contentsOf: path) }
    if let recent {
      request.recency = try RecentPosts.read(
        from: recent, catalogue: catalogue, maxLineBytes: common.maxLineBytes)
    }
    request.parameters = try common.parameters(
      params, catalogue: catalogue, reporter: reporter)
    func weights(_ learned: Parameters.Weights?) -> TimingWeights {
      let learned = TimingWeights(learned)
      return TimingWeights(
        demographics: weightDemographics ?? learned.demographics,
        format: weightFormat ?? learned.format, season: weightSeason ?? learned.season)
    }
    request.weights = weights(request.parameters.weights)
    request.trialWeights = request.parameters.trial.map { weights($0.weights) }
    request.top = top
    request.form = flat ? .flat : .fields
    request.explains = explain
    request.recommends = recommend
    return request
  }

  private func span(from start: Instant, in zone: Zone) throws(Message) -> HourSpan {
    guard let day else { return .hours(count: days * 24, from: start) }
    let weekday = try CommonOptions.parse("--day", day) { text throws(Message) in
      try Weekday(parsing: text)
    }
    return .next(weekday, from: start, in: zone)
  }
}
