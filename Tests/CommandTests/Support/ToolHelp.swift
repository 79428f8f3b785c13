import Foundation
import Testing

/// What a tool says of itself: `--experimental-dump-help`, which ArgumentParser writes as JSON.
struct ToolHelp: Decodable {
  struct Command: Decodable {
    let abstract: String
    let arguments: [Argument]
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String

      var flag: String { kind == "long" ? "--\(name)" : "-\(name)" }
    }

    /// Absent for operands.
    let names: [Name]?
    let shouldDisplay: Bool
  }

  let command: Command

  init(of tool: Tool) throws {
    let outcome = try tool.run(["--experimental-dump-help"])
    try #require(outcome.status == 0, "\(outcome)")
    self = try JSONDecoder().decode(ToolHelp.self, from: Data(outcome.outBytes))
  }

  /// The flags that `--help` shows, each with all its spellings.
  var flags: Set<Set<String>> {
    Set(
      command.arguments.filter(\.shouldDisplay).compactMap(\.names)
        .map { Set($0.map(\.flag)) })
  }
}
