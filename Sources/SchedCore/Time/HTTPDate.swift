/// Instants as servers write them: `Sun, 06 Nov 1994 08:49:37 GMT`.
extension Instant {
  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Reads an IMF-fixdate (RFC 9110, section 5.6.7); nil if it is none.
  ///
  /// That is the form that all servers must write. The day of the week says nothing new and may be
  /// any.
  package init?(httpDate text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0].last == ",", Self.days.contains(String(parts[0].dropLast())),
      let day = Self.digits(parts[1], count: 2),
      let month = Self.months.firstIndex(of: String(parts[2])),
      let year = Self.digits(parts[3], count: 4),
      let date = CivilDate(year: year, month: month + 1, day: day),
      parts[5] == "GMT"
    else { return nil }
    let clock = parts[4].split(separator: ":", omittingEmptySubsequences: false)
      .map { Self.digits($0, count: 2) }
    guard clock.count == 3, let hour = clock[0], hour < 24, let minute = clock[1], minute < 60,
      let second = clock[2], second <= 60
    else { return nil }
    self.init(
      seconds: Int64(((date.daysSinceEpoch * 24 + hour) * 60 + minute) * 60 + second))
  }

  private static func digits(_ text: Substring, count: Int) -> Int? {
    guard text.utf8.count == count, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
      return nil
    }
    return Int(text)
  }
}
