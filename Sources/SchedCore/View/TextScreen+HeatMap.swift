extension TextScreen {
  /// From the palest to the strongest; all are told apart without colour.
  private static let shadeMarks = ["·", "░", "▒", "▓", "█"]

  /// An hour of too few posts.
  private static let thinMark = "-"

  /// A line for each day, three columns for each hour; two or one where the screen is narrow.
  mutating func append(_ map: HeatMap) {
    let perHour = max(1, min(3, (width - Self.dayColumns) / 24))
    for part in TextWidth.wrapped(
      Quoting.escaped("\(map.title): \(map.unit), on the clock of \(map.zone)"), to: width)
    {
      line(styled(part, .bold))
    }
    line(hourLine(perHour))
    for day in Weekday.allCases { line(dayLine(of: map, day, perHour)) }
    for part in TextWidth.wrapped(legend(of: map), to: width) { line(part) }
    for part in TextWidth.wrapped(best(of: map), to: width) { line(part) }
  }

  /// `Mon `.
  private static let dayColumns = 4

  /// The hours: as many as there is room for.
  private func hourLine(_ perHour: Int) -> String {
    let step = perHour == 3 ? 1 : perHour == 2 ? 3 : 6
    var text = String(repeating: " ", count: Self.dayColumns)
    for hour in stride(from: 0, to: 24, by: step) {
      text += TextWidth.fitted(String(hour), to: perHour * step)
    }
    return text
  }

  private func dayLine(of map: HeatMap, _ day: Weekday, _ perHour: Int) -> String {
    var text = TextWidth.fitted(ClockText.day(day), to: Self.dayColumns)
    for hour in 0..<24 {
      let index = WeekHour(day, hour: hour).index
      guard let cell = map.cells[index] else {
        text += String(repeating: " ", count: perHour)
        continue
      }
      guard !map.isThin(cell) else {
        text += TextWidth.fitted(Self.thinMark, to: perHour)
        continue
      }
      let level = map.shade(of: cell.value)
      let mark = Self.shadeMarks[level]
      if let rank = map.best.firstIndex(where: { $0.index == index }) {
        // The best hours have their number, the shade around it.
        let around = styled(mark, .shade(level))
        text += perHour == 3 ? around : ""
        text += styled("\(rank + 1)", .bold)
        text += perHour > 1 ? around : ""
      } else {
        text += styled(String(repeating: mark, count: perHour), .shade(level))
      }
    }
    return text
  }

  /// What the shades stand for: the least number of each.
  private func legend(of map: HeatMap) -> String {
    let hasThin = map.cells.contains { $0.map(map.isThin) ?? false }
    let thin =
      "\(Self.thinMark)\u{A0}fewer\u{A0}than\u{A0}\(Figure.text(map.fewestPosts))\u{A0}posts"
    guard let range = map.range else { return hasThin ? thin : "no figures" }
    guard range.lowerBound < range.upperBound else {
      return "all hours alike: \(Figure.text(range.lowerBound))\(hasThin ? ", \(thin)" : "")"
    }
    let step = (range.upperBound - range.lowerBound) / Double(HeatMap.shadeCount)
    let parts = (0..<HeatMap.shadeCount).map { level in
      let from = range.lowerBound + Double(level) * step
      return "\(Self.shadeMarks[level])\u{A0}from\u{A0}\(Figure.text(from)), "
    }
    let end = "to\u{A0}\(Figure.text(range.upperBound))"
    return parts.joined() + end + (hasThin ? ", \(thin)" : "")
  }

  private func best(of map: HeatMap) -> String {
    let parts = map.best.enumerated().map { rank, hour in
      var text = "\(rank + 1) \(ClockText.hour(hour))"
      guard let cell = map.cells[hour.index] else { return text }
      text += " \(Figure.text(cell.value))"
      if let interval = cell.interval { text += " (\(interval))" }
      if let posts = cell.posts, cell.interval == nil {
        text += " (\(Figure.count(Int(posts), "post")))"
      }
      // A value keeps to its hour where the line is broken.
      return text.replacing(" ", with: "\u{A0}")
    }
    return parts.isEmpty
      ? "best: no hour has enough posts" : "best: \(parts.joined(separator: ", "))"
  }
}
