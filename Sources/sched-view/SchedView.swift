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

  func run(reporter: Reporter) throws(Message) -> ExitStatus {
    .success
  }
}

extension ViewRequest.Format: ExpressibleByArgument {}
