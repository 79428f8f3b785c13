extension HTMLPage {
  /// The week as a table, hours down and days across; beside it, or below, the best hours in words
  /// and what the shades stand for.
  mutating func append(_ map: HeatMap) {
    add("<figure class=\"week-map\">\n<table>\n")
    add("<caption><strong><bdi>\(map.title)</bdi></strong> \(map.unit), on the clock of ")
    add("\(map.zone)</caption>\n<thead><tr><td></td>")
    for day in Weekday.allCases {
      add("<th scope=\"col\">\(ClockText.day(day))</th>")
    }
    add("</tr></thead>\n")
    for hour in 0..<24 {
      // Quarters of a day are set apart a little.
      if hour % 6 == 0 { add("<tbody>\n") }
      add("<tr><th scope=\"row\">\(TimeOfDay(minutes: hour * 60).description)</th>")
      for day in Weekday.allCases { appendCell(of: map, WeekHour(day, hour: hour)) }
      add("</tr>\n")
      if hour % 6 == 5 { add("</tbody>\n") }
    }
    add("</table>\n<figcaption>\n")
    appendBest(of: map)
    appendLegend(of: map)
    if let thin = ViewWords.thinHours(of: map) { add("<p><small>\(thin)</small></p>\n") }
    add("</figcaption>\n</figure>\n")
  }

  private mutating func appendCell(of map: HeatMap, _ hour: WeekHour) {
    let title = ViewWords.cell(of: map, hour)
    guard let cell = map.cells[hour.index] else {
      add("<td class=\"unknown\" title=\"\(title)\"><span aria-hidden=\"true\">·</span>")
      return add("<span class=\"unseen\">nothing known</span></td>")
    }
    guard !map.isThin(cell) else {
      let text = ViewWords.short(cell.value, in: map)
      return add("<td class=\"unknown\" title=\"\(title)\">\(text)</td>")
    }
    let shade = map.shade(of: cell.value)
    let text = ViewWords.short(cell.value, in: map)
    guard let rank = map.best.firstIndex(of: hour) else {
      return add("<td class=\"s\(shade) t\(shade)\" title=\"\(title)\">\(text)</td>")
    }
    add("<td class=\"s\(shade) t\(shade) best\" title=\"\(title)\">\(text)")
    add("<b><span class=\"unseen\">, best </span>\(rank + 1)</b></td>")
  }

  private mutating func appendBest(of map: HeatMap) {
    guard map.cells.contains(where: { $0 != nil }) else { return add("<p>No figures.</p>\n") }
    guard !map.best.isEmpty else { return add("<p>No hour has enough posts to be named.</p>\n") }
    add("<p class=\"label\">Best hours</p>\n<ol class=\"best-hours\">\n")
    for hour in map.best {
      guard let cell = map.cells[hour.index] else { continue }
      add("<li><strong>\(ClockText.hour(hour))</strong> \(Figure.text(cell.value))")
      let evidence = ViewWords.evidence(of: cell)
      if !evidence.isEmpty { add(" <small>\(evidence)</small>") }
      add("</li>\n")
    }
    add("</ol>\n")
  }

  private mutating func appendLegend(of map: HeatMap) {
    guard let range = map.range else { return }
    let (least, most) = (Figure.text(range.lowerBound), Figure.text(range.upperBound))
    guard range.lowerBound < range.upperBound else {
      return add("<p>All hours are alike: \(ViewWords.number(range.lowerBound, map.unit)).</p>\n")
    }
    add("<p class=\"label\">Shades</p>\n<p class=\"legend\"><span>least \(least)</span> ")
    add("<span class=\"swatches\" aria-hidden=\"true\">")
    for shade in 0..<HeatMap.shadeCount { add("<i class=\"s\(shade)\"></i>") }
    add("</span> <span>most \(most)</span></p>\n")
  }
}
