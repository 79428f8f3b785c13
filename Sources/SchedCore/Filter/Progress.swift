import Glibc

/// One line on a terminal that says how far the work is; nothing elsewhere.
///
/// Many threads may tell it of their work.
package final class Progress: Sendable {
  package enum Mode: String, Sendable, CaseIterable {
    case always, auto, never
  }

  private struct State {
    var count = 0
    /// What is in work, in the order in which it was begun, and how far each is.
    var inWork: [(name: String, share: Double)] = []
    /// When the line was written last, in nanoseconds; 0 for never.
    var lastUpdate: UInt64 = 0
  }

  private static let nanosecondsBetweenUpdates: UInt64 = 200_000_000

  private let program: String
  private let unit: String
  private let isShown: Bool
  private let state = Locked(State())

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
      show(&state)
    }
  }

  /// Does the work that one of the things counted is, and then counts it.
  ///
  /// Until then the line tells how far `work` is, as it says itself, if nothing older is in work.
  /// - Parameters:
  ///   - name: tells it from what else is in work.
  ///   - work: is given what it may tell its steps to.
  package func count(_ name: String, _ work: (WorkDone) -> Void) {
    guard isShown else { return work(.untold) }
    state.withLock { $0.inWork.append((name, 0)) }
    work(WorkDone { share in self.tell(share, of: name) })
    state.withLock { $0.inWork.removeAll { $0.name == name } }
    add(1)
  }

  private func tell(_ share: Double, of name: String) {
    state.withLock { state in
      guard let index = state.inWork.firstIndex(where: { $0.name == name }) else { return }
      // A phase that is repeated goes on where it was.
      state.inWork[index].share = max(share, state.inWork[index].share)
      show(&state)
    }
  }

  /// Writes the line, unless it was written a moment ago.
  private func show(_ state: inout State) {
    let now = Self.nanoseconds
    guard now - state.lastUpdate >= Self.nanosecondsBetweenUpdates else { return }
    state.lastUpdate = now
    let part = state.inWork.first.map { name, share in
      ", \(Int(share * 100)) % of \(Quoting.quoted(name))"
    }
    Self.write("\r\(program): \(state.count) \(unit)\(part ?? "")\u{1B}[K")
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
