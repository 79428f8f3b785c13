/// The byte between the cells of a table, which nothing in the file says.
package enum CSVDelimiter {
  package static let all: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// How many records are looked at.
  private static let mostRecords = 100

  /// The delimiter under which the most cells stand in records of one width; a comma where there is
  /// only one column.
  ///
  /// One of these records is the header, so a delimiter under which each has a cell of digits alone
  /// comes last: `Nov 2, 2026` has as many commas in every row as a table may have tabs.
  package static func found(in bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var best = (delimiter: UInt8(ascii: ","), isHeaded: false, cells: 0)
    for delimiter in all {
      let (isHeaded, cells) = table(in: bytes, delimiter: delimiter)
      guard cells > 0 else { continue }
      if (isHeaded ? 1 : 0, cells) > (best.isHeaded ? 1 : 0, best.cells) {
        best = (delimiter, isHeaded, cells)
      }
    }
    return best.delimiter
  }

  private typealias Width = (isHeaded: Bool, cells: Int)

  /// How many cells stand in records of the most common width, and whether one of these records can be
  /// a header; none where no record has two cells.
  private static func table(
    in bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8
  ) -> Width {
    guard var cursor = CSVCursor(bytes, delimiter: delimiter) else { return (false, 0) }
    let row = CellRow()
    var records = 0
    var widths: [Int: Width] = [:]
    while records < mostRecords, cursor.next(into: row) {
      records += 1
      guard row.count > 1 else { continue }
      var width = widths[row.count] ?? (false, 0)
      width.isHeaded = width.isHeaded || !(0..<row.count).contains { isDigits(row[$0]) }
      width.cells += row.count
      widths[row.count] = width
    }
    // Of widths with as many cells the larger one, so that the order of a dictionary decides nothing.
    let best = widths.max { ($0.value.cells, $0.key) < ($1.value.cells, $1.key) }
    return best?.value ?? (false, 0)
  }

  private static func isDigits(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    !cell.isEmpty && cell.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
  }

  /// The delimiter as people call it.
  static func name(_ delimiter: UInt8) -> String {
    switch delimiter {
    case UInt8(ascii: ","): "commas"
    case UInt8(ascii: ";"): "semicolons"
    case UInt8(ascii: "\t"): "tabs"
    default: "vertical bars"
    }
  }
}
