/// A day of the Gregorian calendar, in years 0 to 9999, without a zone.
package struct CivilDate: Hashable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int

  /// The date, or nil if the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...Self.dayCount(ofMonth: month, year: year)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The day that many days after 1970-01-01, cut to the years 0 to 9999.
  ///
  /// The era of 400 years begins in March, so that the leap day comes last ("chrono-Compatible
  /// Low-Level Date Algorithms", Hinnant 2014).
  package init(daysSinceEpoch days: Int) {
    let shifted = min(max(days, Self.firstDay), Self.lastDay) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Reads `2026-12-25`.
  package init(parsing text: String) throws(Message) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } }),
      let year = Int(String(Substring(parts[0]))), let month = Int(String(Substring(parts[1]))),
      let day = Int(String(Substring(parts[2]))),
      let date = CivilDate(year: year, month: month, day: day)
    else { throw .notADate(text) }
    self = date
  }

  private static let firstDay = -719_528
  private static let lastDay = 2_932_896
}

extension CivilDate {
  /// Days since 1970-01-01, negative before it.
  package var daysSinceEpoch: Int { Self.daysSinceEpoch(year: year, month: month, day: day) }

  package var weekday: Weekday { Weekday(daysSinceEpoch: daysSinceEpoch) }

  /// Hinnant's days_from_civil; any year of some millions will do.
  static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilDate: Comparable {
  package static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}

extension CivilDate: CustomStringConvertible {
  package var description: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends `2026-12-25`.
  func append(to buffer: inout some ByteOutput) {
    Digits.append(year, count: 4, to: &buffer)
    buffer.append(UInt8(ascii: "-"))
    Digits.append(month, count: 2, to: &buffer)
    buffer.append(UInt8(ascii: "-"))
    Digits.append(day, count: 2, to: &buffer)
  }
}

/// Decimal digits of a fixed number.
enum Digits {
  /// Appends the last `count` digits of a number that is not negative.
  static func append(_ number: Int, count: Int, to buffer: inout some ByteOutput) {
    var unit = 1
    for _ in 1..<count { unit *= 10 }
    while unit > 0 {
      buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / unit % 10))
      unit /= 10
    }
  }
}

extension Message {
  fileprivate static func notADate(_ text: String) -> Message {
    Message("\(Quoting.quoted(text)) is not a date (year, month and day, such as 2026-12-25)")
  }
}
