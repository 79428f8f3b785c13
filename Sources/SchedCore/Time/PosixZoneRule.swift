/// The rule that holds behind the last transition of a zone's file: the POSIX TZ string with the
/// extensions of RFC 9636, section 3.3.1, as `CET-1CEST,M3.5.0,M10.5.0/3`.
package struct PosixZoneRule: Equatable {
  /// A day of each year.
  enum Day: Equatable {
    /// `Jn`: 1 to 365, 29 February never counted.
    case julian(Int)
    /// `n`: 0 to 365, 29 February counted.
    case zeroBased(Int)
    /// `Mm.w.d`: the w-th d (0 is Sunday) of month m, the 5th meaning the last.
    case monthly(month: Int, week: Int, weekday: Int)
  }

  struct Change: Equatable {
    var day: Day
    /// Seconds of the wall clock since that day's midnight, from -167 to 167 hours.
    var second: Int
  }

  struct DaylightSaving: Equatable {
    var offset: Int
    var start: Change
    var end: Change
  }

  /// Seconds that local time is ahead of UTC.
  let standardOffset: Int
  let daylightSaving: DaylightSaving?

  /// The string's meaning, or nil if it is malformed.
  package init?(_ text: some Collection<UInt8>) {
    var reader = PosixZoneReader(text)
    guard let rule = reader.rule() else { return nil }
    (standardOffset, daylightSaving) = rule
  }

  /// The transitions of a year in order: instants in seconds, and the offset from there on.
  func transitions(inYear year: Int) -> [(at: Int64, offset: Int)] {
    guard let saving = daylightSaving else { return [] }
    let start = saving.start.second(inYear: year) - Int64(standardOffset)
    let end = saving.end.second(inYear: year) - Int64(saving.offset)
    return start <= end
      ? [(start, saving.offset), (end, standardOffset)]
      : [(end, standardOffset), (start, saving.offset)]
  }
}

extension PosixZoneRule.Change {
  /// Seconds of the wall clock since the epoch.
  func second(inYear year: Int) -> Int64 {
    Int64(day.daysSinceEpoch(inYear: year) * 86_400 + second)
  }
}

extension PosixZoneRule.Day {
  func daysSinceEpoch(inYear year: Int) -> Int {
    let newYear = CivilDate.daysSinceEpoch(year: year, month: 1, day: 1)
    switch self {
    case .julian(let day):
      return newYear + day - 1 + (CivilDate.isLeap(year) && day >= 60 ? 1 : 0)
    case .zeroBased(let day):
      return newYear + day
    case .monthly(let month, let week, let weekday):
      let first = CivilDate.daysSinceEpoch(year: year, month: month, day: 1)
      // The epoch was a Thursday, which is 4 here.
      let firstWeekday = ((first + 4) % 7 + 7) % 7
      var day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if day >= CivilDate.dayCount(ofMonth: month, year: year) { day -= 7 }
      return first + day
    }
  }
}

/// Reads the parts of a POSIX TZ string one after another.
private struct PosixZoneReader<Text: Collection<UInt8>> {
  private var rest: Text.SubSequence

  init(_ text: Text) { rest = text[...] }

  mutating func rule() -> (Int, PosixZoneRule.DaylightSaving?)? {
    guard skipName(), let behindUTC = offset(hoursThrough: 24) else { return nil }
    let standard = -behindUTC
    guard !rest.isEmpty else { return (standard, nil) }
    guard skipName() else { return nil }
    var daylight = standard + 3600
    if rest.first != UInt8(ascii: ",") {
      guard let behindUTC = offset(hoursThrough: 24) else { return nil }
      daylight = -behindUTC
    }
    guard let start = change(), let end = change(), rest.isEmpty else { return nil }
    return (standard, .init(offset: daylight, start: start, end: end))
  }

  /// Skips `CET` or `<+0330>`.
  private mutating func skipName() -> Bool {
    if skip("<") {
      while let byte = rest.popFirst(), byte != UInt8(ascii: ">") {
        guard isLetter(byte) || isDigit(byte) || "+-".utf8.contains(byte) else { return false }
      }
      return true
    }
    let count = rest.prefix { isLetter($0) }.count
    rest = rest.dropFirst(count)
    return count >= 3
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  private mutating func offset(hoursThrough most: Int) -> Int? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard let hours = number(through: most) else { return nil }
    var seconds = hours * 3600
    if skip(":") {
      guard let minutes = number(through: 59) else { return nil }
      seconds += minutes * 60
      if skip(":") {
        guard let rest = number(through: 59) else { return nil }
        seconds += rest
      }
    }
    return isNegative ? -seconds : seconds
  }

  private mutating func change() -> PosixZoneRule.Change? {
    guard skip(","), let day = day() else { return nil }
    guard skip("/") else { return .init(day: day, second: 7200) }
    guard let second = offset(hoursThrough: 167) else { return nil }
    return .init(day: day, second: second)
  }

  private mutating func day() -> PosixZoneRule.Day? {
    if skip("J") {
      guard let day = number(through: 365), day >= 1 else { return nil }
      return .julian(day)
    }
    guard skip("M") else { return number(through: 365).map { .zeroBased($0) } }
    guard let month = number(through: 12), month >= 1, skip("."), let week = number(through: 5),
      week >= 1, skip("."), let weekday = number(through: 6)
    else { return nil }
    return .monthly(month: month, week: week, weekday: weekday)
  }

  private mutating func number(through most: Int) -> Int? {
    var value: Int?
    while let byte = rest.first, isDigit(byte) {
      rest = rest.dropFirst()
      let next = (value ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
      guard next <= most else { return nil }
      value = next
    }
    return value
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
