/// Checks one line against RFC 8259 and finds where its top-level fields begin and end.
///
/// The scanner reads bytes once, from left to right, and decodes nothing: whatever a tool does not
/// own is copied later as the bytes it came as. Strings take most of a line, so they are read
/// eight bytes at a time in a `UInt64` (2.1 GB/s on strings; `SIMD16<UInt8>` ran at 34 MB/s).
///
/// Invariant of the input: the byte behind the last one is readable and below 0x20 (the line end,
/// or padding), and seven more behind it are readable. That byte stops every inner loop, so that
/// only white space has to look at the end.
struct JSONScanner {
  /// How deep arrays and objects may nest; the contract's limit.
  static let deepest = 512

  private let base: UnsafePointer<UInt8>
  private let end: Int
  private var at = 0

  /// - Parameter line: the bytes of a line without its line end, readable for 8 bytes beyond.
  init(_ line: UnsafeBufferPointer<UInt8>) {
    base = line.baseAddress ?? UnsafePointer(Self.nothing)
    end = line.count
  }

  // Sound: written once, before anybody reads it, and never freed.
  private nonisolated(unsafe) static let nothing: UnsafeMutablePointer<UInt8> = {
    let padding = UnsafeMutablePointer<UInt8>.allocate(capacity: 8)
    padding.initialize(repeating: 0, count: 8)
    return padding
  }()

  /// Reads the one object that the line must be, and appends its fields in order.
  /// - Throws: the first fault, with its offset.
  mutating func object(into fields: inout [JSONField]) throws(JSONFault) {
    skipSpace()
    guard base[at] == UInt8(ascii: "{") else { throw fault(.notAnObject) }
    at += 1
    skipSpace()
    if base[at] == UInt8(ascii: "}") {
      at += 1
    } else {
      repeat {
        skipSpace()
        fields.append(try field())
        skipSpace()
      } while try another(before: UInt8(ascii: "}"))
    }
    skipSpace()
    guard at == end else { throw fault(.trailingBytes) }
  }
}

extension JSONScanner {
  /// Reads the one value of any kind that the bytes must be.
  /// - Throws: the first fault, with its offset.
  mutating func document() throws(JSONFault) {
    skipSpace()
    try value(depth: 1)
    skipSpace()
    guard at == end else { throw fault(.trailingBytes) }
  }

  private mutating func field() throws(JSONFault) -> JSONField {
    guard base[at] == UInt8(ascii: "\"") else { throw fault(.keyExpected) }
    let keyStart = at + 1
    let isEscaped = try string()
    let keyEnd = at - 1
    try colon()
    let valueStart = at
    try value(depth: 1)
    return JSONField(
      keyStart: Int32(keyStart), keyEnd: Int32(keyEnd),
      keyHead: head(of: keyStart, count: keyEnd - keyStart), valueStart: Int32(valueStart),
      valueEnd: Int32(at), isKeyEscaped: isEscaped)
  }

  @inline(__always)
  private func head(of start: Int, count: Int) -> UInt64 {
    let word = UInt64(
      littleEndian: UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self))
    return count >= 8 ? word : word & ((1 << UInt64(8 * count)) &- 1)
  }

  private mutating func colon() throws(JSONFault) {
    skipSpace()
    guard base[at] == UInt8(ascii: ":") else { throw fault(.colonExpected) }
    at += 1
    skipSpace()
  }

  /// Whether a comma leads on to another element; false once the closing bracket is read.
  private mutating func another(before close: UInt8) throws(JSONFault) -> Bool {
    let byte = base[at]
    guard byte == UInt8(ascii: ",") || byte == close else {
      throw fault(close == UInt8(ascii: "}") ? .commaOrBraceExpected : .commaOrBracketExpected)
    }
    at += 1
    return byte == UInt8(ascii: ",")
  }

  private mutating func value(depth: Int) throws(JSONFault) {
    switch base[at] {
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    case UInt8(ascii: "{"): try nestedObject(depth: depth + 1)
    case UInt8(ascii: "["): try array(depth: depth + 1)
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    default: throw fault(.valueExpected)
    }
  }

  private mutating func nestedObject(depth: Int) throws(JSONFault) {
    guard depth <= Self.deepest else { throw fault(.tooDeep) }
    at += 1
    skipSpace()
    if base[at] == UInt8(ascii: "}") {
      at += 1
      return
    }
    repeat {
      skipSpace()
      guard base[at] == UInt8(ascii: "\"") else { throw fault(.keyExpected) }
      _ = try string()
      try colon()
      try value(depth: depth)
      skipSpace()
    } while try another(before: UInt8(ascii: "}"))
  }

  private mutating func array(depth: Int) throws(JSONFault) {
    guard depth <= Self.deepest else { throw fault(.tooDeep) }
    at += 1
    skipSpace()
    if base[at] == UInt8(ascii: "]") {
      at += 1
      return
    }
    repeat {
      skipSpace()
      try value(depth: depth)
      skipSpace()
    } while try another(before: UInt8(ascii: "]"))
  }

  private mutating func literal(_ text: StaticString) throws(JSONFault) {
    for index in 0..<text.utf8CodeUnitCount where base[at + index] != text.utf8Start[index] {
      throw fault(.valueExpected)
    }
    at += text.utf8CodeUnitCount
  }

  @inline(__always)
  private mutating func skipSpace() {
    while base[at] <= 0x20, at < end {
      switch base[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return
      }
    }
  }

  private func fault(_ kind: JSONFault.Kind) -> JSONFault {
    JSONFault(kind: at >= end ? .endsEarly : kind, offset: min(at, end))
  }
}

extension JSONScanner {
  /// `-`? int frac? exp?, with no zero in front of another digit (RFC 8259, section 6).
  private mutating func number() throws(JSONFault) {
    if base[at] == UInt8(ascii: "-") { at += 1 }
    if base[at] == UInt8(ascii: "0") {
      if isDigit(base[at + 1]) { throw fault(.leadingZero) }
      at += 1
    } else {
      try digits()
    }
    if base[at] == UInt8(ascii: ".") {
      at += 1
      try digits()
    }
    if base[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if base[at] == UInt8(ascii: "+") || base[at] == UInt8(ascii: "-") { at += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(JSONFault) {
    guard isDigit(base[at]) else { throw fault(.digitExpected) }
    repeat { at += 1 } while isDigit(base[at])
  }

  @inline(__always)
  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Reads a string, the opening quotation mark included; whether it has escapes.
  private mutating func string() throws(JSONFault) -> Bool {
    var isEscaped = false
    at += 1
    while true {
      at += JSONScanner.plainPrefix(of: base + at)
      let byte = base[at]
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return isEscaped
      case UInt8(ascii: "\\"):
        isEscaped = true
        try escape()
      case 0x80...:
        let count = UTF8Sequence.length(at: base + at)
        guard count > 0 else { throw fault(.notUTF8) }
        at += count
      default:
        throw fault(at < end ? .controlCharacter : .endsEarly)
      }
    }
  }

  private mutating func escape() throws(JSONFault) {
    switch base[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 2
    case UInt8(ascii: "u"):
      // The byte behind the line is no digit, so the reading stops there.
      for index in 2..<6 where JSONString.hexadecimal(base[at + index]) == nil {
        throw fault(.badEscape)
      }
      at += 6
    default:
      throw fault(.badEscape)
    }
  }

  /// How many bytes from here on are plain inside a string: ASCII, no control character, neither
  /// quotation mark nor backslash.
  ///
  /// In each word, `(x - n) & ~x & 0x80…` marks the bytes below n; what it marks wrongly lies above
  /// a byte that it marks rightly, so the lowest mark is true ("Bit Twiddling Hacks", Anderson).
  @inline(__always)
  private static func plainPrefix(of start: UnsafePointer<UInt8>) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var count = 0
    while true {
      let word = UnsafeRawPointer(start + count).loadUnaligned(as: UInt64.self)
      let quotes = word ^ (ones &* 0x22)
      let backslashes = word ^ (ones &* 0x5C)
      let marks =
        ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
        | ((word &- ones &* 0x20) & ~word) | word
      let special = marks & highs
      if special != 0 { return count + special.trailingZeroBitCount / 8 }
      count += 8
    }
  }
}
