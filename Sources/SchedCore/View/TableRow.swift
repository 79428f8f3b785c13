/// The row of a post in a layout's columns.
struct TableRow {
  /// With what a text begins that a spreadsheet may run as a formula (OWASP, "CSV Injection").
  private static let formulaMarks = Array("=+-@".utf8)

  private let layout: TableLayout
  private let zone: Zone?
  private var text: CSVText
  private var cell: [UInt8] = []
  /// The header; empty where the layout has none.
  let head: [UInt8]

  init(_ layout: TableLayout, zone: Zone?) {
    (self.layout, self.zone) = (layout, zone)
    var text = CSVText(delimiter: layout.delimiter, lineEnd: layout.lineEnd)
    if layout.hasHeader {
      for column in layout.columns { text.append(cell: Array(column.name.utf8)) }
      text.endRow()
    }
    head = text.bytes
    text.removeAll()
    self.text = text
  }

  /// The row that was made last, with its line end.
  var bytes: [UInt8] { text.bytes }

  /// Makes the row of a post that goes out at an instant.
  /// - Returns: how many texts a spreadsheet would treat as formulas.
  /// - Throws: a field that is no text, about the field.
  mutating func make(_ post: ExportedPost, at instant: Instant) throws(Message) -> Int {
    text.removeAll()
    var formulaCount = 0
    for column in layout.columns {
      cell.removeAll(keepingCapacity: true)
      switch column.value {
      case .constant(let word): cell += word
      case .words(let words): cell += words[post.identity.contentType]
      case .time(let format, let later, let isUTC):
        guard let zone = isUTC ? .utc : zone else { break }
        format.append(instant.adding(seconds: later), in: zone, to: &cell)
      case .fields(let sources, let isFirstLine):
        try appendFirst(of: sources, of: post)
        if isFirstLine { cutToFirstLine() }
        guard let first = cell.first, Self.formulaMarks.contains(first) else { break }
        formulaCount += 1
        if layout.marksFormulas { cell.insert(UInt8(ascii: "'"), at: 0) }
      }
      text.append(cell: cell)
    }
    text.endRow()
    return formulaCount
  }

  private mutating func appendFirst(
    of sources: [TableLayout.Source], of post: ExportedPost
  ) throws(Message) {
    for source in sources {
      switch source {
      case .account: return cell.append(utf8: post.identity.account)
      case .platform: return cell.append(utf8: post.platform)
      case .contentType: return cell.append(utf8: post.contentType)
      case .field(let path):
        if try path.append(from: post.record.line, to: &cell) { return }
      }
    }
  }

  /// Keeps the first line that is not blank.
  private mutating func cutToFirstLine() {
    let line = cell.drop { $0 <= UInt8(ascii: " ") }.prefix { $0 != 0x0A && $0 != 0x0D }
    cell = Array(line)
  }
}
