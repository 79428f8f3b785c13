import Foundation
import Testing

/// Keeps the folders of SchedCore in their layers, which the compiler cannot see: a file may name
/// what its own folder and lower layers declare, and nothing else.
struct LayerTests {
  /// Lowest first; folders of one layer do not know each other.
  private static let layers = [
    ["Diagnostics", "Numerics"], ["Solver", "JSON", "YAML", "CSV", "Time"],
    ["Filter", "Platforms", "Audience"], ["Records"], ["Timing", "Outcomes", "Constraints"],
    ["Planning", "Forest", "Feedback", "Import", "View"], ["Command"],
  ]

  private struct Source {
    let name: String
    let folder: String
    /// Its text without comments and string literals.
    let code: String
    let layer: Int?

    init(_ url: URL) throws {
      name = url.lastPathComponent
      let folder = url.deletingLastPathComponent().lastPathComponent
      self.folder = folder
      layer = LayerTests.layers.firstIndex { $0.contains(folder) }
      code = try String(contentsOf: url, encoding: .utf8)
        .replacing(#/"""(?s:.*?)"""|"(?:\\.|[^"\\\n])*"|//.*/#, with: "")
    }

    /// The types that other files can name: a declaration at the left margin.
    var declaredTypes: [String] {
      code.matches(
        of:
          #/(?m)^(?:package |final |indirect |@\w+ )*(?:struct|class|enum|actor|protocol|typealias) (\w+)/#
      )
      .map { String($0.1) }
    }

    /// Words that may be types, except members (`.Window`) and what the file itself declares.
    var namedTypes: Set<Substring> {
      let named = code.matches(of: #/(?:^|[^.\w])([A-Z]\w*)/#).map(\.1)
      let own = code.matches(of: #/(?:struct|class|enum|actor|protocol|typealias|case) (\w+)/#).map(
        \.1)
      return Set(named).subtracting(own)
    }

    var imports: [String] {
      code.matches(of: #/(?m)^(?:\w+ )*import (\w+)/#).map { String($0.1) }
    }
  }

  private static func sources() throws -> [Source] {
    let top = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
      .appending(path: "Sources/SchedCore")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: top.path)
    return try paths.filter { $0.hasSuffix(".swift") }.sorted()
      .map { try Source(top.appending(path: $0)) }
  }

  @Test
  func `a file names only types of its own folder and of lower layers`() throws {
    let sources = try Self.sources()
    var owners: [Substring: Source] = [:]
    for source in sources {
      for type in source.declaredTypes { owners[Substring(type)] = source }
    }
    #expect(owners.count > 10)
    for source in sources {
      let layer = try #require(source.layer, "\(source.folder) stands in no layer")
      for type in source.namedTypes {
        guard let owner = owners[type], owner.folder != source.folder else { continue }
        #expect(
          (owner.layer ?? .max) < layer,
          "\(source.folder)/\(source.name) names \(type) of \(owner.folder)/\(owner.name)")
      }
    }
  }

  @Test
  func `libyaml and ArgumentParser stay behind the files that wrap them`() throws {
    for source in try Self.sources() {
      let place = "\(source.folder)/\(source.name)"
      for module in source.imports {
        switch module {
        case "CLibYAML": #expect(source.name == "YAMLParser.swift", "\(place)")
        case "ArgumentParser": #expect(source.folder == "Command", "\(place)")
        default: #expect(module != "Foundation", "\(place): doubles the start-up time")
        }
      }
    }
  }
}
