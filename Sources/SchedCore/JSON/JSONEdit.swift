/// Sets a tool's own fields in a line and leaves every other byte as it is.
///
/// A field that stands in the line is replaced where it stands, and a second one of the same name
/// is dropped; a new field is appended before the closing brace. So the edit of an edited line is
/// the same line: `f | f` writes what `f` writes.
package struct JSONEdit {
  /// A field to write: its name, and where its value stands in `text`.
  private struct Assignment {
    let name: FieldName
    let value: Range<Int>
  }

  /// All assignments as they are appended to a line: `,"scores":{…},"best":[…]`.
  private var text: [UInt8] = []
  private var assignments: [Assignment] = []
  private var removals: [FieldName] = []

  package init() {}

  /// The room that the edit takes, for caches that are bounded in bytes.
  package var byteCount: Int {
    text.capacity + assignments.capacity * MemoryLayout<Assignment>.stride
  }

  /// Sets a field to the JSON text that `write` appends.
  package mutating func set(_ name: FieldName, _ write: (inout [UInt8]) -> Void) {
    text.append(contentsOf: ",\"".utf8)
    text.append(contentsOf: name.bytes)
    text.append(contentsOf: "\":".utf8)
    let start = text.count
    write(&text)
    assignments.append(Assignment(name: name, value: start..<text.count))
  }

  /// Takes a field out of the line, wherever it stands.
  package mutating func remove(_ name: FieldName) { removals.append(name) }

  /// Appends the edited line, without a line end.
  package func append(_ line: JSONLine, to output: inout [UInt8]) {
    text.withUnsafeBufferPointer { text in
      if touchesField(of: line) {
        appendReplacing(line, text, to: &output)
      } else {
        appendExtending(line, text, to: &output)
      }
    }
  }
}

extension JSONEdit {
  private func touchesField(of line: JSONLine) -> Bool {
    for assignment in assignments where line.value(of: assignment.name) != nil { return true }
    for name in removals where line.value(of: name) != nil { return true }
    return false
  }

  /// Nothing is there yet: the line up to its closing brace, then the new fields.
  private func appendExtending(
    _ line: JSONLine, _ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    let brace = line.closingBrace
    let needsNoComma = line.fields.isEmpty && !text.isEmpty
    output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[..<brace]))
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[(needsNoComma ? 1 : 0)...]))
    output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[brace...]))
  }

  /// Copies the line field by field, each with the white space around it, and sets the commas anew
  /// between those that stay.
  private func appendReplacing(
    _ line: JSONLine, _ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    var isWritten = [Bool](repeating: false, count: assignments.count)
    var hasField = false
    let brace = line.closingBrace
    var start = line.openingBrace + 1
    output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[..<start]))
    for (index, field) in line.fields.enumerated() {
      let end = index + 1 < line.fields.count ? line.comma(after: field) : brace
      defer { start = end + 1 }
      let assignment = assignments.firstIndex { line.isField(field, named: $0.name) }
      let isSecond = assignment.map { isWritten[$0] } ?? false
      guard !isSecond, !removals.contains(where: { line.isField(field, named: $0) }) else {
        continue
      }
      if hasField { output.append(UInt8(ascii: ",")) }
      hasField = true
      guard let assignment else {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[start..<end]))
        continue
      }
      isWritten[assignment] = true
      let value = text[assignments[assignment].value]
      let (valueStart, valueEnd) = (Int(field.valueStart), Int(field.valueEnd))
      output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[start..<valueStart]))
      output.append(contentsOf: UnsafeBufferPointer(rebasing: value))
      output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[valueEnd..<end]))
    }
    for (index, assignment) in assignments.enumerated() where !isWritten[index] {
      // With its quotation marks and colon in front, and its comma unless it is the first.
      let start = assignment.value.lowerBound - assignment.name.count - (hasField ? 4 : 3)
      let end = assignment.value.upperBound
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
      hasField = true
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[brace...]))
  }
}

extension JSONLine {
  /// The offset of the object's opening brace: the first byte that is not white space.
  fileprivate var openingBrace: Int { bytes.firstIndex(of: UInt8(ascii: "{")) ?? 0 }

  /// The offset of the object's closing brace: the last byte that is not white space.
  fileprivate var closingBrace: Int {
    var index = bytes.count
    while index > 0 {
      index -= 1
      if bytes[index] == UInt8(ascii: "}") { return index }
    }
    return bytes.count
  }

  /// The offset of the comma behind a field that is not the last.
  fileprivate func comma(after field: JSONField) -> Int {
    bytes[Int(field.valueEnd)...].firstIndex(of: UInt8(ascii: ",")) ?? bytes.count
  }
}
