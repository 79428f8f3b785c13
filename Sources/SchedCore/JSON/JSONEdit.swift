/// Sets a tool's own fields in a line and leaves every other byte as it is.
///
/// A field that stands in the line is replaced where it stands, and a second one of the same name
/// is dropped; a new field is appended before the closing brace. So the edit of an edited line is
/// the same line: `f | f` writes what `f` writes.
package struct JSONEdit {
  /// A field to write: its name, and where its value stands in the values' bytes.
  package struct Assignment {
    let name: FieldName
    let value: Range<Int>
  }

  /// The values of all assignments, one behind the other.
  private var values: [UInt8] = []
  private var assignments: [Assignment] = []

  package init() {}

  /// The room that the edit takes, for caches that are bounded in bytes.
  package var byteCount: Int {
    values.count + assignments.count * MemoryLayout<Assignment>.stride
  }

  /// Sets a field to the JSON text that `write` appends.
  package mutating func set(_ name: FieldName, _ write: (inout [UInt8]) -> Void) {
    let start = values.count
    write(&values)
    assignments.append(Assignment(name: name, value: start..<values.count))
  }

  /// Appends the edited line, without a line end.
  package func append(_ line: JSONLine, to output: inout [UInt8]) {
    values.withUnsafeBufferPointer { values in
      if line.fields.contains(where: { isAssigned($0, in: line) }) {
        appendReplacing(line, values, to: &output)
      } else {
        appendExtending(line, values, to: &output)
      }
    }
  }
}

extension JSONEdit {
  /// Nothing is there yet: the line up to its closing brace, then the new fields.
  private func appendExtending(
    _ line: JSONLine, _ values: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    let brace = line.closingBrace
    output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[..<brace]))
    var needsComma = !line.fields.isEmpty
    for assignment in assignments {
      append(assignment, values, comma: needsComma, to: &output)
      needsComma = true
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[brace...]))
  }

  /// Copies the line from field to field; what lies between two values goes with the second.
  private func appendReplacing(
    _ line: JSONLine, _ values: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
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
        output.append(contentsOf: UnsafeBufferPointer(rebasing: values[assignments[index].value]))
      }
      copied = Int(field.valueEnd)
    }
    let brace = line.closingBrace
    output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[copied..<brace]))
    for (index, assignment) in assignments.enumerated() where !isWritten[index] {
      append(assignment, values, comma: true, to: &output)
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: line.bytes[brace...]))
  }

  @inline(__always)
  private func append(
    _ assignment: Assignment, _ values: UnsafeBufferPointer<UInt8>, comma: Bool,
    to output: inout [UInt8]
  ) {
    if comma { output.append(UInt8(ascii: ",")) }
    output.append(UInt8(ascii: "\""))
    output.append(contentsOf: assignment.name.bytes)
    output.append(UInt8(ascii: "\""))
    output.append(UInt8(ascii: ":"))
    output.append(contentsOf: UnsafeBufferPointer(rebasing: values[assignment.value]))
  }

  private func isAssigned(_ field: JSONField, in line: JSONLine) -> Bool {
    assignments.contains { line.isField(field, named: $0.name) }
  }
}

extension JSONLine {
  /// The offset of the object's closing brace: the last byte that is not white space.
  fileprivate var closingBrace: Int {
    bytes.lastIndex(of: UInt8(ascii: "}")) ?? bytes.count
  }

  /// The offset of the comma in front of a field that is not the first.
  fileprivate func commaBefore(_ field: JSONField) -> Int {
    bytes[..<Int(field.keyStart)].lastIndex(of: UInt8(ascii: ",")) ?? Int(field.keyStart)
  }
}
