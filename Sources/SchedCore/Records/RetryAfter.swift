/// What a platform that refused a post said about when to come back.
package enum RetryAfter: Sendable, Equatable {
  /// After the failure.
  case seconds(Double)
  case instant(Instant)

  /// The instant that is meant, from the failure on.
  func instant(after failure: Instant) -> Instant {
    switch self {
    case .instant(let instant): instant
    case .seconds(let seconds): failure.adding(milliseconds: seconds * 1000)
    }
  }
}

extension RetryAfter {
  /// Reads `retry_after`: seconds, as a number or in digits, or an instant.
  init?(of record: RecordReader) throws(Message) {
    switch record.value(PostField.retryAfter) {
    case nil: return nil
    case .number(let seconds) where seconds >= 0: self = .seconds(seconds)
    case .string(let text):
      if let seconds = Double(text), seconds >= 0, seconds.isFinite {
        self = .seconds(seconds)
      } else if let instant = try? Instant(rfc3339: text) {
        self = .instant(instant)
      } else {
        throw .notARetry.about(PostField.retryAfter.string)
      }
    default: throw .notARetry.about(PostField.retryAfter.string)
    }
  }
}

extension Message {
  fileprivate static var notARetry: Message {
    Message("neither seconds from 0 on nor an instant")
  }
}
