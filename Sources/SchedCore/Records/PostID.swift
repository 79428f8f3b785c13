/// What a record calls itself: a string, or a number in the digits in which it was written.
package enum PostID: Hashable, Sendable {
  case string(String)
  case number(String)

  /// Reads a field that holds an id; nil if it is absent.
  /// - Throws: a value of another kind, about the field.
  package init?(_ name: FieldName, of record: RecordReader) throws(Message) {
    switch record.value(name) {
    case nil: return nil
    case .string(let text): self = .string(text)
    case .number:
      let digits = record.line.value(of: name).map { String(decoding: $0, as: UTF8.self) }
      self = .number(digits ?? "")
    case .some(let other):
      throw .wrongKind(other, wanted: "a string or a number").about(name.string)
    }
  }

  /// Whether it is written as a number.
  var isNumber: Bool { if case .number = self { true } else { false } }

  /// The string, or the digits.
  var text: String {
    switch self {
    case .string(let text), .number(let text): text
    }
  }

  /// Appends the id as JSON.
  func append(to buffer: inout [UInt8]) {
    switch self {
    case .string(let text): JSONString.append(text, to: &buffer)
    case .number(let digits): buffer.append(contentsOf: digits.utf8)
    }
  }

  /// The id in a message or a reason.
  package var shown: String {
    switch self {
    case .string(let text): Quoting.quoted(text)
    case .number(let digits): String(digits.prefix(Quoting.longestShown))
    }
  }
}

extension PostID: Comparable {
  /// Numbers before strings, each by its bytes.
  package static func < (a: PostID, b: PostID) -> Bool {
    switch (a, b) {
    case (.number, .string): true
    case (.string, .number): false
    case (.number(let a), .number(let b)), (.string(let a), .string(let b)):
      a.utf8.lexicographicallyPrecedes(b.utf8)
    }
  }
}
