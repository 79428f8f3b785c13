import Glibc

/// One JSON object: its bytes, and where its top-level fields stand.
///
/// An instance is used for one line after another, so that reading a line allocates nothing. It
/// borrows the bytes: they stay where they are until the next `read`.
///
/// A struct, for each access to a class's property checks at run time that nobody else writes it;
/// those checks took 15 % of a filter's time.
package struct JSONLine {
  package private(set) var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private(set) var fields: [JSONField] = []

  package init() { fields.reserveCapacity(64) }

  /// Takes the next line.
  /// - Parameter line: the bytes without the line end; the byte behind them is below 0x20, and
  ///   8 bytes behind them are readable, as `JSONScanner` demands.
  /// - Throws: what makes it no JSON object, with the byte.
  package mutating func read(_ line: UnsafeBufferPointer<UInt8>) throws(Message) {
    bytes = line
    fields.removeAll(keepingCapacity: true)
    var scanner = JSONScanner(line)
    do throws(JSONFault) {
      try scanner.object(into: &fields)
    } catch {
      fields.removeAll(keepingCapacity: true)
      throw error.message
    }
  }

  /// The bytes of a field's value, or nil if the field is absent; of doubled keys the last counts.
  package func value(of name: FieldName) -> UnsafeBufferPointer<UInt8>? {
    var index = fields.count
    while index > 0 {
      index -= 1
      if isField(fields[index], named: name) {
        return slice(fields[index].valueStart, fields[index].valueEnd)
      }
    }
    return nil
  }
}

extension JSONLine {
  /// The decoded value of a field whose name is known at run time only, or nil if it is absent.
  func value(named name: String) -> JSONValue? {
    let field = fields.last {
      JSONString.decode(slice($0.keyStart, $0.keyEnd)) == name
    }
    return field.map { JSONValue(scanned: slice($0.valueStart, $0.valueEnd)) }
  }

  @inline(__always)
  func slice(_ start: Int32, _ end: Int32) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(end)])
  }

  @inline(__always)
  func isField(_ field: JSONField, named name: FieldName) -> Bool {
    guard !field.isKeyEscaped else { return isEscapedField(field, named: name) }
    guard field.keyHead == name.head, Int(field.keyEnd - field.keyStart) == name.count else {
      return false
    }
    guard name.count > 8, let base = bytes.baseAddress else { return true }
    return memcmp(base + Int(field.keyStart), name.text.utf8Start, name.count) == 0
  }

  /// `"pl\u0061tform"` is `platform` all the same.
  private func isEscapedField(_ field: JSONField, named name: FieldName) -> Bool {
    JSONString.decode(slice(field.keyStart, field.keyEnd)) == name.string
  }
}
