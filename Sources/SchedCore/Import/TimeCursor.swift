/// Walks over the parts of a time as exports write it.
struct TimeCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  /// A number of so many digits; what follows is not looked at.
  mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while count < digits.upperBound, at + count < bytes.count,
      bytes[at + count] &- UInt8(ascii: "0") < 10
    {
      value = value * 10 + Int(bytes[at + count] - UInt8(ascii: "0"))
      count += 1
    }
    guard count >= digits.lowerBound else { return nil }
    at += count
    return value
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard at < bytes.count, Self.folded(bytes[at]) == Self.folded(byte) else { return false }
    at += 1
    return true
  }

  /// Skips blanks, and the no-break ones (U+00A0, U+202F) that stand before AM and PM.
  mutating func skipBlanks() {
    while at < bytes.count {
      if bytes[at] == 0x20 || bytes[at] == 0x09 {
        at += 1
      } else if at + 1 < bytes.count, bytes[at] == 0xC2, bytes[at + 1] == 0xA0 {
        at += 2
      } else if at + 2 < bytes.count, bytes[at] == 0xE2, bytes[at + 1] == 0x80,
        bytes[at + 2] == 0xAF
      {
        at += 3
      } else {
        return
      }
    }
  }

  /// The letters that come next, in lower case, without a dot after them; empty if there are none.
  mutating func word() -> String {
    let start = at
    while at < bytes.count, bytes[at] >= 0x80 || Self.isLetter(bytes[at]) {
      // A no-break blank ends a word.
      if bytes[at] == 0xC2 || bytes[at] == 0xE2 { break }
      at += 1
    }
    let word = String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
    if at > start { _ = skip(UInt8(ascii: ".")) }
    return word
  }

  /// AM or PM, also `a.m.`, with or without a blank before: whether it is the afternoon.
  mutating func half() -> Bool? {
    skipBlanks()
    let isAfternoon = skip(UInt8(ascii: "p"))
    guard isAfternoon || skip(UInt8(ascii: "a")) else { return nil }
    _ = skip(UInt8(ascii: "."))
    guard skip(UInt8(ascii: "m")) else { return nil }
    _ = skip(UInt8(ascii: "."))
    return isAfternoon
  }

  /// Minutes ahead of UTC, as `+0530`, `+05:30`, `+05`, `Z`, `UTC` or `GMT`.
  mutating func offset() -> Int? {
    if at < bytes.count, Self.isLetter(bytes[at]) {
      return ["z", "utc", "gmt"].contains(word()) ? 0 : nil
    }
    let isAhead = skip(UInt8(ascii: "+"))
    guard isAhead || skip(UInt8(ascii: "-")), let hours = number(2...2), hours < 24 else {
      return nil
    }
    let hasColon = skip(UInt8(ascii: ":"))
    let minutes = number(2...2)
    guard minutes != nil || !hasColon, (minutes ?? 0) < 60 else { return nil }
    let total = hours * 60 + (minutes ?? 0)
    return isAhead ? total : -total
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func folded(_ byte: UInt8) -> UInt8 { isLetter(byte) ? byte | 0x20 : byte }
}

/// The names of months in the languages of exports, whole and short.
struct MonthNames: Sendable {
  private let months: [String: Int]

  /// - Parameter names: twelve lists in lower case, without a dot at the end.
  init(_ names: [[String]]) {
    var months: [String: Int] = [:]
    for (index, words) in names.enumerated() {
      for word in words { months[word] = index + 1 }
    }
    self.months = months
  }

  /// The number of a month, from 1; nil for another word.
  func month(_ word: String) -> Int? { months[word] }
}
