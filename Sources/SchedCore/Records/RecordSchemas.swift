/// What the tools read and write as a JSON Schema (draft 2020-12): schemas.json, as compiled in.
///
/// One document holds all kinds of record as `$defs`, those of a tool under names like
/// `score_input`. The schema of a tool is that document with another `$id` and `$ref`, so that a
/// change of a record is made in one place, without Swift.
package enum RecordSchemas {
  /// The records that a tool reads, or those that it writes.
  package enum Side: String, CaseIterable, Sendable {
    case input, output
  }

  /// The schema of a tool's records; the tool is called as its program, such as `sched-score`.
  /// - Throws: a defect only.
  package static func schema(of side: Side, tool: String) throws(Message) -> [UInt8] {
    let name = tool.hasPrefix("sched-") ? String(tool.dropFirst("sched-".count)) : tool
    var edit = JSONEdit()
    edit.set("$id") { JSONString.append("urn:sched:\(name):\(side.rawValue)", to: &$0) }
    edit.set("$ref") { JSONString.append("#/$defs/\(name)_\(side.rawValue)", to: &$0) }
    let text = PackageResources.schemas_json
    // The scanner looks at bytes behind the text.
    let padded = text + [UInt8](repeating: UInt8(ascii: "\n"), count: 16)
    let result: Result<[UInt8], Message> = padded.withUnsafeBufferPointer { bytes in
      do throws(Message) {
        var document = JSONLine()
        try document.read(UnsafeBufferPointer(rebasing: bytes[..<text.count]))
        var schema: [UInt8] = []
        edit.append(document, to: &schema)
        return .success(schema)
      } catch {
        return .failure(error.ending(with: .defect))
      }
    }
    return try result.get()
  }
}
