import ArgumentParser
import SchedCore

@main
struct SchedPlan: FilterCommand {
  static let configuration = CommandConfiguration(
    commandName: "sched-plan", abstract: "give each post its slot, or the reason why it has none",
    version: "sched-plan \(schedVersion)")

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp("Read the rules from a YAML FILE.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var constraints: String?

  @Option(
    help: ArgumentHelp("Plan around the posts in FILE, which stay.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var existing: String?

  @Option(
    help: ArgumentHelp("Narrow every post by the job in a YAML FILE.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var job: String?

  @Option(
    help: ArgumentHelp(
      "Read audience profiles from a YAML FILE, for posts without scores.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var audience: String?

  @Option(
    help: ArgumentHelp(
      "Read weekends, holidays and seasons from a YAML FILE, likewise.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var calendar: String?

  @Option(
    help: ArgumentHelp("Read what sched-feedback learned from FILE.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var params: String?

  @Option(help: ArgumentHelp("Plan from INSTANT on (default: now).", valueName: "instant"))
  var from: String?

  @Option(help: ArgumentHelp("Plan until before INSTANT.", valueName: "instant"))
  var until: String?

  @Option(help: ArgumentHelp("Plan N days, where there is no --until.", valueName: "n"))
  var days = 14

  @Option(help: ArgumentHelp("Search as long as: fast, normal or best.", valueName: "effort"))
  var effort: SolverEffort = .normal

  @Flag(help: "Deal the slots of interchangeable posts by lot.")
  var experiment = false

  @Flag(help: "Keep the order of the input.")
  var inputOrder = false

  @Flag(help: "Keep the scores of the posts.")
  var keepScores = false

  @Flag(help: "Give posts whose slot passed unused a new one.")
  var replanOverdue = false

  @Flag(help: "Add why each post stands where it does.")
  var explain = false

  @Option(
    name: .customLong("tz"),
    help: ArgumentHelp(
      "Add the local time of each slot, as the clocks of ZONE show it.", valueName: "zone"))
  var zone: String?

  @Option(
    help: ArgumentHelp("Write the plan's figures to FILE, as a line of JSON.", valueName: "file"),
    completion: .file())
  var summary: String?

  func validate() throws {
    try checkRange("--days", days, 1...3660)
  }

  func run(reporter: Reporter) throws(Message) -> ExitStatus {
    try common.checkStandardInput([("--existing", existing), ("--params", params)])
    let request = try request(reporter)
    let summary = summary.map { OutputFlag("--summary", $0) }
    let loop = try common.filterLoop(reporter: reporter, beside: summary.map { [$0] } ?? [])
    let run = try PlanRun(
      request, existing: existing, summary: loop.others.first, maxLineBytes: common.maxLineBytes,
      reporter: reporter, progress: common.workProgress(of: "accounts", reporter: reporter))
    return try loop.run(run)
  }

  private func request(_ reporter: Reporter) throws(Message) -> PlanRequest {
    let catalogue = try common.catalogue()
    var rules = try Constraints(catalogue: catalogue)
    if let constraints {
      rules = try Constraints(contentsOf: constraints, catalogue: catalogue)
    }
    let now = try common.instantNow()
    let start = try instant("--from", from) ?? now
    let end = try instant("--until", until) ?? start.adding(seconds: Int64(days) * 86_400)
    guard start < end else { throw .endsBeforeItBegins(end, start) }
    var audiences = AudienceProfiles(defaultZone: rules.zone)
    if let audience {
      audiences = try AudienceProfiles(
        contentsOf: audience, defaultZone: rules.zone, platformWords: catalogue.platformWords)
    }
    var request = PlanRequest(
      catalogue: catalogue, constraints: rules, audiences: audiences, from: start, until: end,
      now: now)
    request.calendar = try calendar.map { path throws(Message) in try Calendar(contentsOf: path) }
    request.job = try job.map { path throws(Message) in try BulkJob(contentsOf: path) }
    request.parameters = try common.parameters(
      params, catalogue: catalogue, reporter: reporter)
    request.seed = common.seed
    request.effort = effort
    request.threads = common.threadCount
    request.keepsInputOrder = inputOrder
    request.keepsScores = keepScores
    request.explains = explain
    request.replansOverdue = replanOverdue
    request.dealsByLot = experiment
    request.zone = try zone.map { text throws(Message) in
      try CommonOptions.parse("--tz", text, Zone.named)
    }
    return request
  }

  private func instant(_ flag: String, _ text: String?) throws(Message) -> Instant? {
    guard let text else { return nil }
    return try CommonOptions.parse(flag, text) { text throws(Message) in
      try Instant(rfc3339: text)
    }
  }
}

extension SolverEffort: ExpressibleByArgument {}

extension Message {
  fileprivate static func endsBeforeItBegins(_ until: Instant, _ from: Instant) -> Message {
    Message("\(until) is not after --from \(from)", about: "--until", status: .usage)
  }
}
