extension SVGPicture {
  private static let columnGap = 16.0
  /// Of a cell, so that a row stays a row.
  private static let mostLines = 4
  /// In which no column is wider, unless there is room.
  private static let leastColumn = 40.0

  /// Columns as wide as their widest cell, the widest ones narrower where there is no room for all;
  /// their cells are broken over some lines.
  mutating func append(_ table: ViewTable) {
    guard !table.columns.isEmpty else { return }
    let widths = columnWidths(of: table)
    append(table.columns.map(\.title), of: table, widths, isHead: true)
    for row in table.rows { append(row, of: table, widths, isHead: false) }
    y += 16
  }

  private func columnWidths(of table: ViewTable) -> [Double] {
    let size = TextKind.small.size
    let natural = table.columns.indices.map { column in
      table.rows.reduce(
        PictureText.width(of: table.columns[column].title, size: size * 1.1)
      ) { widest, row in
        max(widest, PictureText.width(of: row[column], size: size * (column == 0 ? 1.1 : 1)))
      } + 1
    }
    // The greatest width with which all fit: narrow columns keep theirs, the others share the rest.
    var rest = innerWidth - Double(table.columns.count - 1) * Self.columnGap
    var widest = Self.leastColumn
    for (index, width) in natural.sorted().enumerated() {
      widest = max(Self.leastColumn, rest / Double(natural.count - index))
      if width > widest { break }
      rest -= width
      widest = width
    }
    return natural.map { min($0, widest) }
  }

  private mutating func append(
    _ cells: [String], of table: ViewTable, _ widths: [Double], isHead: Bool
  ) {
    var (x, lineCount) = (Self.margin, 1)
    for (index, (cell, width)) in zip(cells, widths).enumerated() {
      let kind: TextKind = isHead ? .faint : .small
      let isBold = isHead || index == 0
      let lines = PictureText.wrapped(
        cell, to: width, size: kind.size * (isBold ? 1.1 : 1), most: Self.mostLines)
      let isNumber = table.columns[index].isNumber
      for (line, text) in lines.enumerated() {
        addText(
          text, kind, x: isNumber ? x + width : x, y: y + 16 + Double(line) * 17,
          isNumber ? .end : .start, color: isBold ? "bold" : "")
      }
      lineCount = max(lineCount, lines.count)
      x += width + Self.columnGap
    }
    y += Double(lineCount) * 17 + 9
    add("<line class=\"rule\" x1=\"\(Self.margin)\" x2=\"\(right)\" y1=\"\(y)\" y2=\"\(y)\"/>\n")
  }
}
