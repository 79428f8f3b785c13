/// What a platform that refused a post said about when to come back.
package enum RetryAfter: Sendable, Equatable {
  /// After the failure.
  case seconds(Double)
  case instant(Instant)

  /// The instant that is meant; nil for seconds after a failure whose instant is not known.
  func instant(after failure: Instant?) -> Instant? {
    switch (self, failure) {
    case (.instant(let instant), _): instant
    case (.seconds, nil): nil
    case (.seconds(let seconds), let failure?): failure.adding(milliseconds: seconds * 1000)
    }
  }
}

extension RetryAfter {
  /// Reads `retry_after`: seconds, as a number or in digits, or an instant, as HTTP writes it too
  /// (RFC 9110, section 10.2.3).
  init?(of record: RecordReader) throws(Message) {
    switch record.value(PostField.retryAfter) {
    case nil: return nil
    case .number(let seconds) where seconds >= 0: self = .seconds(seconds)
    case .string(let text):
      if let seconds = Double(text), seconds >= 0, seconds.isFinite {
        self = .seconds(seconds)
      } else if let instant = (try? Instant(rfc3339: text)) ?? Instant(httpDate: text) {
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
    Message("neither seconds from 0 on nor an instant (RFC 3339, or a date of HTTP)")
  }
}
