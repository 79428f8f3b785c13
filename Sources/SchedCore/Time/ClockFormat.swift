/// How a local time is written for another program, in the letters of strftime(3), in English on any
/// locale.
package struct ClockFormat: Sendable {
  /// The letters after `%`, and after `%-`, which leaves out leading zeros.
  private static let letters = "YymdHIMSpbBaAzZ%"
  private static let numbers = "mdHIMS"

  private enum Part {
    case literal([UInt8])
    case letter(UInt8, isPadded: Bool)
  }

  private let parts: [Part]
  /// Whether it says where the clock is, so that no zone has to be known beside it.
  package let hasOffset: Bool

  /// The word for RFC 3339, which no letters write: `Z` for UTC, else an offset with a colon.
  private static let standard = "rfc3339"
  private let isStandard: Bool

  /// - Throws: an unknown letter, with those that are known.
  package init(_ text: String) throws(Message) {
    isStandard = text == Self.standard
    var parts: [Part] = []
    var hasOffset = isStandard
    var literal: [UInt8] = []
    var bytes = Array(text.utf8)[...]
    while !isStandard, let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        literal.append(byte)
        continue
      }
      let isPadded = bytes.first != UInt8(ascii: "-")
      if !isPadded { bytes.removeFirst() }
      guard let letter = bytes.popFirst(),
        (isPadded ? Self.letters : Self.numbers).utf8.contains(letter)
      else { throw .unknownLetter(in: text) }
      if letter == UInt8(ascii: "%") {
        literal.append(letter)
        continue
      }
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = []
      parts.append(.letter(letter, isPadded: isPadded))
      if letter | 0x20 == UInt8(ascii: "z") { hasOffset = true }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    (self.parts, self.hasOffset) = (parts, hasOffset)
  }

  /// Appends what the clocks of a zone show at an instant.
  package func append(_ instant: Instant, in zone: Zone, to buffer: inout [UInt8]) {
    guard !isStandard else {
      if zone == .utc { instant.append(to: &buffer) } else { zone.append(instant, to: &buffer) }
      return
    }
    let local = zone.localTime(at: instant)
    for part in parts {
      switch part {
      case .literal(let bytes): buffer += bytes
      case .letter(UInt8(ascii: "z"), _):
        Self.append(offset: zone.offsetSeconds(at: instant) / 60, to: &buffer)
      case .letter(UInt8(ascii: "Z"), _): buffer += Array(zone.name.utf8)
      case .letter(let letter, let isPadded):
        Self.append(letter, of: local, isPadded: isPadded, to: &buffer)
      }
    }
  }

  private static func append(
    _ letter: UInt8, of local: Zone.LocalTime, isPadded: Bool, to buffer: inout [UInt8]
  ) {
    let hour = local.secondOfDay / 3600
    let number: Int
    switch letter {
    case UInt8(ascii: "Y"): return Digits.append(local.date.year, count: 4, to: &buffer)
    case UInt8(ascii: "p"): return buffer.append(ascii: hour < 12 ? "AM" : "PM")
    case UInt8(ascii: "b"): return buffer.append(utf8: String(month(local).prefix(3)))
    case UInt8(ascii: "B"): return buffer.append(utf8: month(local))
    case UInt8(ascii: "a"): return buffer.append(utf8: String(day(local).prefix(3)))
    case UInt8(ascii: "A"): return buffer.append(utf8: day(local))
    case UInt8(ascii: "y"): number = local.date.year % 100
    case UInt8(ascii: "m"): number = local.date.month
    case UInt8(ascii: "d"): number = local.date.day
    case UInt8(ascii: "H"): number = hour
    case UInt8(ascii: "I"): number = (hour + 11) % 12 + 1
    case UInt8(ascii: "M"): number = local.secondOfDay / 60 % 60
    default: number = local.secondOfDay % 60
    }
    Digits.append(number, count: isPadded || number > 9 ? 2 : 1, to: &buffer)
  }

  /// Appends `+0530`.
  private static func append(offset minutes: Int, to buffer: inout [UInt8]) {
    buffer.append(UInt8(ascii: minutes < 0 ? "-" : "+"))
    Digits.append(abs(minutes) / 60, count: 2, to: &buffer)
    Digits.append(abs(minutes) % 60, count: 2, to: &buffer)
  }

  private static func month(_ local: Zone.LocalTime) -> String { months[local.date.month - 1] }

  private static func day(_ local: Zone.LocalTime) -> String { days[local.weekday.rawValue] }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let days = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
}

extension Message {
  fileprivate static func unknownLetter(in text: String) -> Message {
    Message(
      "\(Quoting.quoted(text)) has an unknown letter (rfc3339, or text with %Y %y %m %d %H %I %M %S %p "
        + "%b %B %a %A %z %Z and %%; %-d has no leading zero)")
  }
}
