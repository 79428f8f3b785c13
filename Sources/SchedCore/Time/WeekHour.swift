/// An hour of the local week: 0 is Monday 00:00, 167 is Sunday 23:00.
package struct WeekHour: Hashable, Sendable {
  /// How many hours a week has.
  package static let count = 168

  package let index: Int

  package init(_ weekday: Weekday, hour: Int) { index = weekday.rawValue * 24 + hour }

  package init(index: Int) { self.index = min(max(index, 0), Self.count - 1) }

  package var weekday: Weekday { Weekday.allCases[index / 24] }

  package var hour: Int { index % 24 }
}
