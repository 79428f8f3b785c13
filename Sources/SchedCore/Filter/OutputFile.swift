import Glibc

/// Standard output, or a file that is replaced as a whole; every write is checked.
///
/// Bytes are gathered into large blocks. A closed pipe ends the process as SIGPIPE does, for
/// `| head` is no failure.
package final class OutputFile {
  private static let blockBytes = 1 << 18
  /// How standard output is called in messages.
  private static let standardOutputName = "<stdout>"

  private let file: AtomicFile?
  private let descriptor: Int32
  private let name: String
  private var pending: [UInt8] = []

  /// The file that is replaced at the end; nil for what is written straight.
  var replacedName: String? { file?.isReplaced == true ? name : nil }

  /// - Parameter path: the file to replace, or nil or `-` for standard output.
  /// - Throws: why the file cannot be written, with status 74.
  package init(path: String?) throws(Message) {
    if let path, path != OutputTarget.standardOutput {
      let file = try AtomicFile(path: path)
      (self.file, descriptor, name) = (file, file.descriptor, path)
    } else {
      (file, descriptor, name) = (nil, STDOUT_FILENO, Self.standardOutputName)
    }
    pending.reserveCapacity(Self.blockBytes)
  }

  /// Takes bytes, and writes them on when enough have gathered.
  package func write(_ bytes: [UInt8]) throws(Message) {
    if pending.count + bytes.count > Self.blockBytes { try flush() }
    if bytes.count >= Self.blockBytes {
      try writeAll(bytes)
    } else {
      pending.append(contentsOf: bytes)
    }
  }

  /// Writes what has gathered.
  package func flush() throws(Message) {
    guard !pending.isEmpty else { return }
    try writeAll(pending)
    pending.removeAll(keepingCapacity: true)
  }

  /// Writes the rest and makes it last: the file takes its name, or standard output is closed, so
  /// that an error which the system reports late is not lost.
  package func finish() throws(Message) {
    try flush()
    if let file {
      try file.commit()
    } else if close(descriptor) != 0, errno != EBADF, errno != EINTR {
      throw SystemError.last.message(about: name, status: .inputOutput)
    }
  }

  private func writeAll(_ bytes: [UInt8]) throws(Message) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count >= 0 {
        written += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&request, 1, -1)
      case EPIPE: Signals.endAs(SIGPIPE)
      default: throw SystemError.last.message(about: name, status: .inputOutput)
      }
    }
  }
}
