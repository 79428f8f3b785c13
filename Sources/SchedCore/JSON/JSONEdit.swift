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

  /// Appends the edited line, without a line end.
  package func append(_ line: JSONLine, to output: inout [UInt8]) {
    text.withUnsafeBufferPointer { text in
      if hasAssignedField(line) {
        appendReplacing(line, text, to: &output)
      } else {
        appendExtending(line, text, to: &output)
      }
    }
  }
}

extension JSONEdit {
  private func hasAssignedField(_ line: JSONLine) -> Bool {
    for assignment in assignments where line.value(of: assignment.name) != nil { return true }
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

  /// Copies the line from field to field; what lies between two values goes with the second.
  private func appendReplacing(
    _ line: JSONLine, _ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    var isWritten = [Bool](repeating: false, count: assignments.count)
    var copied = 0
    for field in line.fields {
      guard let index = assignments.firstIndex(where: { line.isField(field, named: $0.name) })
      else { continue }
      if isWritten[index] {
        // A field that stands twice: drop it with the comma before it.
        let comma = line.commaBefore(field)
        output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[copied..<comma]))
      } else {
        isWritten[index] = true
        let start = Int(field.valueStart)
        output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[copied..<start]))
        output.append(contentsOf: UnsafeBufferPointer(rebasing: text[assignments[index].value]))
      }
      copied = Int(field.valueEnd)
    }
    let brace = line.closingBrace
    output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[copied..<brace]))
    for (index, assignment) in assignments.enumerated() where !isWritten[index] {
      // With its comma, quotation marks and colon in front.
      let start = assignment.value.lowerBound - assignment.name.count - 4
      let end = assignment.value.upperBound
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[brace...]))
  }
}

extension JSONLine {
  /// The offset of the object's closing brace: the last byte that is not white space.
  fileprivate var closingBrace: Int {
    var index = bytes.count
    while index > 0 {
      index -= 1
      if bytes[index] == UInt8(ascii: "}") { return index }
    }
    return bytes.count
  }

  /// The offset of the comma in front of a field that is not the first.
  fileprivate func commaBefore(_ field: JSONField) -> Int {
    bytes[..<Int(field.keyStart)].lastIndex(of: UInt8(ascii: ",")) ?? Int(field.keyStart)
  }
}
