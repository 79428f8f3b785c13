/// A decoded value, for the fields that a tool owns or looks into.
package enum JSONValue: Equatable, Sendable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  /// The members in order; doubled keys stand twice.
  case object([Member])

  package struct Member: Equatable, Sendable {
    package var key: String
    package var value: JSONValue

    package init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Decodes a value's bytes, as `JSONLine.value(of:)` gives them: the scanner has accepted them.
  package init(scanned bytes: UnsafeBufferPointer<UInt8>) {
    var reader = JSONValueReader(bytes: bytes)
    self = reader.value()
  }
}

extension JSONValue {
  /// The value, or nil for null and for an empty string, which exports have where nothing is known.
  var unlessAbsent: JSONValue? {
    switch self {
    case .null: nil
    case .string(let text) where text.isEmpty: nil
    default: self
    }
  }

  /// The value's kind in a message: `a number`.
  package var kindInWords: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// Reads bytes that the scanner has accepted, so nothing is checked again but the end.
private struct JSONValueReader {
  let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func value() -> JSONValue {
    skipSeparators()
    guard at < bytes.count else { return .null }
    switch bytes[at] {
    case UInt8(ascii: "\""): return .string(string())
    case UInt8(ascii: "{"): return .object(members())
    case UInt8(ascii: "["): return .array(elements())
    case UInt8(ascii: "t"): return literal(.boolean(true), count: 4)
    case UInt8(ascii: "f"): return literal(.boolean(false), count: 5)
    case UInt8(ascii: "n"): return literal(.null, count: 4)
    default: return .number(number())
    }
  }

  private mutating func literal(_ value: JSONValue, count: Int) -> JSONValue {
    at += count
    return value
  }

  private mutating func string() -> String {
    let start = at + 1
    at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    let content = bytes[min(start, bytes.count)..<min(at, bytes.count)]
    at += 1
    return JSONString.decode(UnsafeBufferPointer(rebasing: content))
  }

  private mutating func number() -> Double {
    let start = at
    while at < bytes.count, isPartOfNumber(bytes[at]) { at += 1 }
    defer { at = max(at, start + 1) }
    return JSONNumber.double(UnsafeBufferPointer(rebasing: bytes[start..<at]))
  }

  private mutating func elements() -> [JSONValue] {
    var elements: [JSONValue] = []
    at += 1
    while !closes(with: UInt8(ascii: "]")) { elements.append(value()) }
    return elements
  }

  private mutating func members() -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    at += 1
    while !closes(with: UInt8(ascii: "}")) {
      let key = string()
      members.append(JSONValue.Member(key: key, value: value()))
    }
    return members
  }

  private mutating func closes(with bracket: UInt8) -> Bool {
    skipSeparators()
    guard at < bytes.count else { return true }
    guard bytes[at] == bracket else { return false }
    at += 1
    return true
  }

  /// Skips white space, and the commas and colons whose places the scanner has checked.
  private mutating func skipSeparators() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"): at += 1
      default: return
      }
    }
  }

  private func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
