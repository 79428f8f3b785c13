import Testing

/// How a program ended, and what it wrote.
struct Outcome: Sendable {
  let command: [String]
  let directory: String
  /// The exit status, or nil if a signal ended the program.
  let status: Int32?
  /// The signal that ended the program, or nil.
  let signal: Int32?
  let outBytes: [UInt8]
  let errBytes: [UInt8]

  var out: String { String(decoding: outBytes, as: UTF8.self) }
  var err: String { String(decoding: errBytes, as: UTF8.self) }
}

extension Outcome {
  /// Fails the test, with all that is known of the run, unless the program ended in just this way.
  func expect(
    out: String = "", err: String = "", status: Int32 = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    if let fault = fault(out: out, err: err, status: status) {
      Issue.record(Comment(rawValue: fault), sourceLocation: sourceLocation)
    }
  }

  /// What differs from an expected end, and all that is known of the run; nil if nothing differs.
  func fault(out: String, err: String, status: Int32) -> String? {
    var faults: [String] = []
    if self.status != status { faults.append("status: expected \(status)") }
    if let difference = firstDifference(expected: out, actual: self.out) {
      faults.append("stdout: \(difference)")
    }
    if let difference = firstDifference(expected: err, actual: self.err) {
      faults.append("stderr: \(difference)")
    }
    return faults.isEmpty ? nil : (faults + ["\(self)"]).joined(separator: "\n")
  }
}

extension Outcome: CustomStringConvertible {
  /// What a failed test shows; long output is cut in its middle.
  var description: String {
    let end = signal.map { "signal \($0)" } ?? status.map { "status \($0)" } ?? "unknown end"
    return """
      command: \(command.joined(separator: " "))
      directory: \(directory)
      \(end)
      stdout: \(Self.cut(out))
      stderr: \(Self.cut(err))
      """
  }

  private static func cut(_ text: String) -> String {
    if text.utf8.count <= 4_000 { return text.isEmpty ? "(empty)" : "\n\(text)" }
    let count = text.utf8.count - 4_000
    return "\n\(text.prefix(2_000))\n[… \(count) bytes …]\n\(text.suffix(2_000))"
  }
}

/// The first line in which two texts differ, with its number, or nil if they are equal.
func firstDifference(expected: String, actual: String) -> String? {
  // Bytes decide: String would take "\r\n" for one character, and two spellings of é for one.
  let (left, right) = (Array(expected.utf8), Array(actual.utf8))
  if left == right { return nil }
  let (lefts, rights) = (lines(left), lines(right))
  let same = zip(lefts, rights).prefix { $0 == $1 }.count
  func line(_ lines: [ArraySlice<UInt8>]) -> String {
    same < lines.count ? "\"\(String(decoding: lines[same], as: UTF8.self))\"" : "no line"
  }
  return "line \(same + 1): expected \(line(lefts)), found \(line(rights))"
}

private func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
}
