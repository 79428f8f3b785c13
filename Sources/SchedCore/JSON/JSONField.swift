/// Where a top-level field of a line stands: offsets into the line's bytes.
///
///     {"id":17,"text":"Hello"}
///       k=v v   k===  v======
struct JSONField {
  /// The key between its quotation marks.
  var keyStart: Int32
  var keyEnd: Int32
  /// The key's first 8 bytes, or all of a shorter one with zeros behind it: two keys differ in
  /// their lengths or here almost always.
  var keyHead: UInt64
  /// The value, quotation marks or brackets included.
  var valueStart: Int32
  var valueEnd: Int32
  var isKeyEscaped: Bool
}

/// The name of a field that a tool reads or writes, as it stands in the records.
package struct FieldName: Sendable {
  /// ASCII, with nothing that JSON would escape.
  let text: StaticString
  let count: Int
  /// The first 8 bytes, as `JSONField.keyHead` has them.
  let head: UInt64

  package init(_ text: StaticString) {
    self.text = text
    count = text.utf8CodeUnitCount
    var head: UInt64 = 0
    for index in 0..<min(count, 8) { head |= UInt64(text.utf8Start[index]) << UInt64(8 * index) }
    self.head = head
  }

  package var string: String { text.description }
}

extension FieldName: ExpressibleByStringLiteral {
  package init(stringLiteral text: StaticString) { self.init(text) }
}

extension FieldName {
  /// The name's bytes, which live as long as the program.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: count)
  }
}
