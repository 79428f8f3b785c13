extension SVGPicture {
  private static let dayGap = 6.0
  /// Within the card of a post.
  private static let padding = 6.0
  private static let edge = 3.0

  /// Each week as seven columns, then what has no slot.
  mutating func append(_ calendar: PlanCalendar) {
    appendLines(
      of: "\(ViewWords.counts(of: calendar)) Times are those of \(calendar.zone).", .plain)
    y += 12
    for week in PlanWeek.all(of: calendar) { append(week) }
    appendUnplaced(of: calendar)
  }

  private mutating func append(_ week: PlanWeek) {
    y += 4
    appendLines(of: ViewWords.week(from: week.monday), .strong)
    y += 6
    let dayWidth = (innerWidth - 6 * Self.dayGap) / 7
    let top = y
    var bottom = y
    for weekday in Weekday.allCases {
      let x = Self.margin + Double(weekday.rawValue) * (dayWidth + Self.dayGap)
      let posts = week.days[weekday.rawValue]
      y = top
      addText(
        ViewWords.day(week.date(weekday)), posts.isEmpty ? .smallFaint : .smallStrong, x: x,
        y: y + 12)
      add("<line class=\"rule\" x1=\"\(x)\" x2=\"\(x + dayWidth)\" y1=\"\(y + 19)\" ")
      add("y2=\"\(y + 19)\"/>\n")
      y += 26
      for post in posts { append(post, x: x, width: dayWidth) }
      bottom = max(bottom, y)
    }
    y = bottom + 12
  }

  private mutating func append(_ post: PlanCalendar.Post, x: Double, width: Double) {
    let left = x + Self.edge + Self.padding
    let room = x + width - Self.padding - left
    let (titleKind, detailKind) = (TextKind.smallFaint, TextKind.tiny)
    let title = PictureText.wrapped(post.title, to: room, size: titleKind.size, most: 3)
    let details = ViewWords.details(of: post).flatMap {
      PictureText.broken(name: $0, to: room, size: detailKind.size)
    }
    let height =
      2 * Self.padding + 15 + Double(title.count) * 15 + Double(details.count) * 13
    let time = TimeOfDay(minutes: post.local.minuteOfDay).description
    let score = post.score.map { Figure.text($0, decimals: 2) }
    let whole = [ClockText.instant(post.local), post.title].filter { !$0.isEmpty }
    let said = whole + ViewWords.details(of: post) + (score.map { ["score \($0)"] } ?? [])
    add("<g><title>\(said.joined(separator: ", "))</title>")
    appendCard(of: post.account, x: x, width: width, height: height)
    var base = y + Self.padding + 11
    addText(time, .smallStrong, x: left, y: base)
    addText(score ?? "", .tiny, x: x + width - Self.padding, y: base, .end)
    for line in title {
      base += 15
      addText(line, titleKind, x: left, y: base, color: "ink")
    }
    for detail in details {
      base += 13
      addText(detail, detailKind, x: left, y: base + 1)
    }
    add("</g>\n")
    y += height + Self.dayGap
  }

  private mutating func appendCard(
    of account: String, x: Double, width: Double, height: Double
  ) {
    add(
      "<rect class=\"card\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"3\"/>"
    )
    add("<rect class=\"a\(accounts.number(of: account))\" x=\"\(x)\" y=\"\(y)\" ")
    add("width=\"\(Self.edge)\" height=\"\(height)\" rx=\"1.5\"/>\n")
  }

  private mutating func appendUnplaced(of calendar: PlanCalendar) {
    guard !calendar.unplaced.isEmpty else { return }
    y += 4
    appendLines(of: "Without a slot", .strong)
    y += 6
    for post in calendar.unplaced {
      let left = Self.margin + Self.edge + 9
      let end = right - 10
      let title = PictureText.wrapped(post.title, to: end - left, size: 13.75, most: 2)
      let details = [post.account, post.contentType, post.reason].filter { !$0.isEmpty }
        .joined(separator: " · ")
      let lines = PictureText.wrapped(details, to: end - left, size: TextKind.faint.size)
      let height = 14 + Double(title.count) * 18 + Double(lines.count) * TextKind.faint.lineHeight
      appendCard(of: post.account, x: Self.margin, width: innerWidth, height: height)
      let bottom = y + height
      y += 7
      for line in title {
        addText(line, .small, x: left, y: y + 13, color: "bold")
        y += 18
      }
      for line in lines {
        addText(line, .faint, x: left, y: y + TextKind.faint.baseline)
        y += TextKind.faint.lineHeight
      }
      y = bottom + 6
    }
    if calendar.furtherUnplaced > 0 {
      appendLines(
        of: "And \(Figure.count(calendar.furtherUnplaced, "more post")) without a slot.", .plain)
    }
    y += 12
  }
}
