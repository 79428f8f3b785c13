/// A number as people's exports write it: `1,234` `1.234,5` `12.3K` `4.5 %` `-3`, or in scientific
/// notation.
///
/// Where a point or a comma stands before exactly three digits, one cell does not tell whether it
/// groups thousands or begins a fraction; `NumberStyle` decides that for the whole column.
struct NumberCell {
  /// What the marks of a cell say about the style of its column.
  struct Evidence: OptionSet, Hashable {
    let rawValue: UInt8

    /// A point begins the fraction, as in `1,234.5` or `0.5`.
    static let decimalPoint = Evidence(rawValue: 1)
    /// A comma begins the fraction, as in `1.234,5` or `0,5`.
    static let decimalComma = Evidence(rawValue: 2)
    /// A point before three digits.
    static let openPoint = Evidence(rawValue: 4)
    /// A comma before three digits.
    static let openComma = Evidence(rawValue: 8)
  }

  private(set) var evidence: Evidence = []
  /// Whether a per cent sign stands after the number.
  private(set) var isPercent = false
  private var isNegative = false
  private var digits: UInt64 = 0
  private var digitCount = 0
  /// How many of the digits stand after the last point, and after the last comma.
  private var afterPoint = 0
  private var afterComma = 0
  private var points = 0
  private var commas = 0
  private var isPointLast = false
  /// Powers of ten by a suffix such as K, or an exponent.
  private var exponent = 0

  /// Reads a cell; nil if it holds no number.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var at = sign(text)
    guard body(text, &at), digitCount > 0, suffix(text, &at), at == text.count else { return nil }
    weigh()
  }

  /// The number in the style of its column, a multiple of it; nil if the cell does not fit the style.
  ///
  /// The digits are multiplied before the decimal mark is set, so that 1.1 hours are 3960 seconds.
  func value(_ style: NumberStyle, times factor: UInt64 = 1) -> Double? {
    let (own, other) = style == .point ? (points, commas) : (commas, points)
    // What groups thousands is never after what begins the fraction.
    let isLastOwn = isPointLast == (style == .point)
    guard own <= 1, own == 0 || other == 0 || isLastOwn else { return nil }
    let places = own == 0 ? 0 : style == .point ? afterPoint : afterComma
    let (product, isTooLarge) = digits.multipliedReportingOverflow(by: factor)
    let power = exponent - places - (isPercent ? 2 : 0)
    guard !isTooLarge, let value = Self.scaled(product, by: power) else { return nil }
    return isNegative ? -value : value
  }

  /// Makes 6.98 of a column in per cent 0.0698.
  mutating func divideByHundred() { exponent -= 2 }
}

/// Which mark begins the fraction; the other one groups thousands.
package enum NumberStyle: String, Sendable, CaseIterable {
  case point, comma
}

extension NumberCell {
  private mutating func sign(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    switch text.first {
    case UInt8(ascii: "-"):
      isNegative = true
      return 1
    case UInt8(ascii: "+"): return 1
    // U+2212, the minus sign.
    case 0xE2 where text.count > 2 && text[1] == 0x88 && text[2] == 0x92:
      isNegative = true
      return 3
    default: return 0
    }
  }

  private mutating func body(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
    while at < text.count {
      let byte = text[at]
      if byte &- UInt8(ascii: "0") < 10 {
        guard digitCount < 19 else { return false }
        digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
        digitCount += 1
        afterPoint += 1
        afterComma += 1
        at += 1
      } else if byte == UInt8(ascii: ".") {
        guard mark(isPoint: true) else { return false }
        at += 1
      } else if byte == UInt8(ascii: ",") {
        guard mark(isPoint: false) else { return false }
        at += 1
      } else if let width = Self.groupingBlank(text, at), Self.isDigit(text, at + width) {
        at += width
      } else {
        break
      }
    }
    return true
  }

  /// Counts a point or comma; false where the groups before it are not of three digits.
  private mutating func mark(isPoint: Bool) -> Bool {
    if isPoint {
      guard points == 0 || afterPoint == 3 else { return false }
      (points, afterPoint, isPointLast) = (points + 1, 0, true)
    } else {
      guard commas == 0 || afterComma == 3 else { return false }
      (commas, afterComma, isPointLast) = (commas + 1, 0, false)
    }
    return true
  }

  /// What groups thousands and is never a decimal mark: a blank between digits, an apostrophe.
  private static func groupingBlank(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    func has(_ bytes: UInt8...) -> Bool {
      at + bytes.count <= text.count && bytes.indices.allSatisfy { text[at + $0] == bytes[$0] }
    }
    if has(0x20) || has(UInt8(ascii: "'")) { return 1 }
    if has(0xC2, 0xA0) { return 2 }
    // U+2009, U+202F and U+2019: thin, narrow, and the typographic apostrophe.
    return has(0xE2, 0x80, 0x89) || has(0xE2, 0x80, 0xAF) || has(0xE2, 0x80, 0x99) ? 3 : nil
  }

  private static func isDigit(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    at < text.count && text[at] &- UInt8(ascii: "0") < 10
  }

  private mutating func suffix(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
    if at < text.count, text[at] | 0x20 == UInt8(ascii: "e"), at + 1 < text.count {
      var index = at + 1
      let isDown = text[index] == UInt8(ascii: "-")
      if isDown || text[index] == UInt8(ascii: "+") { index += 1 }
      var power = 0
      let start = index
      while Self.isDigit(text, index), power < 1000 {
        power = power * 10 + Int(text[index] - UInt8(ascii: "0"))
        index += 1
      }
      guard index > start else { return false }
      exponent += isDown ? -power : power
      at = index
    }
    skipBlanks(text, &at)
    guard at < text.count else { return true }
    let rest = String(decoding: text[at...], as: UTF8.self).lowercased()
    if rest == "%" {
      isPercent = true
    } else if let power = Self.powers[rest] {
      exponent += power
    } else {
      return false
    }
    at = text.count
    return true
  }

  private func skipBlanks(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int) {
    while let width = Self.groupingBlank(text, at) { at += width }
  }

  /// The words for thousands, millions and billions of English, German, Swedish, French, Spanish
  /// and Portuguese exports.
  private static let powers: [String: Int] = [
    "k": 3, "tsd": 3, "tsd.": 3, "tn": 3, "t": 3, "mil": 3, "m": 6, "mio": 6, "mio.": 6, "mn": 6,
    "mi": 6,
    "b": 9, "bn": 9, "mrd": 9, "mrd.": 9, "md": 9,
  ]

  /// Sets what the marks say of the column.
  private mutating func weigh() {
    let isLeadingZero = digits < 1000 && digitCount == 4
    switch (points, commas) {
    case (0, 0): break
    case (1..., 1...):
      // Of two kinds of mark the last one begins the fraction.
      evidence = isPointLast ? .decimalPoint : .decimalComma
    case (1, 0):
      evidence =
        afterPoint == 3 && digitCount <= 6 && digitCount > 3 && !isLeadingZero
        ? .openPoint : .decimalPoint
    case (0, 1):
      evidence =
        afterComma == 3 && digitCount <= 6 && digitCount > 3 && !isLeadingZero
        ? .openComma : .decimalComma
    case (2..., 0): evidence = .decimalComma
    default: evidence = .decimalPoint
    }
  }

  private static func scaled(_ digits: UInt64, by power: Int) -> Double? {
    if power == 0 { return Double(digits) }
    // Both are exact up to these bounds, so the result is rounded once (Clinger 1990,
    // doi 10.1145/93548.93557).
    if digits <= 1 << 53, power.magnitude <= 22 {
      let scale = powersOfTen[Int(power.magnitude)]
      return power < 0 ? Double(digits) / scale : Double(digits) * scale
    }
    guard power.magnitude < 400, let value = Double("\(digits)e\(power)"), value.isFinite else {
      return nil
    }
    return value
  }

  private static let powersOfTen: [Double] = (0...22).map { power in
    (0..<power).reduce(1.0) { value, _ in value * 10 }
  }
}
