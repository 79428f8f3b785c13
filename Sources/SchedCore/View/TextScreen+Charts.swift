extension TextScreen {
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
  /// `0.82 to 2.79`.
  private static let intervalColumns = 12
  private static let heights = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// A bar of an eighth of a column for each eighth of a column's worth.
  static func bar(_ share: Double, columns: Int) -> String {
    let parts = Int((min(max(share, 0), 1) * Double(columns * 8)).rounded())
    return String(repeating: "█", count: parts / 8) + eighths[parts % 8]
  }

  /// A line for each hour: when, the number, its interval as a line with a dot, and how sure it is.
  mutating func append(_ ranking: Ranking) {
    let title = Quoting.escaped("\(ranking.title): \(ranking.unit)")
    for part in TextWidth.wrapped(title, to: width) { line(styled(part, .bold)) }
    let label = ranking.rows.reduce(0) { max($0, TextWidth.columns(of: $1.label)) }
    let ends = ranking.rows.flatMap { [$0.lower ?? $0.value, $0.upper ?? $0.value] }
    // What there is no room for is left out: the line first, then how sure it is.
    let fixed = 3 + label + 6
    let interval = ranking.rows.contains { $0.lower != nil } ? 2 + Self.intervalColumns : 0
    var note = ranking.rows.reduce(0) { max($0, TextWidth.columns(of: $1.note)) }
    if fixed + interval + 2 + note > width { note = 0 }
    let room = width - fixed - interval - (note > 0 ? note + 2 : 0) - 2
    for (index, row) in ranking.rows.enumerated() {
      var text = TextWidth.fitted("\(index + 1)", to: 2, isNumber: true) + " "
      text += TextWidth.fitted(row.label, to: label)
      text += TextWidth.fitted(Figure.text(row.value, decimals: 2), to: 6, isNumber: true)
      if interval > 0, room >= 8, let least = ends.min(), let most = ends.max(), most > least {
        text += "  " + styled(Self.whisker(row, least...most, columns: min(room, 30)), .shade(3))
      }
      if fixed + interval <= width, let lower = row.lower, let upper = row.upper {
        let ends = "\(Figure.text(lower, decimals: 2)) to \(Figure.text(upper, decimals: 2))"
        text += "  " + TextWidth.fitted(ends, to: Self.intervalColumns)
      }
      if note > 0 { text += "  " + row.note }
      line(text)
    }
  }

  /// `├───●────┤` where the interval and the number lie within a range.
  private static func whisker(
    _ row: Ranking.Row, _ range: ClosedRange<Double>, columns: Int
  ) -> String {
    func column(_ value: Double) -> Int {
      let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
      return min(max(Int((share * Double(columns - 1)).rounded()), 0), columns - 1)
    }
    var marks = [String](repeating: " ", count: columns)
    if let lower = row.lower, let upper = row.upper, column(lower) <= column(upper) {
      for index in column(lower)...column(upper) { marks[index] = "─" }
      marks[column(lower)] = "├"
      marks[column(upper)] = "┤"
    }
    marks[column(row.value)] = "●"
    return marks.joined()
  }

  /// One line: what, its course as small bars, the first and the last number.
  mutating func append(_ course: Course) {
    guard let first = course.points.first, let last = course.points.last else { return }
    func text(_ value: Double) -> String {
      course.unit.isEmpty ? Figure.percent(value) : Figure.text(value)
    }
    // From zero, so that 96 and 94 % look alike.
    let most = course.points.reduce(0) { max($0, $1.value) }
    let bars = course.points.suffix(Self.courseBars).map { point in
      Self.heights[most > 0 ? min(7, max(0, Int(point.value / most * 8))) : 0]
    }
    let from = course.points.count > 1 ? "\(text(first.value)) to " : ""
    let bound = course.threshold.map { ", bound \(text($0))" } ?? ""
    let change = from + text(last.value) + (course.unit.isEmpty ? "" : " \(course.unit)") + bound
    let room = width - TextWidth.columns(of: change) - 2
    guard room >= Self.titleColumns + 2 + Self.courseBars else {
      for part in TextWidth.wrapped("\(course.title): \(change)", to: width) { line(part) }
      return
    }
    let title = TextWidth.fitted(course.title, to: Self.titleColumns)
    let drawn = TextWidth.fitted(bars.joined(), to: Self.courseBars)
    line("\(title)  \(styled(drawn, .shade(3)))  \(change)")
  }

  private static let titleColumns = 34
  /// How many cycles a course shows, the last ones.
  private static let courseBars = 12

  /// Columns as wide as their widest cell; the last one takes what is left, over several lines.
  mutating func append(_ table: ViewTable) {
    let count = table.columns.count
    guard count > 0 else { return }
    let cells = table.rows.map { row in row.map { Quoting.escaped($0) } }
    var widths = table.columns.indices.map { column in
      cells.reduce(TextWidth.columns(of: table.columns[column].title)) {
        max($0, TextWidth.columns(of: $1[column]))
      }
    }
    let before = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    guard before + min(widths[count - 1], Self.leastLastColumn) <= width else {
      for row in cells { appendStacked(row, of: table) }
      return
    }
    widths[count - 1] = min(widths[count - 1], max(Self.leastLastColumn, width - before))
    line(styled(row(table.columns.map(\.title), table, widths), .bold))
    for cells in cells {
      let parts = TextWidth.wrapped(cells[count - 1], to: widths[count - 1])
      line(row(cells.dropLast() + [parts.first ?? ""], table, widths))
      for part in parts.dropFirst() {
        line(String(repeating: " ", count: before) + part)
      }
    }
  }

  private static let leastLastColumn = 12

  /// A row of a table that is too wide: its cells one after another, each after its column's title.
  private mutating func appendStacked(_ row: [String], of table: ViewTable) {
    line(styled(TextWidth.fitted(row[0], to: width), .bold))
    let cells = zip(table.columns, row).dropFirst().filter { !$0.1.isEmpty }
    let text = cells.map { "\($0.0.title): \($0.1)" }.joined(separator: "; ")
    for part in TextWidth.wrapped(text, to: width - 2) { line("  " + part) }
  }

  private func row(_ cells: [String], _ table: ViewTable, _ widths: [Int]) -> String {
    var text = ""
    for (column, cell) in cells.enumerated() {
      if column > 0 { text += "  " }
      text += TextWidth.fitted(cell, to: widths[column], isNumber: table.columns[column].isNumber)
    }
    return text
  }
}
