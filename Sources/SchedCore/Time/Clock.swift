import Glibc

/// What "now" is: a flag, else `SOURCE_DATE_EPOCH`, else the system's clock.
package enum Clock {
  /// The instant of `--now` if that flag was given, else that of `SOURCE_DATE_EPOCH` if the
  /// environment has it, else the system's.
  /// - Throws: a value that is no instant, about where it comes from.
  package static func now(
    flag: String?, sourceDateEpoch: String?
  ) throws(Message) -> Instant {
    if let flag {
      do throws(Message) {
        return try Instant(rfc3339: flag)
      } catch {
        throw error.about("--now").ending(with: .usage)
      }
    }
    if let sourceDateEpoch, !sourceDateEpoch.isEmpty {
      guard let seconds = Int64(sourceDateEpoch) else {
        throw .notSeconds(sourceDateEpoch)
      }
      return Instant(seconds: seconds)
    }
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

extension Message {
  fileprivate static func notSeconds(_ text: String) -> Message {
    Message(
      "\(Quoting.quoted(text)) is not a number of seconds since the epoch",
      about: "SOURCE_DATE_EPOCH", status: .usage)
  }
}
