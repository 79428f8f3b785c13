/// Typed, checked access to the fields of a line.
///
/// A field that is absent, null or an empty string is nil. What is wrong is said about the field:
/// `account: 5 is not a string`.
package struct RecordReader {
  let line: JSONLine

  package init(_ line: JSONLine) { self.line = line }

  /// The field's decoded value, or nil if it is absent, null or an empty string.
  func value(_ name: FieldName) -> JSONValue? {
    guard let bytes = line.value(of: name) else { return nil }
    return JSONValue(scanned: bytes).unlessAbsent
  }

  func string(_ name: FieldName) throws(Message) -> String? {
    switch value(name) {
    case nil: nil
    case .string(let text): text
    case .some(let other): throw .wrongKind(other, wanted: "a string").about(name.string)
    }
  }

  /// An instant, in RFC 3339 or a form near it.
  func instant(_ name: FieldName) throws(Message) -> Instant? {
    guard let text = try string(name) else { return nil }
    do throws(Message) {
      return try Instant(rfc3339: text)
    } catch {
      throw error.about(name.string)
    }
  }
}

extension RecordReader {
  func boolean(_ name: FieldName) throws(Message) -> Bool? {
    switch value(name) {
    case nil: nil
    case .boolean(let flag): flag
    case .some(let other): throw .wrongKind(other, wanted: "true or false").about(name.string)
    }
  }
}

extension Message {
  static func wrongKind(_ value: JSONValue, wanted: String) -> Message {
    Message("\(value.kindInWords) where \(wanted) is expected")
  }
}

extension RecordReader {
  /// An instant that must be there.
  func required(_ name: FieldName) throws(Message) -> Instant {
    guard let instant = try instant(name) else {
      throw Message("missing (an instant, as 2026-11-23T09:00:00Z)", about: name.string)
    }
    return instant
  }

  /// A number within a range.
  func number(_ name: FieldName, in range: ClosedRange<Double>) throws(Message) -> Double? {
    switch value(name) {
    case nil: return nil
    case .number(let number) where range.contains(number): return number
    case .number(let number):
      throw .outOfRange(number, range).about(name.string)
    case .some(let other): throw .wrongKind(other, wanted: "a number").about(name.string)
    }
  }
}

extension Message {
  fileprivate static func outOfRange(_ number: Double, _ range: ClosedRange<Double>) -> Message {
    func shortest(_ number: Double) -> String {
      var text: [UInt8] = []
      JSONNumber.append(number, to: &text)
      return String(decoding: text, as: UTF8.self)
    }
    return Message(
      "\(shortest(number)) is out of range "
        + "(\(shortest(range.lowerBound)) to \(shortest(range.upperBound)))")
  }
}
