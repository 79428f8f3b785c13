/// Text of HTML or SVG that no stranger's text can break.
///
/// What is written in the source goes out as it is; what is interpolated is escaped, unless it is
/// markup itself. So a forgotten escape cannot happen: there is no other way to append a `String`.
struct Markup: ExpressibleByStringInterpolation {
  private(set) var bytes: [UInt8]

  init(stringLiteral text: String) { bytes = Array(text.utf8) }

  init(stringInterpolation interpolation: StringInterpolation) { bytes = interpolation.bytes }

  /// Text that is markup already, such as a style sheet of ours.
  init(trusted text: String) { bytes = Array(text.utf8) }

  static func += (markup: inout Markup, other: Markup) {
    markup.bytes.append(contentsOf: other.bytes)
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func appendInterpolation(_ text: String) { Markup.appendEscaped(text, to: &bytes) }

    mutating func appendInterpolation(_ number: Int) { JSONNumber.append(number, to: &bytes) }

    /// A coordinate or a length, to the tenth: finer ones are not seen.
    mutating func appendInterpolation(_ length: Double) {
      let tenths = length.isFinite ? (min(max(length, -1e9), 1e9) * 10).rounded() : 0
      JSONNumber.append(tenths / 10, to: &bytes)
    }

    mutating func appendInterpolation(_ markup: Markup) { bytes.append(contentsOf: markup.bytes) }
  }
}

extension Markup {
  /// Whether a character is dropped from what strangers wrote.
  ///
  /// That is what XML 1.0 has no place for (section 2.2), control characters, and the marks that turn
  /// the direction of what comes after them (embeddings, overrides and isolates), for a stray one
  /// would reverse the rest of a line. The direction that letters have of their own stays.
  private static func drops(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
    case let value: value & 0xFFFE == 0xFFFE
    }
  }

  /// The text without what is dropped, to measure it by.
  static func kept(of text: String) -> String {
    guard text.unicodeScalars.contains(where: drops) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !drops($0) }))
  }

  /// Appends a text for use between tags and in attributes.
  private static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars where !drops(scalar) {
      switch scalar {
      case "&": bytes.append(contentsOf: "&amp;".utf8)
      case "<": bytes.append(contentsOf: "&lt;".utf8)
      case ">": bytes.append(contentsOf: "&gt;".utf8)
      case "\"": bytes.append(contentsOf: "&quot;".utf8)
      case "'": bytes.append(contentsOf: "&#39;".utf8)
      case "\t", "\n", "\r": bytes.append(UInt8(ascii: " "))
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}
