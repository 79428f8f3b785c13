/// What a post is called where there is room for a line.
enum PostTitle {
  /// The post's `title`, the first line of its `text` that is not blank, or else its id; empty without
  /// any.
  static func text(of record: RecordReader) throws(Message) -> String {
    for name in [ViewField.title, ViewField.text] {
      if let line = string(name, of: record).flatMap(firstLine) { return line }
    }
    return try PostID(PostField.id, of: record)?.text ?? ""
  }

  /// A field of the user's own, which may be anything: nil if it is no text.
  static func string(_ name: FieldName, of record: RecordReader) -> String? {
    guard case .string(let text) = record.value(name) else { return nil }
    return text
  }

  private static func firstLine(of text: String) -> String? {
    let isBlank = { (byte: UInt8) in byte <= UInt8(ascii: " ") }
    let isEnd = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    let line = text.utf8.drop(while: isBlank).prefix { !isEnd($0) }
    return line.isEmpty ? nil : String(Substring(line))
  }
}
