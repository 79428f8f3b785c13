import Foundation
import Testing

/// A built tool, seen from outside.
struct Tool: Hashable, Sendable {
  /// Every tool of the toolkit, as the Makefile's TOOLS names them.
  static let all = [
    Tool("sched-score"), Tool("sched-plan"), Tool("sched-train"), Tool("sched-predict"),
    Tool("sched-feedback"), Tool("sched-import"), Tool("sched-view"),
  ]

  /// Those that write on each post that they read; two of the others write what they learned from
  /// all, one makes the posts, and one shows them.
  static let filters = all.filter {
    !["sched-train", "sched-feedback", "sched-import", "sched-view"].contains($0.name)
  }

  /// Those that write a record of each post that they read.
  static let recordWriters = filters + [Tool("sched-import")]

  /// Those that write each line as it comes; the others read all of them first.
  static let streaming = filters.filter { $0.name != "sched-plan" }

  let name: String

  /// The executable.
  var path: String { Repository.products.appending(path: name).path }

  init(_ name: String) { self.name = name }

  /// The shortest post that the tool reads, which `{"platform":"x"` begins in what it writes.
  var post: String {
    name == "sched-import"
      ? #"{"platform":"x","posted_at":"2026-11-02T09:00:00Z"}"# : #"{"platform":"x"}"#
  }

  /// A post that the tool rejects.
  var bad: String { post.replacing(#""x""#, with: #""instagran""#) }

  /// Flags under which the tool says nothing where nothing is wrong.
  var quietly: [String] { name == "sched-import" ? ["-q"] : [] }

  /// The tool as a command of sh that says nothing where nothing is wrong.
  var command: String { ([name] + quietly).joined(separator: " ") }

  /// Flags under which the tool does the same to every post of a platform, and keeps their order.
  var evenly: [String] {
    // There is no slot in that second, so no post takes another's.
    name == "sched-plan"
      ? [
        "-q", "--input-order", "--from", "2026-11-23T00:00:01Z", "--until", "2026-11-23T00:00:02Z",
      ] : quietly
  }

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
private let standardEnvironment = {
  let own = ProcessInfo.processInfo.environment
  var environment = [
    "PATH": "\(Repository.products.path):\(own["PATH"] ?? "/bin")", "LC_ALL": "C",
  ]
  // Where a tool that is built for coverage puts its counts, else into its working directory, and
  // what one with a sanitizer does.
  for name in ["LLVM_PROFILE_FILE", "ASAN_OPTIONS", "TSAN_OPTIONS"] {
    environment[name] = own[name]
  }
  return environment
}()
