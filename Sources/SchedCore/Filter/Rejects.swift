/// The file that keeps every rejected line, whole.
///
///     {"source":"posts.jsonl","line":17,"error":"…","input":"…"}
///
/// The input stands there as a JSON string, or as `input_base64` if it is not UTF-8 or longer than
/// allowed: such a line passes through in parts, or happens to come whole, and looks the same.
package final class Rejects {
  private let output: OutputFile
  private var record: [UInt8] = []
  private var base64 = Base64()

  /// - Throws: why the file cannot be written, with status 74.
  package init(path: String) throws(Message) {
    output = try OutputFile(path: path)
  }

  /// Keeps a line with the reason why it was rejected.
  func keep(
    _ line: UnsafeBufferPointer<UInt8>, number: Int, of source: String, because message: Message,
    isOverlong: Bool
  ) throws(Message) {
    beginRecord(number: number, of: source, because: message)
    if !isOverlong, let text = String(validating: line, as: UTF8.self) {
      record.append(contentsOf: "\"input\":".utf8)
      JSONString.append(text, to: &record)
    } else {
      record.append(contentsOf: "\"input_base64\":\"".utf8)
      base64.append(line, to: &record)
      base64.finish(&record)
      record.append(UInt8(ascii: "\""))
    }
    record.append(contentsOf: "}\n".utf8)
    try output.write(record)
  }

  /// Keeps a part of a line that is too long to be held whole.
  func keep(_ part: LineReader.OverlongPart, because message: Message) throws(Message) {
    record.removeAll(keepingCapacity: true)
    if part.isFirst {
      beginRecord(number: part.line, of: part.source, because: message)
      record.append(contentsOf: "\"input_base64\":\"".utf8)
    }
    base64.append(part.bytes, to: &record)
    if part.isLast {
      base64.finish(&record)
      record.append(contentsOf: "\"}\n".utf8)
    }
    try output.write(record)
  }

  func flush() throws(Message) { try output.flush() }

  func finish() throws(Message) { try output.finish() }

  private func beginRecord(number: Int, of source: String, because message: Message) {
    record.removeAll(keepingCapacity: true)
    record.append(contentsOf: "{\"source\":".utf8)
    JSONString.append(source, to: &record)
    record.append(contentsOf: ",\"line\":\(number),\"error\":".utf8)
    JSONString.append(message.withoutPlace, to: &record)
    record.append(UInt8(ascii: ","))
  }
}
