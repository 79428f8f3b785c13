import Foundation
import Testing

/// A built tool, seen from outside.
struct Tool: Hashable, Sendable {
  /// Every tool of the toolkit, as the Makefile's TOOLS names them.
  static let all = [Tool("sched-score"), Tool("sched-plan")]
  /// Those that work line by line, for which the order of the lines and all foreign fields stay.
  static let lineByLine = [Tool("sched-score")]

  let name: String

  /// The executable.
  var path: String { Repository.products.appending(path: name).path }

  init(_ name: String) { self.name = name }

  /// Starts the tool, for tests that speak with it while it runs.
  /// - Parameters:
  ///   - arguments: the flags and operands.
  ///   - environment: variables beside PATH and LC_ALL=C; nothing of the caller's own gets in.
  ///   - directory: where the tool starts.
  ///   - secondsAllowed: after how long the tool is killed and the test fails.
  /// - Returns: the running tool; its `wait()` must be called.
  /// - Throws: when the system cannot start another process.
  func start(
    _ arguments: [String] = [], environment: [String: String] = [:],
    directory: TemporaryDirectory? = nil, secondsAllowed: Double = 60
  ) throws -> ChildProcess {
    try ChildProcess(
      [path] + arguments,
      environment: environment.merging(standardEnvironment) { own, _ in own },
      directory: directory?.path ?? "/", secondsAllowed: secondsAllowed)
  }

  /// Runs the tool to its end.
  func run(
    _ arguments: [String] = [], input: [UInt8] = [], environment: [String: String] = [:],
    directory: TemporaryDirectory? = nil, secondsAllowed: Double = 60
  ) throws -> Outcome {
    let child = try start(
      arguments, environment: environment, directory: directory, secondsAllowed: secondsAllowed)
    try child.write(input)
    return try child.wait()
  }

  /// Runs the tool to its end.
  func run(
    _ arguments: [String] = [], input: String, environment: [String: String] = [:],
    directory: TemporaryDirectory? = nil, secondsAllowed: Double = 60
  ) throws -> Outcome {
    try run(
      arguments, input: Array(input.utf8), environment: environment, directory: directory,
      secondsAllowed: secondsAllowed)
  }
}

extension Tool: CustomTestStringConvertible {
  var testDescription: String { name }
}

/// Runs a line of sh, in which the tools are known by their names.
func shell(
  _ line: String, input: String = "", environment: [String: String] = [:],
  directory: TemporaryDirectory? = nil, secondsAllowed: Double = 60
) throws -> Outcome {
  let child = try ChildProcess(
    ["/bin/sh", "-c", line],
    environment: environment.merging(standardEnvironment) { own, _ in own },
    directory: directory?.path ?? "/", secondsAllowed: secondsAllowed)
  try child.write(input.utf8)
  return try child.wait()
}

/// The same for every caller: TZ, TZDIR, SOURCE_DATE_EPOCH, LANG and the like stay outside.
private let standardEnvironment = [
  "PATH": "\(Repository.products.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "/bin")",
  "LC_ALL": "C",
]
