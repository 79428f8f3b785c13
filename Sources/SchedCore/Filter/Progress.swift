import Glibc
import Synchronization

/// One line on a terminal that says how far the work is; nothing elsewhere.
///
/// Many threads may tell it of their work.
package final class Progress: Sendable {
  package enum Mode: String, Sendable, CaseIterable {
    case always, auto, never
  }

  private struct State {
    var count = 0
    /// When the line was written last, in nanoseconds; 0 for never.
    var lastUpdate: UInt64 = 0
  }

  private static let nanosecondsBetweenUpdates: UInt64 = 200_000_000

  private let program: String
  private let unit: String
  private let isShown: Bool
  private let state = Mutex(State())

  /// - Parameters:
  ///   - mode: whether it is shown.
  ///   - program: whose work it is.
  ///   - unit: what is counted, as `lines`.
  package init(_ mode: Mode, program: String, unit: String) {
    (self.program, self.unit) = (program, unit)
    isShown = mode == .always || (mode == .auto && isatty(STDERR_FILENO) == 1)
  }

  package func add(_ count: Int) {
    guard isShown else { return }
    state.withLock { state in
      state.count += count
      let now = Self.nanoseconds
      guard now - state.lastUpdate >= Self.nanosecondsBetweenUpdates else { return }
      state.lastUpdate = now
      Self.write("\r\(program): \(state.count) \(unit)\u{1B}[K")
    }
  }

  /// Takes the line away again.
  package func finish() {
    guard isShown else { return }
    state.withLock { state in
      if state.lastUpdate > 0 { Self.write("\r\u{1B}[K") }
      state = State()
    }
  }

  private static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }

  private static var nanoseconds: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
