/// What pages and pictures say alike.
enum ViewWords {
  /// `Wed 16:00: score 0.93, 41 posts, 0.82 to 1.05`.
  static func cell(of map: HeatMap, _ hour: WeekHour) -> String {
    let time = ClockText.hour(hour)
    guard let cell = map.cells[hour.index] else { return "\(time): nothing known" }
    return ["\(time): \(number(cell.value, map.unit))", evidence(of: cell)]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What a number without a shade means; nil where every number has one.
  static func thinHours(of map: HeatMap) -> String? {
    let hasThin = map.cells.contains { $0.map(map.isThin) ?? false }
    return hasThin ? "Without a shade: fewer than \(Figure.text(map.fewestPosts)) posts." : nil
  }

  /// `score 0.93`, `1.19 times a typical hour`.
  static func number(_ value: Double, _ unit: String) -> String {
    let text = Figure.text(value)
    return unit.hasPrefix("times ") ? "\(text) \(unit)" : "\(unit) \(text)"
  }

  /// `41 posts, 0.82 to 1.05`; empty where the record says neither.
  static func evidence(of cell: HeatMap.Cell) -> String {
    var parts: [String] = []
    // What fades is counted in parts of posts.
    if let posts = cell.posts, posts < 1e15 {
      parts.append(Figure.count(Int(posts.rounded()), "post"))
    }
    if let interval = cell.interval { parts.append(interval) }
    return parts.joined(separator: ", ")
  }

  /// `0.82 to 1.05, 97 % sure`; empty without either.
  static func evidence(of row: Ranking.Row) -> String {
    var parts: [String] = []
    if let lower = row.lower, let upper = row.upper {
      parts.append("\(Figure.text(lower, decimals: 2)) to \(Figure.text(upper, decimals: 2))")
    }
    if !row.note.isEmpty { parts.append(row.note) }
    return parts.joined(separator: ", ")
  }

  /// A number that fits a cell, with as many decimals as its neighbours: `0.93`, `9,876`, `12k`.
  static func short(_ value: Double, in map: HeatMap) -> String {
    let magnitude = abs(value)
    for (unit, suffix) in [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
    where magnitude >= max(unit, 10_000) && value.isFinite {
      let decimals = magnitude < 10 * unit ? 1 : 0
      return Figure.text(value / unit, decimals: decimals) + suffix
    }
    let most = map.range.map { max(abs($0.lowerBound), abs($0.upperBound)) } ?? 0
    switch most {
    case ..<0.001: return Figure.text(value)
    case ..<0.1: return Figure.text(value, decimals: 3)
    case ..<10 where !map.isWhole: return Figure.text(value, decimals: 2)
    case ..<100 where !map.isWhole: return Figure.text(value, decimals: 1)
    default: return Figure.text(value.rounded())
    }
  }

  static func value(_ value: Double, of course: Course) -> String {
    course.unit.isEmpty ? Figure.percent(value) : Figure.text(value)
  }

  /// `delay, 95th percentile: from 4.1 min (2026-09-07) to 2.2 min (2026-11-23); bound 5 min`.
  static func summary(of course: Course) -> String {
    guard let first = course.points.first, let last = course.points.last else {
      return "\(course.title): no figures"
    }
    func said(_ value: Double) -> String {
      ViewWords.value(value, of: course) + (course.unit.isEmpty ? "" : " \(course.unit)")
    }
    func at(_ point: Course.Point) -> String {
      said(point.value) + (point.label.isEmpty ? "" : " (\(point.label))")
    }
    let change = course.points.count > 1 ? "from \(at(first)) to \(at(last))" : at(last)
    return "\(course.title): \(change)" + (course.threshold.map { "; bound \(said($0))" } ?? "")
  }

  /// `Week of 23 November 2026`.
  static func week(from monday: CivilDate) -> String {
    "Week of \(monday.day) \(ClockText.month(monday)) \(monday.year)"
  }

  /// `Wed 25 Nov`.
  static func day(_ date: CivilDate) -> String {
    "\(ClockText.day(date.weekday)) \(date.day) \(ClockText.month(date).prefix(3))"
  }

  /// The longest name of an account that is shown, in characters.
  private static let longestName = 60

  /// What is said of a post after its title: account, content type, and how far it has come unless
  /// it simply has its slot.
  static func details(of post: PlanCalendar.Post) -> [String] {
    let isOrdinary = post.status == nil || post.status == .scheduled
    let status = isOrdinary ? "" : post.status?.rawValue.replacing("_", with: " ") ?? ""
    return [cut(post.account, to: longestName), post.contentType, status].filter { !$0.isEmpty }
  }

  /// How many posts have a slot, and how many have none.
  static func counts(of calendar: PlanCalendar) -> String {
    let placed = calendar.posts.count + calendar.laterPosts
    let unplaced = calendar.unplaced.count + calendar.furtherUnplaced
    let later =
      calendar.laterPosts > 0
      ? " \(Figure.count(calendar.laterPosts, "later post")) not shown here." : ""
    return "\(Figure.count(placed, "post")) with a slot, \(unplaced) without." + later
  }

  /// The text with what is read as one word kept on one line: `97 %`.
  static func unbroken(_ text: String) -> String { text.replacing(" %", with: "\u{A0}%") }

  /// The text, cut with `…` after so many characters.
  static func cut(_ text: String, to longest: Int) -> String {
    let start = text.prefix(longest)
    return start.endIndex < text.endIndex ? start.dropLast() + "…" : text
  }
}

/// The weeks of a plan, each with its posts by weekday.
struct PlanWeek {
  let monday: CivilDate
  /// Seven, Monday first.
  var days: [ArraySlice<PlanCalendar.Post>]

  /// The weeks that hold posts, in order; one pass over the days.
  static func all(of calendar: PlanCalendar) -> [PlanWeek] {
    var weeks: [PlanWeek] = []
    for (date, posts) in calendar.days {
      let monday = CivilDate(daysSinceEpoch: date.daysSinceEpoch - date.weekday.rawValue)
      if weeks.last?.monday != monday {
        weeks.append(PlanWeek(monday: monday, days: Array(repeating: [], count: 7)))
      }
      // A clock that goes back over midnight shows a day twice.
      weeks[weeks.count - 1].days[date.weekday.rawValue].append(contentsOf: posts)
    }
    return weeks
  }

  func date(_ weekday: Weekday) -> CivilDate {
    CivilDate(daysSinceEpoch: monday.daysSinceEpoch + weekday.rawValue)
  }
}

/// A number for each account, in the order in which they come, by which it has its colour.
struct AccountColors {
  private var numbers: [String: Int] = [:]

  mutating func number(of account: String) -> Int {
    if let number = numbers[account] { return number }
    let number = numbers.count % Palette.light.accounts.count
    numbers[account] = number
    return number
  }
}
