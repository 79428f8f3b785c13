/// Content lines of iCalendar (RFC 5545, section 3.1): at most 75 octets each, the line end not
/// counted; what is longer goes on in a line that begins with a space.
///
/// A character is never cut, nor an escape, for not every reader unfolds before it decodes.
struct CalendarText {
  private static let mostOctets = 75

  private(set) var bytes: [UInt8] = []
  /// Octets of the line that is being written.
  private var column = 0

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    column = 0
  }

  /// Writes a line that needs neither folds nor escapes.
  mutating func line(_ text: StaticString) {
    bytes.append(ascii: text)
    endLine()
  }

  mutating func endLine() {
    bytes.append(ascii: "\r\n")
    column = 0
  }

  /// Appends a name or a value that is short and needs no escapes.
  mutating func append(ascii text: StaticString) {
    append(
      plain: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends what is no text to iCalendar, such as a URI, as it is.
  mutating func append(plain text: String) {
    var text = text
    text.withUTF8 { append(plain: $0) }
  }

  private mutating func append(plain text: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < text.count {
      let length = Self.characterLength(text[at])
      append(UnsafeBufferPointer(rebasing: text[at..<min(at + length, text.count)]))
      at += length
    }
  }

  /// Appends text with the escapes of RFC 5545, section 3.3.11; a line end of any kind is `\n`, and
  /// other control characters, which it does not allow, are left out.
  mutating func append(text: String) {
    var text = text
    text.withUTF8 { append(escaping: $0) }
  }

  private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < text.count {
      let run = plainCount(of: text, from: at)
      if run > 0 {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[at..<at + run]))
        column += run
        at += run
        continue
      }
      let byte = text[at]
      switch byte {
      case UInt8(ascii: "\r") where at + 1 < text.count && text[at + 1] == UInt8(ascii: "\n"): break
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): append(ascii: #"\n"#, count: 2)
      case UInt8(ascii: "\\"): append(ascii: #"\\"#, count: 2)
      case UInt8(ascii: ";"): append(ascii: #"\;"#, count: 2)
      case UInt8(ascii: ","): append(ascii: #"\,"#, count: 2)
      case 0..<0x09, 0x0A..<0x20, 0x7F: break
      case 0xC2 where at + 1 < text.count && text[at + 1] < 0xA0: at += 1
      default:
        let end = min(at + Self.characterLength(byte), text.count)
        append(UnsafeBufferPointer(rebasing: text[at..<end]))
        at = end - 1
      }
      at += 1
    }
  }

  /// How many bytes from here on are plain characters of ASCII and fit into the line.
  private func plainCount(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let end = min(text.count, start + Self.mostOctets - column)
    var at = start
    while at < end {
      switch text[at] {
      case 0..<0x20, 0x7F...0xFF, UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","):
        return at - start
      default: at += 1
      }
    }
    return max(0, at - start)
  }

  /// Appends an escape.
  private mutating func append(ascii text: StaticString, count: Int) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: count))
  }

  /// Appends what is not to be cut.
  private mutating func append(_ character: UnsafeBufferPointer<UInt8>) {
    if column + character.count > Self.mostOctets {
      bytes.append(ascii: "\r\n ")
      column = 1
    }
    bytes.append(contentsOf: character)
    column += character.count
  }

  /// The length of the character that begins with a byte in well-formed UTF-8.
  private static func characterLength(_ byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }
}

extension CalendarText {
  /// Appends a date and time in UTC, as `20261123T090000Z`, to the second.
  mutating func append(utc instant: Instant) {
    let day = instant.utcDay
    append(CivilDate(daysSinceEpoch: day), second: Int(instant.seconds) - day * 86_400)
    append(ascii: "Z")
  }

  /// Appends a local date and time, as `20261123T100000`.
  mutating func append(_ local: Zone.LocalTime) {
    append(local.date, second: local.secondOfDay)
  }

  private mutating func append(_ date: CivilDate, second: Int) {
    var text: [UInt8] = []
    text.reserveCapacity(16)
    Digits.append(date.year, count: 4, to: &text)
    Digits.append(date.month, count: 2, to: &text)
    Digits.append(date.day, count: 2, to: &text)
    text.append(UInt8(ascii: "T"))
    Digits.append(second / 3600, count: 2, to: &text)
    Digits.append(second / 60 % 60, count: 2, to: &text)
    Digits.append(second % 60, count: 2, to: &text)
    text.withUnsafeBufferPointer { append($0) }
  }

  /// Appends an offset from UTC, as `+0100`, or with seconds where it has some.
  mutating func append(offset seconds: Int) {
    var text: [UInt8] = [UInt8(ascii: seconds < 0 ? "-" : "+")]
    let size = abs(seconds)
    Digits.append(size / 3600, count: 2, to: &text)
    Digits.append(size / 60 % 60, count: 2, to: &text)
    if size % 60 != 0 { Digits.append(size % 60, count: 2, to: &text) }
    text.withUnsafeBufferPointer { append($0) }
  }
}
