/// A field of a record by a name that a layout gives, or an element of an array in it: `text`,
/// `media[0]`.
struct FieldPath: Sendable {
  private let name: [UInt8]
  /// The element that is wanted; nil for the whole.
  private let index: Int?

  /// - Throws: what makes it no path.
  init(_ text: String) throws(Message) {
    let parts = text.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
    name = Array(parts[0].utf8)
    if parts.count == 2 {
      guard parts[1].hasSuffix("]"), let index = Int(parts[1].dropLast()), index >= 0 else {
        throw .noPath(text)
      }
      self.index = index
    } else {
      index = nil
    }
    guard !name.isEmpty else { throw .noPath(text) }
  }

  /// Appends what the field holds: a string's text, a number's digits as they are, an array's elements
  /// with commas between them.
  /// - Returns: whether anything is there.
  /// - Throws: an object, which is no text, about the field.
  func append(from line: JSONLine, to cell: inout [UInt8]) throws(Message) -> Bool {
    guard let value = line.value(named: name), let first = value.first else { return false }
    let spans = JSONSpans(bytes: value)
    let isArray = first == UInt8(ascii: "[")
    let elements = isArray ? spans.elements(at: 0) : [0..<value.count]
    let start = cell.count
    for (number, span) in elements.enumerated() where index.map({ $0 == number }) ?? true {
      guard let text = spans.text(span) else {
        guard value[span.lowerBound] == UInt8(ascii: "n") else { throw .noText(name) }
        continue
      }
      if cell.count > start { cell.append(UInt8(ascii: ",")) }
      cell += Array(text.utf8)
    }
    return cell.count > start
  }
}

extension JSONLine {
  /// The bytes of a field's value, or nil if the field is absent; of doubled keys the last counts.
  fileprivate func value(named name: [UInt8]) -> UnsafeBufferPointer<UInt8>? {
    let field = fields.last { field in
      let key = slice(field.keyStart, field.keyEnd)
      return field.isKeyEscaped
        ? JSONString.decode(key).utf8.elementsEqual(name) : key.elementsEqual(name)
    }
    return field.map { slice($0.valueStart, $0.valueEnd) }
  }
}

extension Message {
  fileprivate static func noPath(_ text: String) -> Message {
    Message("\(Quoting.quoted(text)) is no field (such as text, or media[0])")
  }

  fileprivate static func noText(_ name: [UInt8]) -> Message {
    Message(
      "an object or array where text is expected",
      about: YAMLPair.shown(String(decoding: name, as: UTF8.self)))
  }
}
