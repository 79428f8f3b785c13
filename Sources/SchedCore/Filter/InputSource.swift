import Glibc

/// One FILE operand, or standard input, as bytes.
final class InputSource {
  /// The name in messages.
  let name: String
  private(set) var hasEnded = false
  private let descriptor: Int32
  private let isRegularFile: Bool
  /// Of a regular file as it was opened, else 0.
  let byteCount: Int
  private let mustBeClosed: Bool

  /// Opens the operand; `-` is standard input.
  /// - Throws: why it cannot be opened, with status 66.
  init(operand: String) throws(Message) {
    if operand == "-" {
      (name, descriptor, mustBeClosed) = (Place.standardInputName, STDIN_FILENO, false)
    } else {
      (name, descriptor, mustBeClosed) = (operand, open(operand, O_RDONLY | O_CLOEXEC), true)
    }
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      throw SystemError.last.message(about: name, status: .noInput)
    }
    isRegularFile = status.st_mode & S_IFMT == S_IFREG
    byteCount = isRegularFile ? Int(status.st_size) : 0
    if status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw SystemError(number: EISDIR).message(about: name, status: .noInput)
    }
  }

  deinit {
    if mustBeClosed { close(descriptor) }
  }

  /// Checks, without opening them, that operands are there and may be read, so that a mistyped
  /// name is told before anything is written.
  static func checkReadable(_ operands: [String]) throws(Message) {
    for operand in operands where operand != "-" {
      var status = stat()
      guard access(operand, R_OK) == 0, stat(operand, &status) == 0 else {
        throw SystemError.last.message(about: operand, status: .noInput)
      }
      guard status.st_mode & S_IFMT != S_IFDIR else {
        throw SystemError(number: EISDIR).message(about: operand, status: .noInput)
      }
    }
  }

  /// The descriptor of a regular file, which can be read at any offset; nil for what cannot.
  var regularFile: Int32? { isRegularFile ? descriptor : nil }

  /// Whether a read returns at once: always for a regular file, else if there is something to read
  /// or the other end has closed.
  var isReadable: Bool {
    guard !isRegularFile else { return true }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) != 0
  }

  /// Reads what is there, at most `count` bytes, waiting for the first; 0 at the end.
  func read(into buffer: UnsafeMutablePointer<UInt8>, atMost count: Int) throws(Message) -> Int {
    while true {
      let result = Glibc.read(descriptor, buffer, count)
      if result > 0 { return result }
      if result == 0 {
        hasEnded = true
        return 0
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // Standard input may have been made non-blocking by the program before us in the shell.
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&request, 1, -1)
      default: throw SystemError.last.message(about: name, status: .inputOutput)
      }
    }
  }
}
