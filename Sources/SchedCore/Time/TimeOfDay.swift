/// A wall-clock time, in minutes since midnight; 24:00 is the end of a day.
package struct TimeOfDay: Hashable, Sendable {
  /// 0 to 1440.
  package let minutes: Int

  package init(minutes: Int) { self.minutes = min(max(minutes, 0), 1440) }

  /// Reads `09:30`, `9:30` or `24:00`.
  package init(parsing text: String) throws(Message) {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } }),
      let hours = Int(String(Substring(parts[0]))), let minutes = Int(String(Substring(parts[1]))),
      minutes < 60, hours * 60 + minutes <= 1440
    else { throw Message("\(Quoting.quoted(text)) is not a time of day (00:00 to 24:00)") }
    self.minutes = hours * 60 + minutes
  }
}

extension TimeOfDay: CustomStringConvertible {
  package var description: String {
    var text: [UInt8] = []
    Digits.append(minutes / 60, count: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    Digits.append(minutes % 60, count: 2, to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
