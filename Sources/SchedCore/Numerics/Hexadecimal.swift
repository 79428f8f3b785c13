/// Numbers in hexadecimal digits, small letters, leading zeros kept.
package enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Appends the last digits of a number.
  package static func append(_ value: UInt64, digits count: Int, to text: inout some ByteOutput) {
    for place in (0..<count).reversed() {
      text.append(digits[Int(value >> UInt64(4 * place) & 15)])
    }
  }

  /// The number that so many digits are the text of, at most 16; nil for any other text.
  package static func value(_ text: some Collection<UInt8>, digits count: Int) -> UInt64? {
    guard text.count == count else { return nil }
    var value: UInt64 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        value = value << 4 | UInt64(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"):
        value = value << 4 | UInt64(byte - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return value
  }
}
