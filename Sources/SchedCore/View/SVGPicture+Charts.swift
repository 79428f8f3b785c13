extension SVGPicture {
  /// A line for each row: what, its number, a bar with its interval, and what else there is to say.
  mutating func append(_ ranking: Ranking) {
    guard !ranking.rows.isEmpty else { return }
    y += 8
    appendLines(of: ranking.title, .strong)
    appendLines(of: ranking.unit, .faint)
    y += 6
    let scale = ChartScale(of: ranking)
    let words = 210.0
    let (value, bar) = (Self.margin + 190, Self.margin + 204)
    let length = right - words - 16 - bar
    for row in ranking.rows {
      let label = PictureText.fitted(row.label, to: 140, size: TextKind.small.size)
      addText(label, .small, x: Self.margin, y: y + 17)
      addText(Figure.text(row.value, decimals: 2), .strong, x: value, y: y + 17, .end)
      appendBar(of: row, from: bar, length: length, scale)
      let evidence = PictureText.fitted(
        ViewWords.evidence(of: row), to: words, size: TextKind.smallFaint.size)
      addText(evidence, .smallFaint, x: right - words, y: y + 16.5)
      y += 26
    }
    y += 16
  }

  private mutating func appendBar(
    of row: Ranking.Row, from left: Double, length: Double, _ scale: ChartScale
  ) {
    func x(_ value: Double) -> Double { left + scale.share(of: value) * length }
    let (zero, end, middle) = (x(0), x(row.value), y + 12.5)
    add("<rect class=\"bar\" x=\"\(min(zero, end))\" y=\"\(middle - 5)\" ")
    add("width=\"\(abs(end - zero))\" height=\"10\" rx=\"2\"/>\n")
    guard let lower = row.lower, let upper = row.upper else { return }
    add("<path class=\"whisker\" d=\"M\(x(lower)) \(middle - 5)v10M\(x(upper)) \(middle - 5)v10")
    add("M\(x(lower)) \(middle)H\(x(upper))\"/>\n")
  }

  /// What and its last number at the left, its course as a line at the right.
  mutating func append(_ course: Course) {
    guard let first = course.points.first, let last = course.points.last else { return }
    let top = y + 4
    y = top
    let end = Self.margin + 250
    let unit = course.unit.isEmpty ? "" : " \(course.unit)"
    appendLines(of: course.title, .strong, to: end, most: 2)
    appendLines(of: ViewWords.value(last.value, of: course) + unit, .plain, to: end)
    if let threshold = course.threshold {
      let text = "bound \(ViewWords.value(threshold, of: course))"
      addText(text, .smallFaint, x: Self.margin, y: y + 12, color: "mark")
      y += 16
    }
    let bottom = y
    guard course.points.count > 1 else {
      y = bottom + 12
      return
    }
    appendLine(of: course, from: end + 16, top: top)
    for (point, x, anchor) in [(first, end + 16, Anchor.start), (last, right, Anchor.end)] {
      let text = "\(ViewWords.value(point.value, of: course)) \(point.label)"
      addText(text, .smallFaint, x: x, y: top + Self.courseHeight + 16, anchor)
    }
    y = max(bottom, top + Self.courseHeight + 24) + 12
  }

  private static let courseHeight = 52.0

  private mutating func appendLine(of course: Course, from left: Double, top: Double) {
    let scale = ChartScale(of: course)
    let length = right - left - 6
    func x(_ index: Int) -> Double {
      left + 3 + length * Double(index) / Double(max(course.points.count - 1, 1))
    }
    func y(_ value: Double) -> Double { top + (1 - scale.share(of: value)) * Self.courseHeight }
    let foot = top + Self.courseHeight
    add("<line class=\"rule\" x1=\"\(left)\" x2=\"\(right)\" y1=\"\(foot)\" y2=\"\(foot)\"/>\n")
    if let threshold = course.threshold.map(y) {
      add("<line class=\"bound\" x1=\"\(left)\" x2=\"\(right)\" ")
      add("y1=\"\(threshold)\" y2=\"\(threshold)\"/>\n")
    }
    add("<polyline class=\"course\" points=\"")
    for (index, point) in course.points.enumerated() {
      add("\(index > 0 ? " " : "")\(x(index)),\(y(point.value))")
    }
    add("\"/>\n")
    for (index, point) in course.points.enumerated() {
      let said = "\(point.label): \(ViewWords.value(point.value, of: course))"
      add("<circle class=\"dot\" cx=\"\(x(index))\" cy=\"\(y(point.value))\" r=\"3\">")
      add("<title>\(said)</title></circle>\n")
    }
  }
}
