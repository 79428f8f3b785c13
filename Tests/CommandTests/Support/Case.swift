import Foundation
import Testing

/// A run of a tool that is kept as a folder, Cases/<tool>/<case>.
///
/// `cmd` is a line of sh; `out`, `err` and `status` are what it must come to (a missing file means
/// nothing written, and status 0); all else is its input. The line runs in a copy of the folder.
struct Case: Sendable {
  /// Every folder that holds a `cmd`.
  static let all = Repository.names(in: folder).flatMap { tool in
    Repository.names(in: "\(folder)/\(tool)").map { Case(name: "\(tool)/\($0)") }
  }

  private static let folder = "Tests/CommandTests/Cases"

  /// The tool and the case: `sched-score/unknown-platform`.
  let name: String

  private var url: URL { Repository.root.appending(path: "\(Self.folder)/\(name)") }

  private func text(_ file: String) -> String? { Repository.text("\(Self.folder)/\(name)/\(file)") }
}

extension Case {
  /// Runs the line, and fails the test unless all comes out as the files say.
  func check() throws {
    let status = (text("status") ?? "0").trimmingCharacters(in: .whitespacesAndNewlines)
    try run().expect(
      out: text("out") ?? "", err: text("err") ?? "",
      status: try #require(Int32(status), "\(name)/status is not a number"))
  }

  /// Runs the line, and makes what comes out what must come out from now on.
  func accept() throws {
    let outcome = try run()
    let status = try #require(outcome.status, "\(outcome)")
    try keep(outcome.outBytes, in: "out")
    try keep(outcome.errBytes, in: "err")
    try keep(status == 0 ? [] : Array("\(status)\n".utf8), in: "status")
  }

  private func run() throws -> Outcome {
    let line = try #require(text("cmd"), "\(name)/cmd is missing")
    return try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: url)
      return try shell(line, directory: directory)
    }
  }

  private func keep(_ bytes: [UInt8], in file: String) throws {
    let file = url.appending(path: file)
    if !bytes.isEmpty {
      try Data(bytes).write(to: file)
    } else if FileManager.default.fileExists(atPath: file.path) {
      try FileManager.default.removeItem(at: file)
    }
  }
}

extension Case: CustomTestStringConvertible {
  var testDescription: String { name }
}
