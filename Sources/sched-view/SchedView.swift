import ArgumentParser
import SchedCore

@main
struct SchedView: FilterCommand {
  static let configuration = CommandConfiguration(
    commandName: "sched-view", abstract: "show records to people, and hand plans to other programs",
    version: "sched-view \(schedVersion)")

  @OptionGroup var common: CommonOptions

  @Option(help: ArgumentHelp("Write FORMAT: text, svg, html, ics or csv.", valueName: "format"))
  var to: ViewRequest.Format = .text

  @Option(
    name: .customLong("tz"),
    help: ArgumentHelp("Show local times of ZONE (default: UTC).", valueName: "zone"))
  var zone: String?

  @Option(
    help: ArgumentHelp(
      "Draw a map for each GROUP: account, platform or content_type.", valueName: "group"))
  var by: ViewRequest.Grouping?

  @Option(
    help: ArgumentHelp(
      "Show medians of METRIC of a history (default: the one most posts have).",
      valueName: "metric"))
  var metric: String?

  @Option(
    help: ArgumentHelp("Fit text into N columns (default: the terminal's, or 80).", valueName: "n"))
  var width: Int?

  func validate() throws {
    try checkRange("--width", width, TextScreen.leastWidth...500)
  }

  func run(reporter: Reporter) throws(Message) -> ExitStatus {
    let request = try request()
    return try common.filterLoop(reporter: reporter).run(ViewCollector(request))
  }

  private func request() throws(Message) -> ViewRequest {
    var request = ViewRequest(catalogue: try common.catalogue(), now: try common.instantNow())
    request.zone = try zone.map { text throws(Message) in
      try CommonOptions.parse("--tz", text, Zone.named)
    }
    request.format = to
    request.grouping = by
    request.metric = metric
    let terminal = common.terminal
    request.width = width ?? terminal.columns ?? 80
    request.hasColor = terminal.hasColor
    return request
  }
}

extension ViewRequest.Format: ExpressibleByArgument {}

extension ViewRequest.Grouping: ExpressibleByArgument {}
