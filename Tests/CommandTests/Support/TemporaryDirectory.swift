import Foundation

/// A new directory of its own for one test, removed when the test is through with it.
struct TemporaryDirectory {
  let path: String

  /// Runs `body` with a new directory, and removes the directory whatever happens.
  static func with<Result>(_ body: (TemporaryDirectory) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "sched-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(TemporaryDirectory(path: url.path))
  }

  /// The names of what is in the directory, hidden files too, sorted.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  func path(of name: String) -> String { "\(path)/\(name)" }

  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: path(of: name)))
  }

  func text(of name: String) throws -> String {
    try String(contentsOf: URL(filePath: path(of: name)), encoding: .utf8)
  }

  func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(of: name))))
  }

  /// Copies what is in a folder elsewhere into the directory, or into a new folder of it.
  func copy(contentsOf folder: URL, into name: String = "") throws {
    let target = URL(filePath: path(of: name))
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    for source in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      try FileManager.default.copyItem(
        at: folder.appending(path: source), to: target.appending(path: source))
    }
  }
}
