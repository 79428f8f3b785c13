import Glibc

/// What the system said when a call failed.
struct SystemError: Error, Equatable {
  let number: Int32

  /// The error of the call that has just failed.
  static var last: SystemError { SystemError(number: errno) }

  /// The system's own words, as `No space left on device`.
  var words: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(number, &buffer, buffer.count) == 0 else { return "system error \(number)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The failure as a message about a file, which ends the tool with the given status.
  func message(about file: String, status: ExitStatus) -> Message {
    Message(words, at: Place(file: file), status: status)
  }
}
