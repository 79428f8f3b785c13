extension HTMLPage {
  /// A list in order, each row with its number, its interval, and a bar of both.
  mutating func append(_ ranking: Ranking) {
    guard !ranking.rows.isEmpty else { return }
    let scale = ChartScale(of: ranking)
    add("<figure class=\"ranking\">\n<figcaption><strong><bdi>\(ranking.title)</bdi></strong> ")
    add("\(ranking.unit)</figcaption>\n<ol>\n")
    for row in ranking.rows {
      add("<li><span class=\"what\">\(row.label)</span> ")
      add("<strong class=\"value\">\(Figure.text(row.value, decimals: 2))</strong> ")
      appendBar(of: row, scale)
      let evidence = ViewWords.evidence(of: row)
      if !evidence.isEmpty { add(" <small>\(evidence)</small>") }
      add("</li>\n")
    }
    add("</ol>\n</figure>\n")
  }

  private mutating func appendBar(of row: Ranking.Row, _ scale: ChartScale) {
    func percent(_ value: Double) -> Double { scale.share(of: value) * 100 }
    let (zero, end) = (percent(0), percent(row.value))
    add("<svg class=\"bar\" aria-hidden=\"true\"><rect x=\"\(min(zero, end))%\" y=\"5\" ")
    add("width=\"\(abs(end - zero))%\" height=\"8\" rx=\"2\"/>")
    if let lower = row.lower, let upper = row.upper {
      let (from, to) = (percent(lower), percent(upper))
      add("<line x1=\"\(from)%\" x2=\"\(to)%\" y1=\"9\" y2=\"9\"/>")
      for x in [from, to] { add("<line x1=\"\(x)%\" x2=\"\(x)%\" y1=\"4\" y2=\"14\"/>") }
    }
    add("</svg>")
  }

  /// A line over the cycles, without text in the picture, which would shrink with it; what it shows
  /// is said beside it.
  mutating func append(_ course: Course) {
    guard let first = course.points.first, let last = course.points.last else { return }
    let unit = course.unit.isEmpty ? "" : " \(course.unit)"
    add("<figure class=\"course\">\n<figcaption><strong>\(course.title)</strong> ")
    add("<span class=\"value\">\(ViewWords.value(last.value, of: course))\(unit)</span>")
    add("</figcaption>\n")
    guard course.points.count > 1 else { return add("</figure>\n") }
    appendLine(of: course)
    add("<p class=\"ends\">")
    for (point, name) in [(first, "first"), (last, "last")] {
      add("<span><span class=\"unseen\">\(name) </span>")
      add("<b>\(ViewWords.value(point.value, of: course))</b> \(point.label)</span> ")
    }
    if let threshold = course.threshold {
      add("<span class=\"bound\">bound \(ViewWords.value(threshold, of: course))</span>")
    }
    add("</p>\n</figure>\n")
  }

  private mutating func appendLine(of course: Course) {
    let scale = ChartScale(of: course)
    func y(_ value: Double) -> Double { 100 - scale.share(of: value) * 100 }
    func x(_ index: Int) -> Double {
      // Room for the dots at both ends.
      1 + 98 * Double(index) / Double(max(course.points.count - 1, 1))
    }
    add("<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" role=\"img\" ")
    add("aria-label=\"\(ViewWords.summary(of: course))\">")
    if let threshold = course.threshold {
      add("<path class=\"bound\" d=\"M0 \(y(threshold))H100\"/>")
    }
    add("<path class=\"line\" d=\"")
    for (index, point) in course.points.enumerated() {
      add("\(index == 0 ? "M" : "L")\(x(index)) \(y(point.value))")
    }
    add("\"/>")
    // A line of no length with round ends is a dot that stays round however the picture is drawn out.
    for (index, point) in course.points.enumerated() {
      let said = "\(point.label): \(ViewWords.value(point.value, of: course))"
      add(
        "<path class=\"dot\" d=\"M\(x(index)) \(y(point.value))h0\"><title>\(said)</title></path>")
    }
    add("</svg>\n")
  }
}
