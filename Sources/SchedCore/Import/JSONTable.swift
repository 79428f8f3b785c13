/// Records of a document in JSON: an array, an object that holds one, or JSON Lines.
///
/// The document is held whole, for the records can be anywhere in it; what is read of a record are
/// the values that the paths lead to.
final class JSONTable: ForeignTable {
  private static let partRows = 4096

  let document: JSONDocument
  private let rows: [Range<Int>]
  private let paths: [JSONPath]

  var name: String { document.name }
  var partCount: Int { (rows.count + Self.partRows - 1) / Self.partRows }

  init(_ document: JSONDocument, rows: [Range<Int>], paths: [String]) {
    (self.document, self.rows) = (document, rows)
    self.paths = paths.map { JSONPath($0) }
  }

  func forEachRow(
    ofPart part: Int, _ body: (CellRow) throws(Message) -> Void
  ) throws(Message) {
    let own = rows[part * Self.partRows..<min(rows.count, (part + 1) * Self.partRows)]
    let row = CellRow(lines: { 1 }, from: document.bytes.baseAddress)
    for span in own {
      let bytes = UnsafeBufferPointer(rebasing: document.bytes[span])
      row.begin(bytes)
      let spans = JSONSpans(bytes: bytes)
      for path in paths {
        let text = path.find(in: spans, at: 0).flatMap(spans.text) ?? ""
        row.appendWritten(text)
      }
      try body(row)
    }
  }

  func line(ofPart part: Int, offset: Int) -> Int {
    1 + document.bytes[..<offset].count { $0 == UInt8(ascii: "\n") }
  }
}
