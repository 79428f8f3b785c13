/// Reads the parts of an instant one after another.
///
/// RFC 3339, section 5.6, and what means the same without a doubt: a space for the T, no seconds, and
/// an offset without its colon or its minutes, as in `2026-11-23 10:00+0100`. What has no zone is no
/// instant.
struct InstantReader {
  /// The part that makes a text none.
  enum Fault: Error {
    case form, month(Int), day(Int, of: Int), time(String), noTime, bareDate
    case hour(Int), minute(Int), second(Int), noSeconds, noFraction, noZone, zone(String)
    case years
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Milliseconds since the epoch.
  mutating func milliseconds() throws(Fault) -> Int64 {
    guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2)
    else { throw .form }
    guard let date = CivilDate(year: year, month: month, day: day) else {
      guard (1...12).contains(month) else { throw .month(month) }
      throw .day(day, of: CivilDate.dayCount(ofMonth: month, year: year))
    }
    guard skip("T") || skip("t") || skip(" ") else {
      throw at == bytes.count ? .bareDate : .time(text(from: at))
    }
    guard let hour = digits(2), skip(":"), let minute = digits(2) else { throw .noTime }
    guard hour < 24 else { throw .hour(hour) }
    guard minute < 60 else { throw .minute(minute) }
    var (second, fraction) = (0, 0)
    if skip(":") {
      guard let written = digits(2) else { throw .noSeconds }
      guard written <= 60 else { throw .second(written) }
      (second, fraction) = (written, try readFraction())
    }
    let minutes = (date.daysSinceEpoch * 24 + hour) * 60 + minute - (try readOffset())
    let milliseconds = Int64(minutes * 60 + second) * 1000 + Int64(fraction)
    guard Instant.bounds.contains(milliseconds) else { throw .years }
    return milliseconds
  }

  private mutating func digits(_ count: Int) -> Int? {
    guard at + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[at..<at + count] {
      guard byte &- UInt8(ascii: "0") < 10 else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    at += count
    return value
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  /// Milliseconds, 0 without a fraction.
  private mutating func readFraction() throws(Fault) -> Int {
    guard skip(".") else { return 0 }
    var value = 0
    var count = 0
    while let digit = digits(1) {
      if count < 3 { value = value * 10 + digit }
      count += 1
    }
    guard count > 0 else { throw .noFraction }
    for _ in min(count, 3)..<3 { value *= 10 }
    return value
  }

  /// Minutes that local time is ahead of UTC, with which the text ends.
  private mutating func readOffset() throws(Fault) -> Int {
    guard at < bytes.count else { throw .noZone }
    let start = at
    if skip("Z") || skip("z"), at == bytes.count { return 0 }
    let isAhead = skip("+")
    guard isAhead || skip("-"), let hours = digits(2), hours < 24 else {
      throw .zone(text(from: start))
    }
    var minutes = 0
    if at < bytes.count {
      _ = skip(":")
      guard let written = digits(2), written < 60, at == bytes.count else {
        throw .zone(text(from: start))
      }
      minutes = written
    }
    return isAhead ? hours * 60 + minutes : -(hours * 60 + minutes)
  }

  private func text(from start: Int) -> String { String(decoding: bytes[start...], as: UTF8.self) }
}

extension InstantReader.Fault {
  /// The part that is wrong, and what would be right; nil where no part can be told.
  var text: String? {
    let zones = "(end it with Z or an offset such as +01:00)"
    return switch self {
    case .form: nil
    case .month(let month): "month \(month) (1 to 12)"
    case .day(let day, let count): "day \(day) (this month has \(count))"
    case .bareDate: "no time and no zone (2026-11-23T09:00:00Z has both)"
    case .time(let rest):
      "\(Quoting.quoted(rest)) follows the date (T and a time of day are needed)"
    case .noTime: "no time of day (hours and minutes, such as 09:00)"
    case .hour(let hour): "hour \(hour) (0 to 23)"
    case .minute(let minute): "minute \(minute) (0 to 59)"
    case .second(let second): "second \(second) (0 to 60)"
    case .noSeconds: "no seconds after the last colon (two digits, such as :00)"
    case .noFraction: "no digits after the point"
    case .noZone: "no zone \(zones)"
    case .zone(let zone): "zone \(Quoting.quoted(zone)) \(zones)"
    case .years: "it is outside the years 0 to 9999 in UTC"
    }
  }
}
