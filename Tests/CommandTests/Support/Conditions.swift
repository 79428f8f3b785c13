import Foundation
import Testing

extension Trait where Self == ConditionTrait {
  /// Skips the test, and says so, while the tree has no such file or folder.
  static func exists(_ path: String) -> Self {
    .enabled(
      if: FileManager.default.fileExists(atPath: Repository.root.appending(path: path).path),
      "\(path) does not exist yet")
  }

  /// Skips the test, and says so, where a program that it needs is not installed.
  static func isInstalled(_ program: String) -> Self {
    .enabled("\(program) is not installed") {
      try shell("command -v \(program) >/dev/null").status == 0
    }
  }

  /// Skips the test, and says so, where a sanitizer needs memory of its own.
  static var isUnsanitized: Self {
    let names = Set(ProcessInfo.processInfo.environment.keys)
    return .enabled(
      if: names.isDisjoint(with: ["ASAN_OPTIONS", "TSAN_OPTIONS"]), "a sanitizer is at work")
  }

  /// Skips the test, and says so, where Python lacks a module that it needs.
  static func hasPythonModule(_ module: String) -> Self {
    .enabled("python3 has no module \(module)") { try python(with: module) != nil }
  }
}

/// The first Python that has a module: the one on PATH, or Debian's own, whose modules come with
/// packages; nil if neither has it.
func python(with module: String) throws -> String? {
  try ["python3", "/usr/bin/python3"].first {
    try shell("\($0) -c 'import \(module)' 2>/dev/null").status == 0
  }
}
