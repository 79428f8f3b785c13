/// The text of JSON strings, both ways (RFC 8259, section 7).
package enum JSONString {
  /// The text between the quotation marks of a string that the scanner has accepted.
  ///
  /// An escaped surrogate without its partner, which RFC 8259 lets pass and Unicode does not,
  /// becomes U+FFFD.
  static func decode(_ content: UnsafeBufferPointer<UInt8>) -> String {
    guard content.contains(UInt8(ascii: "\\")) else {
      return String(decoding: content, as: UTF8.self)
    }
    var units: [UInt8] = []
    units.reserveCapacity(content.count)
    var index = 0
    while index < content.count {
      guard content[index] == UInt8(ascii: "\\"), index + 1 < content.count else {
        units.append(content[index])
        index += 1
        continue
      }
      if content[index + 1] == UInt8(ascii: "u") {
        let (scalar, length) = escapedScalar(in: content, at: index)
        units.append(contentsOf: String(Character(scalar)).utf8)
        index += length
      } else {
        units.append(control(named: content[index + 1]))
        index += 2
      }
    }
    return String(decoding: units, as: UTF8.self)
  }

  /// The value of a hexadecimal digit, or nil.
  @inline(__always)
  static func hexadecimal(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  /// Appends the text in quotation marks, with only those escapes that JSON demands.
  package static func append(_ text: String, to buffer: inout some ByteOutput) {
    var text = text
    text.withUTF8 { append($0, to: &buffer) }
  }

  /// Appends text in UTF-8; what needs no escape goes in as a whole.
  package static func append(
    _ text: UnsafeBufferPointer<UInt8>, to buffer: inout some ByteOutput
  ) {
    buffer.append(UInt8(ascii: "\""))
    var (start, at) = (0, 0)
    while at < text.count {
      at += plainPrefix(of: text, from: at)
      guard at < text.count else { break }
      if needsEscape(text[at]) {
        buffer.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at]))
        start = at + 1
        appendEscape(text[at], to: &buffer)
      }
      at += 1
    }
    buffer.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    buffer.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// How many bytes from here on, in words of eight, surely need no escape: see `JSONScanner`.
  @inline(__always)
  private static func plainPrefix(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let raw = UnsafeRawBufferPointer(text)
    var count = 0
    while start + count + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: start + count, as: UInt64.self)
      let quotes = word ^ (ones &* 0x22)
      let backslashes = word ^ (ones &* 0x5C)
      let marks =
        ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
        | ((word &- ones &* 0x20) & ~word)
      guard marks & 0x8080_8080_8080_8080 == 0 else { break }
      count += 8
    }
    return count
  }

  private static func appendEscape(_ byte: UInt8, to buffer: inout some ByteOutput) {
    buffer.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\n"): buffer.append(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): buffer.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): buffer.append(UInt8(ascii: "t"))
    case 0..<0x20:
      buffer.append(ascii: "u00")
      Hexadecimal.append(UInt64(byte), digits: 2, to: &buffer)
    default: buffer.append(byte)
    }
  }
}

extension JSONString {
  /// The scalar of `\uXXXX`, or of a pair of them, and how many bytes it took.
  private static func escapedScalar(
    in content: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (Unicode.Scalar, length: Int) {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard let unit = codeUnit(in: content, at: index) else { return (replacement, 2) }
    if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
    guard unit < 0xDC00, let low = codeUnit(in: content, at: index + 6), low >= 0xDC00, low < 0xE000
    else { return (replacement, 6) }
    let value = 0x10000 + (UInt32(unit - 0xD800) << 10) + UInt32(low - 0xDC00)
    return (Unicode.Scalar(value) ?? replacement, 12)
  }

  private static func codeUnit(in content: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt16? {
    guard index + 6 <= content.count, content[index] == UInt8(ascii: "\\"),
      content[index + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt16 = 0
    for offset in 2..<6 {
      guard let digit = hexadecimal(content[index + offset]) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  private static func control(named letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }
}
