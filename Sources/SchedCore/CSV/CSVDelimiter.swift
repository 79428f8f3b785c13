/// The byte between the cells of a table, which nothing in the file says.
enum CSVDelimiter {
  static let all: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// How many records are looked at.
  private static let mostRecords = 100

  /// The delimiter under which the most cells stand in records of one width; a comma where there is
  /// only one column.
  static func found(in bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var best = (delimiter: UInt8(ascii: ","), cells: 0)
    for delimiter in all {
      var widths: [Int: Int] = [:]
      for width in self.widths(of: bytes, delimiter: delimiter) where width > 1 {
        widths[width, default: 0] += 1
      }
      let cells = widths.map { $0.key * $0.value }.max() ?? 0
      if cells > best.cells { best = (delimiter, cells) }
    }
    return best.delimiter
  }

  private static func widths(of bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8) -> [Int] {
    guard var cursor = CSVCursor(bytes, delimiter: delimiter) else { return [] }
    let row = CellRow()
    var widths: [Int] = []
    while widths.count < mostRecords, cursor.next(into: row) { widths.append(row.count) }
    return widths
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
