/// A way to write a time, as strftime(3) would be told: `%m/%d/%Y %H:%M`.
///
/// Reading is a little wider than strftime's writing: numbers need no leading zero, a blank stands
/// for any run of blanks, and letters have any case.
struct TimeFormat: Sendable, Equatable {
  private enum Part: Sendable, Equatable {
    case year, shortYear, month, day, hour, twelveHours, minute, second, fraction, half
    case monthName, weekdayName, offset, blank
    case literal(UInt8)
  }

  private enum Form: Sendable, Equatable {
    case parts([Part])
    case rfc3339, epochSeconds, epochMilliseconds, serial
  }

  let text: String
  private let form: Form
  private let months: MonthNames

  /// - Throws: a letter that is not one of strftime's, or not one that can be read here.
  init(_ text: String, months: MonthNames) throws(Message) {
    self.text = text
    self.months = months
    switch text {
    case "rfc3339": form = .rfc3339
    case "epoch": form = .epochSeconds
    case "epoch_ms": form = .epochMilliseconds
    case "serial": form = .serial
    default: form = .parts(try Self.parts(of: text))
    }
  }

  static func == (a: TimeFormat, b: TimeFormat) -> Bool { a.text == b.text }

  /// The order of day, month and year; nil where a name of a month or another form tells them.
  var dateOrder: DateOrder? {
    guard case .parts(let parts) = form else { return nil }
    let numbers = parts.filter { [.day, .month, .year, .shortYear].contains($0) }
    guard numbers.count == 3 else { return nil }
    switch (numbers[0], numbers[1]) {
    case (.day, .month): return .dayFirst
    case (.month, .day): return .monthFirst
    case (.year, .month), (.shortYear, .month): return .yearFirst
    default: return nil
    }
  }

  /// What was read of a cell.
  struct Reading {
    /// Where the year is not known, of a leap year.
    var date: CivilDate
    /// The second of the day; nil of a date alone.
    var second: Int?
    /// Minutes ahead of UTC; nil of a local time.
    var offset: Int?
    /// Whether the year is written.
    var hasYear = true

    /// Whether both say the same, if in other words.
    func means(_ other: Reading) -> Bool {
      if let instant { return instant == other.instant }
      return date == other.date && second == other.second && other.instant == nil
    }

    /// The instant, of a time with an offset.
    var instant: Instant? {
      guard let second, let offset else { return nil }
      return Instant(seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(second - offset * 60))
    }
  }

  /// Reads a cell; nil if it is not in this format.
  func read(_ cell: UnsafeBufferPointer<UInt8>) -> Reading? {
    switch form {
    case .parts(let parts): return read(cell, as: parts)
    case .rfc3339: return Instant(rfc3339: cell).map(Self.reading)
    case .epochSeconds:
      return Self.whole(cell, digits: 9...11).map { Self.reading(Instant(seconds: $0)) }
    case .epochMilliseconds:
      return Self.whole(cell, digits: 12...14).map { Self.reading(Instant(milliseconds: $0)) }
    case .serial: return Self.serial(cell)
    }
  }
}

extension TimeFormat {
  /// What stands for a year that is not written: it has all days.
  private static let leapYear = 2000

  private static func parts(of text: String) throws(Message) -> [Part] {
    var parts: [Part] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      if byte == 0x20 {
        if parts.last != .blank { parts.append(.blank) }
        continue
      }
      guard byte == UInt8(ascii: "%") else {
        parts.append(.literal(byte))
        continue
      }
      switch bytes.popFirst().map(Unicode.Scalar.init) {
      case "Y": parts.append(.year)
      case "y": parts.append(.shortYear)
      case "m": parts.append(.month)
      case "d", "e": parts.append(.day)
      case "H", "k": parts.append(.hour)
      case "I", "l": parts.append(.twelveHours)
      case "M": parts.append(.minute)
      case "S": parts.append(.second)
      case "f": parts.append(.fraction)
      case "p": parts.append(.half)
      case "b", "B", "h": parts.append(.monthName)
      case "a", "A": parts.append(.weekdayName)
      case "z", "Z": parts.append(.offset)
      case "%": parts.append(.literal(UInt8(ascii: "%")))
      case let letter: throw .unknownLetter(letter, in: text)
      }
    }
    let has = { (part: Part) in parts.contains(part) }
    let hasYear = has(.year) || has(.shortYear)
    guard has(.month) || has(.monthName), has(.day), hasYear || !(has(.hour) || has(.twelveHours))
    else { throw .noDate(text) }
    return parts
  }

  private func read(_ cell: UnsafeBufferPointer<UInt8>, as parts: [Part]) -> Reading? {
    var cursor = TimeCursor(cell)
    var (year, month, day) = (Self.leapYear, 0, 0)
    var hasYear = false
    var (hour, minute, second): (Int?, Int, Int) = (nil, 0, 0)
    var isAfternoon: Bool?
    var offset: Int?
    for part in parts {
      switch part {
      case .year:
        guard let value = cursor.number(4...4) else { return nil }
        (year, hasYear) = (value, true)
      case .shortYear:
        guard let value = cursor.number(2...2) else { return nil }
        // POSIX: 69 to 99 are of the last century.
        (year, hasYear) = (value < 69 ? 2000 + value : 1900 + value, true)
      case .month:
        guard let value = cursor.number(1...2) else { return nil }
        month = value
      case .day:
        guard let value = cursor.number(1...2) else { return nil }
        day = value
      case .hour:
        guard let value = cursor.number(1...2), value < 24 else { return nil }
        hour = value
      case .twelveHours:
        guard let value = cursor.number(1...2), (1...12).contains(value) else { return nil }
        hour = value % 12
      case .minute:
        guard let value = cursor.number(2...2), value < 60 else { return nil }
        minute = value
      case .second:
        guard let value = cursor.number(2...2), value <= 60 else { return nil }
        second = value
      case .fraction: guard cursor.number(1...9) != nil else { return nil }
      case .half:
        guard let value = cursor.half() else { return nil }
        isAfternoon = value
      case .monthName:
        guard let value = months.month(cursor.word()) else { return nil }
        month = value
      case .weekdayName: guard !cursor.word().isEmpty else { return nil }
      case .offset:
        guard let value = cursor.offset() else { return nil }
        offset = value
      case .blank: cursor.skipBlanks()
      case .literal(let byte): guard cursor.skip(byte) else { return nil }
      }
    }
    if isAfternoon == true { hour = hour.map { $0 + 12 } }
    guard cursor.isAtEnd, let date = CivilDate(year: year, month: month, day: day) else {
      return nil
    }
    return Reading(
      date: date, second: hour.map { ($0 * 60 + minute) * 60 + second }, offset: offset,
      hasYear: hasYear)
  }

  private static func reading(_ instant: Instant) -> Reading {
    let local = Zone.utc.localTime(at: instant)
    return Reading(date: local.date, second: local.secondOfDay, offset: 0)
  }

  private static func whole(
    _ cell: UnsafeBufferPointer<UInt8>, digits: ClosedRange<Int>
  ) -> Int64? {
    guard digits.contains(cell.count), cell.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
      return nil
    }
    return cell.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }

  /// A spreadsheet's day number: days since 1899-12-30, with the time of day as a fraction
  /// (ECMA-376, part 1, section 18.17.4.1).
  private static func serial(_ cell: UnsafeBufferPointer<UInt8>) -> Reading? {
    guard let number = NumberCell(cell)?.value(.point) ?? NumberCell(cell)?.value(.comma),
      (20_000..<80_000).contains(number)
    else { return nil }
    let day = number.rounded(.down)
    let second = Int(((number - day) * 86_400).rounded())
    let date = CivilDate(daysSinceEpoch: Int(day) - 25_569 + second / 86_400)
    return Reading(date: date, second: number == day ? nil : second % 86_400, offset: nil)
  }
}

extension Message {
  fileprivate static func unknownLetter(_ letter: Unicode.Scalar?, in text: String) -> Message {
    Message(
      "\(Quoting.quoted(text)): \(letter.map { "%\($0)" } ?? "% at the end") is not read (known: "
        + "%Y %y %m %d %H %I %M %S %f %p %b %a %z, rfc3339, epoch, epoch_ms, serial)")
  }

  fileprivate static func noDate(_ text: String) -> Message {
    Message(
      "\(Quoting.quoted(text)) has no month and day, or hours without a year (such as %Y-%m-%d %H:%M)"
    )
  }
}
