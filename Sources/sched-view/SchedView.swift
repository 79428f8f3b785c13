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

  @Option(help: ArgumentHelp("Call the calendar NAME.", valueName: "name"))
  var calendarName: String?

  @Option(
    help: ArgumentHelp(
      "Lay the table out for the program NAME (default: plain).", valueName: "name"))
  var layout: String?

  @Option(
    help: ArgumentHelp(
      "Add layouts, or override parts of them, from a YAML FILE.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var layouts: String?

  @Option(
    help: ArgumentHelp(
      "Write a table for each account, or channel, to FOLDER.", valueName: "folder"),
    completion: .directory)
  var split: String?

  @Flag(help: "Print the built-in layouts as YAML, and read nothing.")
  var printLayouts = false

  func validate() throws {
    try checkRange("--width", width, TextScreen.leastWidth...500)
    try checkName("--calendar-name", calendarName)
    try checkName("--metric", metric)
    if split != nil, common.output != nil {
      throw ValidationError("--split and -o exclude each other")
    }
    for (flag, isGiven, format) in [
      ("--split", split != nil, ViewRequest.Format.csv), ("--layout", layout != nil, .csv),
      ("--layouts", layouts != nil, .csv), ("--calendar-name", calendarName != nil, .ics),
      ("--width", width != nil, .text),
    ] where isGiven && to != format {
      throw ValidationError("\(flag) goes with --to \(format)")
    }
  }

  func run(reporter: Reporter) throws(Message) -> ExitStatus {
    guard !printLayouts else {
      try common.print(TableLayouts.builtInYAML)
      return .success
    }
    let request = try request()
    switch to {
    case .text, .svg, .html:
      return try common.filterLoop(reporter: reporter).run(ViewCollector(request))
    case .ics:
      let loop = try common.filterLoop(reporter: reporter)
      return try loop.run(
        CalendarExport(request: request, output: loop.output, reporter: reporter))
    case .csv: return try writeTable(request, reporter: reporter)
    }
  }

  private func writeTable(
    _ request: ViewRequest, reporter: Reporter
  ) throws(Message) -> ExitStatus {
    let catalogue = request.catalogue
    var known = try TableLayouts(catalogue: catalogue)
    if let layouts { known = try known.adding(contentsOf: layouts, catalogue: catalogue) }
    let layout = try CommonOptions.parse("--layout", layout ?? "plain", known.named)
    try layout.check(zone: request.zone)
    let loop = try common.filterLoop(reporter: reporter)
    let export = try TableExport(
      request: request, layout: layout, output: loop.output,
      folder: try split.map { path throws(Message) in try OutputFolder(path: path) },
      reporter: reporter)
    let status = try loop.run(export)
    guard let split, export.isEmpty else { return status }
    reporter.report(.noRecord(split))
    return .rejected
  }

  private func request() throws(Message) -> ViewRequest {
    var request = ViewRequest(catalogue: try common.catalogue(), now: try common.instantNow())
    request.zone = try zone.map { text throws(Message) in
      try CommonOptions.parse("--tz", text, Zone.named)
    }
    request.format = to
    request.grouping = by
    request.metric = metric
    request.calendarName = calendarName
    let terminal = common.terminal
    request.width = width ?? terminal.columns ?? 80
    request.hasColor = terminal.hasColor
    return request
  }
}

extension ViewRequest.Format: ExpressibleByArgument {}

extension ViewRequest.Grouping: ExpressibleByArgument {}
