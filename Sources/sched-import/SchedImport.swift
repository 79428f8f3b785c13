import ArgumentParser
import SchedCore

@main
struct SchedImport: FilterCommand {
  static let configuration = CommandConfiguration(
    commandName: "sched-import", abstract: "make records of exports of platforms and tools",
    version: "sched-import \(schedVersion)")

  @OptionGroup var common: CommonOptions

  @Option(help: ArgumentHelp("Treat every file as one of SOURCE.", valueName: "source"))
  var from: String?

  @Option(
    name: .customLong("tz"),
    help: ArgumentHelp("Read local times in ZONE, and show hours there.", valueName: "zone"))
  var zone: String?

  @Option(
    help: ArgumentHelp(
      "Add sources, or override parts of them, from a YAML FILE.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var sources: String?

  @Option(help: ArgumentHelp("Name the account of all rows NAME.", valueName: "name"))
  var account: String?

  @Option(
    help: ArgumentHelp("Take PLATFORM for rows that name none.", valueName: "platform"))
  var platform: String?

  @Option(
    help: ArgumentHelp(
      "Begin fractions with MARK where a column does not tell.", valueName: "mark")
  )
  var decimal: NumberStyle?

  @Option(
    help: ArgumentHelp(
      "Read dates in ORDER where a column does not tell.", valueName: "order"))
  var dateOrder: DateOrder?

  @Option(
    help: ArgumentHelp(
      "Say that the figures were read at INSTANT (default: when they are used).",
      valueName: "instant"))
  var measuredAt: String?

  @Flag(help: "Print the columns of each file, and a source to begin with, as YAML.")
  var describe = false

  @Flag(help: "Print the built-in sources as YAML, and read nothing.")
  var printSources = false

  func validate() throws {
    try checkName("--account", account)
    try checkName("--from", from)
  }

  func run(reporter: Reporter) throws(Message) -> ExitStatus {
    guard !printSources else {
      try common.print(ImportSources.builtInYAML)
      return .success
    }
    let request = try request()
    guard !describe else {
      try common.print(
        try ForeignDescription(request, maxRecordBytes: common.maxLineBytes).text(of: common.files))
      return .success
    }
    let output = try common.importOutput(
      reporter: reporter, catalogue: request.catalogue)
    return try Importer(request, output: output).run(common.files)
  }

  private func request() throws(Message) -> ImportRequest {
    let catalogue = try common.catalogue()
    var known = try ImportSources(catalogue: catalogue)
    if let sources { known = try known.adding(contentsOf: sources, catalogue: catalogue) }
    var request = ImportRequest(sources: known, catalogue: catalogue)
    request.zone = try zone.map { text throws(Message) in
      try CommonOptions.parse("--tz", text, Zone.named)
    }
    request.measuredAt = try measuredAt.map { text throws(Message) in
      try CommonOptions.parse("--measured-at", text) { text throws(Message) in
        try Instant(rfc3339: text)
      }
    }
    request.now = try common.instantNow()
    (request.from, request.account, request.platform) = (from, account, platform)
    (request.decimal, request.dateOrder) = (decimal, dateOrder)
    return request
  }
}
