import Glibc

/// One line on a terminal that says how far the reading is; nothing elsewhere.
package final class Progress {
  package enum Mode: String, Sendable, CaseIterable {
    case always, auto, never
  }

  private static let nanosecondsBetweenUpdates: UInt64 = 200_000_000

  private let reporter: Reporter
  private let isShown: Bool
  private var lines = 0
  private var lastUpdate: UInt64 = 0

  package init(_ mode: Mode, reporter: Reporter) {
    self.reporter = reporter
    isShown = mode == .always || (mode == .auto && isatty(STDERR_FILENO) == 1)
  }

  func add(lines count: Int) {
    guard isShown else { return }
    lines += count
    let now = Self.nanoseconds
    guard now - lastUpdate >= Self.nanosecondsBetweenUpdates else { return }
    lastUpdate = now
    reporter.write("\r\(reporter.program): \(lines) lines\u{1B}[K")
  }

  /// Takes the line away again.
  func finish() {
    guard isShown, lastUpdate > 0 else { return }
    reporter.write("\r\u{1B}[K")
  }

  private static var nanoseconds: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
