/// A day of the week, Monday first (ISO 8601).
package enum Weekday: Int, CaseIterable, Sendable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  init(daysSinceEpoch days: Int) {
    // The epoch was a Thursday.
    let index = (days % 7 + 10) % 7
    self = Self.allCases[index]
  }

  /// `mon` to `sun`.
  package var name: String { Self.names[rawValue] }

  /// Reads `wed`, `Wed` or `wednesday`.
  package init(parsing text: String) throws(Message) {
    let word = text.lowercased()
    let index =
      Self.names.firstIndex(of: word) ?? Self.allCases.firstIndex { "\($0)" == word }
    guard let index else {
      throw Message(
        "\(Quoting.quoted(text)) is not a day (\(Self.names.joined(separator: ", ")))")
    }
    self = Self.allCases[index]
  }

  var next: Weekday { Self.allCases[(rawValue + 1) % 7] }

  var previous: Weekday { Self.allCases[(rawValue + 6) % 7] }

  static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}

/// Some days of the week.
package struct DaySet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue & 0x7F }

  package init(_ day: Weekday) { self.init(rawValue: 1 << UInt8(day.rawValue)) }

  package static let all = DaySet(rawValue: 0x7F)

  package func contains(_ day: Weekday) -> Bool { contains(DaySet(day)) }

  /// Reads days and ranges of days: `mon`, `mon-fri`, `fri-mon`, `mon,wed`, `all`.
  package init(parsing text: String) throws(Message) {
    var days: DaySet = []
    guard text != "all" else {
      self = .all
      return
    }
    let parts = text.filter { $0 != " " }.split(separator: ",", omittingEmptySubsequences: false)
    for part in parts {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
      guard (1...2).contains(ends.count), let first = ends.first, let last = ends.last else {
        throw Message("\(Quoting.quoted(text)) is no range of days (such as mon-fri)")
      }
      var day = try Weekday(parsing: String(first))
      let end = try Weekday(parsing: String(last))
      days.insert(DaySet(day))
      while day != end {
        day = day.next
        days.insert(DaySet(day))
      }
    }
    self = days
  }
}

extension DaySet: CustomStringConvertible {
  /// `all`, or days and runs of days from Monday on: `mon-wed,fri`.
  package var description: String {
    guard self != .all else { return "all" }
    var runs: [(first: Weekday, last: Weekday)] = []
    for day in Weekday.allCases where contains(day) {
      if let run = runs.last, run.last.rawValue + 1 == day.rawValue {
        runs[runs.count - 1].last = day
      } else {
        runs.append((day, day))
      }
    }
    return runs.map { $0 == $1 ? $0.name : "\($0.name)-\($1.name)" }.joined(separator: ",")
  }
}
