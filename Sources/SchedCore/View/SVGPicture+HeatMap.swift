extension SVGPicture {
  private static let hourWidth = 44.0
  private static let rowHeight = 20.0
  /// Where the words beside a week begin, from the right margin.
  private static let wordsWidth = 230.0

  /// Hours down, days across; the best hours in words and the shades at the right.
  mutating func append(_ map: HeatMap) {
    y += 8
    appendLines(of: map.title, .strong)
    appendLines(of: "\(map.unit), on the clock of \(map.zone)", .faint)
    y += 8
    let top = y
    appendWeek(of: map)
    let bottom = y
    y = top + Self.rowHeight
    appendWords(on: map)
    y = max(bottom, y) + 20
  }

  private mutating func appendWeek(of map: HeatMap) {
    let left = Self.margin + Self.hourWidth
    let cellWidth = (right - Self.wordsWidth - 28 - left) / 7
    for day in Weekday.allCases {
      let middle = left + (Double(day.rawValue) + 0.5) * cellWidth
      addText(ClockText.day(day), .smallStrong, x: middle, y: y + 13, .middle)
    }
    y += Self.rowHeight
    let best = map.best.map(\.index)
    var badges: [(rank: Int, x: Double, y: Double)] = []
    for hour in 0..<24 {
      if hour > 0, hour % 6 == 0 { y += 4 }
      let time = TimeOfDay(minutes: hour * 60).description
      addText(time, .smallFaint, x: left - 8, y: y + 13.5, .end)
      for day in Weekday.allCases {
        let x = left + Double(day.rawValue) * cellWidth
        let hour = WeekHour(day, hour: hour)
        appendCell(of: map, hour, x: x, width: cellWidth)
        if let rank = best.firstIndex(of: hour.index) {
          badges.append((rank, x + cellWidth - 3, y))
        }
      }
      y += Self.rowHeight
    }
    // After all cells, so that none lies over a badge of its neighbour.
    for (rank, x, y) in badges { appendBadge(rank, x: x, y: y + 1) }
  }

  private mutating func appendCell(
    of map: HeatMap, _ hour: WeekHour, x: Double, width: Double
  ) {
    add("<g><title>\(ViewWords.cell(of: map, hour))</title>")
    defer { add("</g>\n") }
    let middle = x + width / 2
    guard let cell = map.cells[hour.index] else {
      return addText("·", .tiny, x: middle, y: y + 13.5, .middle)
    }
    guard !map.isThin(cell) else {
      return addText(ViewWords.short(cell.value, in: map), .tiny, x: middle, y: y + 13.5, .middle)
    }
    let shade = map.shade(of: cell.value)
    let box: Markup = """
      x="\(x + 1)" y="\(y + 1)" width="\(width - 2)" height="\(Self.rowHeight - 2)" rx="3"/>
      """
    add("<rect class=\"s\(shade)\" \(box)")
    if map.best.contains(hour) { add("<rect class=\"ring\" \(box)") }
    let text = ViewWords.short(cell.value, in: map)
    addText(text, .tiny, x: middle, y: y + 13.5, .middle, color: "t\(shade)")
  }

  private mutating func appendBadge(_ rank: Int, x: Double, y: Double) {
    add("<circle class=\"badge\" cx=\"\(x)\" cy=\"\(y)\" r=\"7\"/>")
    addText("\(rank + 1)", .tiny, x: x, y: y + 3.5, .middle, color: "on-mark")
  }

  private mutating func appendWords(on map: HeatMap) {
    let left = right - Self.wordsWidth
    guard map.cells.contains(where: { $0 != nil }) else {
      return appendLines(of: "No figures.", .small, from: left)
    }
    appendLines(
      of: map.best.isEmpty ? "No hour has enough posts to be named." : "Best hours", .smallStrong,
      from: left)
    y += 6
    for (rank, hour) in map.best.enumerated() {
      guard let cell = map.cells[hour.index] else { continue }
      appendBadge(rank, x: left + 7, y: y + 9)
      addText(ClockText.hour(hour), .strong, x: left + 22, y: y + 14)
      addText(Figure.text(cell.value), .strong, x: right, y: y + 14, .end)
      y += 20
      appendLines(of: ViewWords.evidence(of: cell), .smallFaint, from: left + 22)
      y += 6
    }
    y += 10
    if let range = map.range { appendLegend(of: map, range, from: left) }
    if let thin = ViewWords.thinHours(of: map) { appendLines(of: thin, .smallFaint, from: left) }
  }

  private mutating func appendLegend(
    of map: HeatMap, _ range: ClosedRange<Double>, from left: Double
  ) {
    let (least, most) = (Figure.text(range.lowerBound), Figure.text(range.upperBound))
    guard range.lowerBound < range.upperBound else {
      return appendLines(of: "All hours are alike: \(least).", .small, from: left)
    }
    appendLines(of: "Shades", .smallStrong, from: left)
    y += 6
    let swatch = Self.wordsWidth / Double(HeatMap.shadeCount)
    for shade in 0..<HeatMap.shadeCount {
      let x = left + Double(shade) * swatch
      add("<rect class=\"s\(shade)\" x=\"\(x)\" y=\"\(y)\" width=\"\(swatch - 2)\" height=\"14\" ")
      add("rx=\"3\"/>\n")
    }
    y += 18
    addText("least \(least)", .smallFaint, x: left, y: y + 10)
    addText("most \(most)", .smallFaint, x: right - 2, y: y + 10, .end)
    y += 20
  }
}
