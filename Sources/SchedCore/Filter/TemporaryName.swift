import Glibc

/// The name of a temporary file, which a signal handler can find and remove.
struct TemporaryName {
  /// A C string that lives as long as the process: a handler may read it at any moment.
  private let path: UnsafeMutablePointer<CChar>
  private let slot: Int?

  init(_ bytes: [CChar]) {
    path = .allocate(capacity: bytes.count + 1)
    path.initialize(repeating: 0, count: bytes.count + 1)
    path.update(from: bytes, count: bytes.count)
    Self.all.append(path)
    slot = Self.known.indices.first { Self.known[$0] == nil }
    if let slot { Self.known[slot] = path }
  }

  func remove() {
    unlink(path)
    forget()
  }

  func rename(to target: String) -> Bool {
    guard Glibc.rename(path, target) == 0 else { return false }
    forget()
    return true
  }

  private func forget() {
    if let slot { Self.known[slot] = nil }
  }

  /// Removes all temporary files.
  ///
  /// It only calls `unlink`, which signal-safety(7) allows.
  static func removeAll() {
    for path in known {
      if let path { unlink(path) }
    }
  }

  // Sound: the main thread alone uses it. Names are never freed, and stay in reach.
  private nonisolated(unsafe) static var all: [UnsafeMutablePointer<CChar>] = []

  // Sound: the main thread alone writes here, a pointer at a time, into memory that never moves;
  // handlers only read. A tool has at most three files open for writing.
  private nonisolated(unsafe) static let known:
    UnsafeMutableBufferPointer<
      UnsafeMutablePointer<CChar>?
    > = {
      let slots = UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: 8)
      slots.initialize(repeating: nil)
      return slots
    }()
}
