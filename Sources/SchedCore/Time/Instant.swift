/// A point in time, to the millisecond, in the years 0 to 9999.
package struct Instant: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
  package let milliseconds: Int64

  /// An instant, cut to the years 0 to 9999.
  package init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, Self.bounds.lowerBound), Self.bounds.upperBound)
  }

  package init(seconds: Int64) {
    let (milliseconds, hasOverflowed) = seconds.multipliedReportingOverflow(by: 1000)
    self.init(milliseconds: hasOverflowed ? (seconds < 0 ? .min : .max) : milliseconds)
  }

  /// Whole seconds since the epoch, rounded down.
  package var seconds: Int64 {
    milliseconds >= 0 ? milliseconds / 1000 : -((999 - milliseconds) / 1000)
  }

  /// The day in UTC that holds it: days since the epoch.
  package var utcDay: Int { Int(seconds.floorDivided(by: 86_400)) }

  /// The instant that many seconds later, cut to the years 0 to 9999.
  package func adding(seconds: Int64) -> Instant {
    Instant(milliseconds: milliseconds + Instant(seconds: seconds).milliseconds)
  }

  /// The instant that many hours later, cut to the years 0 to 9999.
  package func adding(hours: Int64) -> Instant {
    let (seconds, hasOverflowed) = hours.multipliedReportingOverflow(by: 3600)
    return adding(seconds: hasOverflowed ? (hours < 0 ? .min : .max) : seconds)
  }

  static let bounds: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

  /// The first and the last instant that there are.
  static let distantPast = Instant(milliseconds: .min)
  static let distantFuture = Instant(milliseconds: .max)
}

extension Instant: Comparable {
  package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
}

extension Instant {
  /// Reads an instant in RFC 3339, such as `2026-11-23T09:00:00Z` or `2026-11-23T10:00:00.5+01:00`, or
  /// in a form that `InstantReader` allows beside it.
  ///
  /// Digits behind the millisecond are cut. A leap second is the first second of the next minute.
  /// - Throws: which part makes it none.
  package init(rfc3339 text: String) throws(Message) {
    let result: Result<Int64, InstantReader.Fault> = Array(text.utf8).withUnsafeBufferPointer {
      var reader = InstantReader(bytes: $0)
      do throws(InstantReader.Fault) {
        return .success(try reader.milliseconds())
      } catch {
        return .failure(error)
      }
    }
    do throws(InstantReader.Fault) {
      milliseconds = try result.get()
    } catch {
      throw .notAnInstant(text, error)
    }
  }

  /// Reads an instant in RFC 3339 from bytes; nil if it is none, or outside the years 0 to 9999.
  package init?(rfc3339 bytes: UnsafeBufferPointer<UInt8>) {
    var reader = InstantReader(bytes: bytes)
    guard let milliseconds = try? reader.milliseconds() else { return nil }
    self.milliseconds = milliseconds
  }
}

extension Instant: CustomStringConvertible {
  /// RFC 3339 in UTC with `Z`; a fraction only if there is one.
  package var description: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  package func append(to buffer: inout some ByteOutput) {
    let days = utcDay
    let secondOfDay = Int(seconds) - days * 86_400
    CivilDate(daysSinceEpoch: days).append(to: &buffer)
    buffer.append(UInt8(ascii: "T"))
    Digits.append(secondOfDay / 3600, count: 2, to: &buffer)
    buffer.append(UInt8(ascii: ":"))
    Digits.append(secondOfDay / 60 % 60, count: 2, to: &buffer)
    buffer.append(UInt8(ascii: ":"))
    Digits.append(secondOfDay % 60, count: 2, to: &buffer)
    var fraction = Int(milliseconds - seconds * 1000)
    if fraction > 0 {
      var digits = 3
      while fraction % 10 == 0 {
        fraction /= 10
        digits -= 1
      }
      buffer.append(UInt8(ascii: "."))
      Digits.append(fraction, count: digits, to: &buffer)
    }
    buffer.append(UInt8(ascii: "Z"))
  }
}

extension Int64 {
  func floorDivided(by divisor: Int64) -> Int64 {
    self / divisor - (self % divisor < 0 ? 1 : 0)
  }

  func floorRemainder(by divisor: Int64) -> Int64 {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}

extension Message {
  fileprivate static func notAnInstant(_ text: String, _ fault: InstantReader.Fault) -> Message {
    let what = fault.text.map { ": \($0)" } ?? " (RFC 3339, such as 2026-11-23T09:00:00Z)"
    return Message("\(Quoting.quoted(text)) is not an instant\(what)")
  }
}
