extension HTMLPage {
  /// Each week as seven columns, on a narrow screen as a list by day; then what has no slot.
  mutating func append(_ calendar: PlanCalendar) {
    add("<p>\(ViewWords.counts(of: calendar)) Times are those of \(calendar.zone).</p>\n")
    for week in PlanWeek.all(of: calendar) { append(week) }
    appendUnplaced(of: calendar)
  }

  private mutating func append(_ week: PlanWeek) {
    let level = level(1)
    add("<section class=\"week\">\n<h\(level)>\(ViewWords.week(from: week.monday))</h\(level)>\n")
    add("<div class=\"days\">\n")
    for weekday in Weekday.allCases {
      let (day, posts) = (ViewWords.day(week.date(weekday)), week.days[weekday.rawValue])
      guard !posts.isEmpty else {
        // Only so that the columns are seven; a screen reader is told of the days with posts.
        add("<div class=\"day empty\" aria-hidden=\"true\"><p>\(day)</p></div>\n")
        continue
      }
      add("<section class=\"day\"><h\(level + 1)>\(day)</h\(level + 1)>\n<ol>\n")
      for post in posts { append(post) }
      add("</ol></section>\n")
    }
    add("</div>\n</section>\n")
  }

  private static let longestTitle = 120

  private mutating func append(_ post: PlanCalendar.Post) {
    let color = accounts.number(of: post.account)
    let time = TimeOfDay(minutes: post.local.minuteOfDay).description
    add("<li class=\"a\(color)\"><time datetime=\"\(post.instant.description)\">\(time)</time> ")
    if let score = post.score {
      let text = Figure.text(score, decimals: 2)
      add("<span class=\"score\"><span class=\"unseen\">score </span>\(text)</span> ")
    }
    if !post.title.isEmpty {
      add("<bdi class=\"title\">\(ViewWords.cut(post.title, to: Self.longestTitle))</bdi> ")
    }
    appendDetails(ViewWords.details(of: post))
    add("</li>\n")
  }

  private mutating func appendDetails(_ details: [String]) {
    guard !details.isEmpty else { return }
    add("<small>")
    for (index, detail) in details.enumerated() {
      add("\(index > 0 ? "\u{A0}· " : "")<bdi>\(detail)</bdi>")
    }
    add("</small>")
  }

  private mutating func appendUnplaced(of calendar: PlanCalendar) {
    guard !calendar.unplaced.isEmpty else { return }
    let level = level(1)
    add("<section class=\"unplaced\">\n<h\(level)>Without a slot</h\(level)>\n<ul>\n")
    for post in calendar.unplaced {
      let color = accounts.number(of: post.account)
      add("<li class=\"a\(color)\">")
      if !post.title.isEmpty {
        add("<bdi class=\"title\">\(ViewWords.cut(post.title, to: Self.longestTitle))</bdi> ")
      }
      appendDetails([post.account, post.contentType].filter { !$0.isEmpty })
      add(" <span class=\"reason\">\(post.reason)</span></li>\n")
    }
    add("</ul>\n")
    if calendar.furtherUnplaced > 0 {
      add("<p>And \(Figure.count(calendar.furtherUnplaced, "more post")) without a slot.</p>\n")
    }
    add("</section>\n")
  }
}
