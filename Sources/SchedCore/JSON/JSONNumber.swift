/// The text of JSON numbers, both ways.
package enum JSONNumber {
  /// The double nearest to the number's text, which the scanner has accepted; an overflow gives an
  /// infinity.
  ///
  /// Up to 19 digits with a power of ten up to 22 are exact in double arithmetic (Clinger 1990,
  /// doi 10.1145/93548.93557); everything else goes to the standard library.
  package static func double(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    var mantissa: UInt64 = 0
    var exponent = 0
    var digits = 0
    var hasPoint = false
    var index = text.first == UInt8(ascii: "-") ? 1 : 0
    let isNegative = index == 1
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: ".") {
        hasPoint = true
      } else if byte &- UInt8(ascii: "0") < 10 {
        mantissa = mantissa &* 10 &+ UInt64(byte - UInt8(ascii: "0"))
        if mantissa > 0 { digits += 1 }
        if hasPoint { exponent -= 1 }
      } else {
        return slowDouble(text)
      }
      index += 1
    }
    guard digits <= 19, mantissa <= 1 << 53, exponent >= -22 else { return slowDouble(text) }
    let value = Double(mantissa) / powersOfTen[-exponent]
    return isNegative ? -value : value
  }

  /// Appends the shortest text that reads back to the same double; `null` for what is not finite,
  /// which JSON cannot say.
  package static func append(_ value: Double, to buffer: inout some ByteOutput) {
    guard value.isFinite else { return buffer.append(ascii: "null") }
    // Up to here a whole number is written without an exponent.
    if value.magnitude < 0x1p53, let whole = Int(exactly: value), whole != 0 || value.sign == .plus
    {
      return append(whole, to: &buffer)
    }
    let text = value.description
    buffer.append(utf8: text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  /// Appends a whole number.
  package static func append(_ whole: Int, to buffer: inout some ByteOutput) {
    var rest = whole.magnitude
    var unit: UInt = 1
    while rest / unit >= 10 { unit *= 10 }
    if whole < 0 { buffer.append(UInt8(ascii: "-")) }
    while unit > 0 {
      buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  /// The number to six significant digits: more are noise in what is measured or learned.
  package static func rounded(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    var unit = 1.0
    var magnitude = value.magnitude
    while magnitude < 100_000, unit < 1e15 {
      magnitude *= 10
      unit *= 10
    }
    return (value * unit).rounded() / unit
  }

  /// Appends a score, cut to [0, 1]: at most 4 decimals, no trailing zeros, no exponent.
  package static func appendScore(
    _ score: Double, perUnit: Int = 10_000, to buffer: inout [UInt8]
  ) {
    let parts = scoreInParts(score, perUnit: perUnit)
    guard parts < perUnit else { return buffer.append(UInt8(ascii: "1")) }
    buffer.append(UInt8(ascii: "0"))
    guard parts > 0 else { return }
    buffer.append(UInt8(ascii: "."))
    var rest = parts
    var unit = perUnit / 10
    while rest > 0 {
      buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  /// The score as it is written, in units of 0.0001.
  package static func scoreInTenThousandths(_ score: Double) -> Int {
    scoreInParts(score, perUnit: 10_000)
  }

  /// The score in so many parts of one, a power of ten.
  package static func scoreInParts(_ score: Double, perUnit: Int) -> Int {
    guard score > 0 else { return 0 }
    return Int((min(score, 1) * Double(perUnit)).rounded())
  }

  private static func slowDouble(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    Double(String(decoding: text, as: UTF8.self)) ?? .nan
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
