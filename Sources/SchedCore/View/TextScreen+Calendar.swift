extension TextScreen {
  /// For each week how many posts each account has a day, then each day with its posts, then what has
  /// no slot.
  mutating func append(_ calendar: PlanCalendar) {
    let layout = CalendarLayout(calendar, width: width)
    for week in PlanWeek.all(of: calendar) {
      appendCounts(of: week, calendar.zone)
      for day in Weekday.allCases where !week.days[day.rawValue].isEmpty {
        line()
        line(styled(ClockText.date(week.date(day)), .bold))
        for post in week.days[day.rawValue] { line(layout.line(post, on: self)) }
      }
    }
    if !calendar.posts.isEmpty { line() }
    appendUnplaced(of: calendar)
  }

  private mutating func appendCounts(of week: PlanWeek, _ zone: String) {
    var counts: [String: [Int]] = [:]
    for day in week.days.indices {
      for post in week.days[day] {
        counts[post.account, default: Array(repeating: 0, count: 7)][day] += 1
      }
    }
    line()
    let title = "\(ViewWords.week(from: week.monday)), on the clock of \(Quoting.escaped(zone))"
    for part in TextWidth.wrapped(title, to: width) { line(styled(part, .bold)) }
    let perDay = width >= 70 ? 8 : width >= 46 ? 4 : 3
    let accountColumns = min(14, width - 7 * perDay)
    var heads = String(repeating: " ", count: accountColumns)
    for weekday in Weekday.allCases {
      let (date, day) = (week.date(weekday), ClockText.day(weekday))
      let name = perDay == 8 ? "\(day) \(date.day)" : String(day.prefix(perDay - 1))
      heads += TextWidth.fitted(name, to: perDay, isNumber: true)
    }
    line(heads)
    for (account, counts) in counts.sorted(by: { $0.key < $1.key }).prefix(Self.mostAccounts) {
      var text = TextWidth.fitted(Quoting.escaped(account), to: accountColumns)
      for count in counts {
        text += TextWidth.fitted(count == 0 ? "·" : "\(count)", to: perDay, isNumber: true)
      }
      line(text)
    }
    let rest = counts.count - Self.mostAccounts
    if rest > 0 { line("and \(Figure.count(rest, "more account"))") }
  }

  private static let mostAccounts = 12

  private mutating func appendUnplaced(of calendar: PlanCalendar) {
    for part in TextWidth.wrapped(ViewWords.counts(of: calendar), to: width) { line(part) }
    for post in calendar.unplaced {
      let name = [post.title, post.contentType, post.account].filter { !$0.isEmpty }
        .joined(separator: ", ")
      let text = Quoting.escaped("\(name): \(post.reason)")
      for (index, part) in TextWidth.wrapped(text, to: width - 2).enumerated() {
        line((index == 0 ? "- " : "  ") + part)
      }
    }
    if calendar.furtherUnplaced > 0 {
      line("… and \(calendar.furtherUnplaced) more without a slot")
    }
  }
}

/// The columns of a post: time, account, content type, title, and a bar for its score, as far as there
/// is room.
private struct CalendarLayout {
  private var account = 0
  private var type = 0
  private var title = 0
  private let hasBar: Bool
  private static let barColumns = 8
  private static let scoreColumns = 4

  init(_ calendar: PlanCalendar, width: Int) {
    // Two spaces before each column.
    let time = 7
    var room = width - time
    let hasScores = calendar.posts.contains { $0.score != nil }
    hasBar = hasScores && room >= 66
    if hasBar { room -= 2 + Self.barColumns + 1 + Self.scoreColumns }
    account = min(
      12, calendar.posts.reduce(0) { max($0, TextWidth.columns(of: Quoting.escaped($1.account))) })
    type = min(
      18, calendar.posts.reduce(0) { max($0, TextWidth.columns(of: $1.contentType)) })
    if room - account - type - 6 < 12 { account = 0 }
    if room - account - type - 6 < 8 { type = min(type, 10) }
    title = max(8, room - 2 - (account > 0 ? account + 2 : 0) - (type > 0 ? type + 2 : 0))
  }

  func line(_ post: PlanCalendar.Post, on screen: TextScreen) -> String {
    var text = "  \(TimeOfDay(minutes: post.local.minuteOfDay))"
    if account > 0 { text += "  " + TextWidth.fitted(Quoting.escaped(post.account), to: account) }
    if type > 0 { text += "  " + TextWidth.fitted(post.contentType, to: type) }
    let mark = post.status == .overdue ? "overdue: " : post.status == .published ? "out: " : ""
    text += "  " + TextWidth.fitted(Quoting.escaped(mark + post.title), to: title)
    guard hasBar, let score = post.score else { return text }
    let bar = TextWidth.fitted(TextScreen.bar(score, columns: Self.barColumns), to: Self.barColumns)
    return text + "  " + screen.styled(bar, .shade(Int(score * 4.999))) + " "
      + TextWidth.fitted(Figure.text(score, decimals: 2), to: Self.scoreColumns, isNumber: true)
  }
}
