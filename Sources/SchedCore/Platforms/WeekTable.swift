/// Values for some hours of the week, as people write them: `{mon-thu: {15-17: 0.8, 20-24: 0.7}}`.
///
/// A span of hours runs from its first hour until before its second, past midnight if that is not
/// later, and then belongs to the day on which it begins.
struct WeekTable {
  /// The tables that a platform file has, by their keys.
  enum Kind: String, CaseIterable {
    case windows, format
    case quietHours = "quiet_hours"
    case `guard`

    var range: ClosedRange<Double> { self == .format ? -1...1 : 0...1 }

    /// Which of two values holds where spans overlap.
    func stronger(_ a: Double, _ b: Double) -> Double {
      switch self {
      case .windows: max(a, b)
      case .format: abs(a) > abs(b) ? a : b
      case .quietHours, .guard: min(a, b)
      }
    }
  }

  /// A value for each hour of the week that some span covers.
  private var values = [Double?](repeating: nil, count: WeekHour.count)

  /// Reads the table that a key is set to.
  init(_ node: YAMLNode, _ kind: Kind) throws(Message) {
    let key = kind.rawValue
    for day in try node.pairs(key) {
      let days = try WeekTable.days(day, about: key)
      for span in try day.value.pairs(day.shownKey) {
        let hours = try WeekTable.hours(span, about: key)
        let value = try span.value.double(span.shownKey, in: kind.range)
        for weekday in days {
          for hour in hours {
            let index = (weekday * 24 + hour) % WeekHour.count
            values[index] = values[index].map { kind.stronger($0, value) } ?? value
          }
        }
      }
    }
  }

  /// The table's values, and one value for all other hours.
  func curve(elsewhere: Double) -> WeekCurve {
    WeekCurve { values[$0] ?? elsewhere }
  }

  /// The curve, raised to the table's values where they are larger.
  func raising(_ curve: WeekCurve) -> WeekCurve {
    WeekCurve { max(values[$0] ?? 0, curve[$0]) }
  }
}

extension WeekTable {
  /// The weekdays (0 is Monday) of a table's key.
  static func days(_ pair: YAMLPair, about subject: String) throws(Message) -> [Int] {
    let text = YAMLNode(.scalar(pair.key, isPlain: false), at: pair.keyPlace)
    let days = try text.value(as: subject, DaySet.init(parsing:))
    return Weekday.allCases.filter(days.contains).map(\.rawValue)
  }

  /// The hours of a span such as `15-17`, counted from the day's midnight; up to 47 past midnight.
  private static func hours(_ pair: YAMLPair, about subject: String) throws(Message) -> Range<Int> {
    let parts = pair.key.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = hour(parts[0]), let until = hour(parts[1]), from < 24,
      from != until
    else { throw .notHours(pair, about: subject) }
    return from..<(until > from ? until : until + 24)
  }

  /// An hour of 0 to 24 in one or two digits.
  private static func hour(_ text: Substring) -> Int? {
    guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
      let hour = Int(text), hour <= 24
    else { return nil }
    return hour
  }
}

extension Message {
  fileprivate static func notHours(_ pair: YAMLPair, about subject: String) -> Message {
    Message(
      "\(Quoting.quoted(pair.key)) is not a span of hours (such as 15-17, from 0 to 24)",
      about: subject, at: pair.keyPlace, status: .configuration)
  }
}
