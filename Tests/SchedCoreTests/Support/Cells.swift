import Foundation
import Testing

/// The bytes of a text, for as long as `body` runs.
func withBytes<Result>(
  of text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
) rethrows -> Result {
  try Array(text.utf8).withUnsafeBufferPointer(body)
}

/// Runs a program of Python on a document in JSON, and gives the document that it prints.
func python(_ program: String, on input: some Encodable) throws -> Data {
  let folder = FileManager.default.temporaryDirectory.appending(path: "sched-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: "input.json")
  try JSONEncoder().encode(input).write(to: file)
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["python3", "-c", program, file.path]
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0)
  return data
}

extension Trait where Self == ConditionTrait {
  /// Skips the test, and says so, where there is no Python.
  static var python: Self {
    .enabled("python3 is not installed") {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["python3", "-c", ""]
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus == 0
    }
  }
}
