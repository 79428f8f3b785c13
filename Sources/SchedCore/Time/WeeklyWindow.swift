/// A part of some days of every week, by the wall clock: [from, until).
///
/// A window whose `until` is not behind its `from` runs past midnight, and its days are those on
/// which it begins. It holds what the wall clock shows: where a clock change repeats an hour, that
/// hour is inside twice.
package struct WeeklyWindow: Hashable, Sendable {
  package let days: DaySet
  package let from: TimeOfDay
  package let until: TimeOfDay

  /// - Throws: an empty window, whose ends are equal, or are 24:00 and 00:00.
  package init(days: DaySet, from: TimeOfDay, until: TimeOfDay) throws(Message) {
    guard from != until else {
      throw Message("from and until are both \(from) (a whole day is 00:00 to 24:00)")
    }
    guard from.minutes - until.minutes < 1440 else {
      throw Message("\(from) to \(until) holds no time (a whole day is 00:00 to 24:00)")
    }
    (self.days, self.from, self.until) = (days, from, until)
  }

  /// Whether a wall-clock time lies inside.
  package func contains(_ weekday: Weekday, minuteOfDay: Int) -> Bool {
    guard until.minutes <= from.minutes else {
      return days.contains(weekday) && from.minutes <= minuteOfDay && minuteOfDay < until.minutes
    }
    return (days.contains(weekday) && from.minutes <= minuteOfDay)
      || (days.contains(weekday.previous) && minuteOfDay < until.minutes)
  }
}
