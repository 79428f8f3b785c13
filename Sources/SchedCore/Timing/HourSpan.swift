/// The hours that are asked for, while it is open on whose clock they begin.
///
/// An hour begins when the clock of its audience strikes, so in some zones at a quarter, at half or
/// at three quarters past in UTC:
///
///     UTC       3:00        4:00        5:00
///     Berlin    |  4 h      |  5 h      |  6 h
///     Kolkata         |  9 h      | 10 h      |
///
/// From its start on a span counts elapsed hours: they stay where they are if a change of the clocks
/// moves the zone's own by half an hour, as in Lord Howe.
package enum HourSpan: Hashable, Sendable {
  /// So many hours, at least 1, from the one that holds an instant on.
  case hours(count: Int, from: Instant)
  /// Those that begin at the first instant or after it, and before the second.
  case beginning(from: Instant, until: Instant)

  /// The hours on the clock of a zone.
  package func resolved(on zone: Zone) -> (start: Instant, count: Int) {
    switch self {
    case .hours(let count, let from): return (zone.hourStart(at: from), count)
    case .beginning(let from, let until):
      let before = zone.hourStart(at: from)
      let start = before < from ? before.adding(seconds: 3600) : before
      return (start, Int((until.seconds - start.seconds + 3599).floorDivided(by: 3600)))
    }
  }

  /// The first such day in a zone of which no hour is before the one that holds `start`.
  package static func next(_ weekday: Weekday, from start: Instant, in zone: Zone) -> HourSpan {
    let start = zone.hourStart(at: start)
    var days = zone.localTime(at: start).date.daysSinceEpoch
    // Within eight days there is such a day, and its midnight is not before the start.
    for _ in 0..<8 {
      let midnight = zone.instant(date: CivilDate(daysSinceEpoch: days), minuteOfDay: 0)
      if CivilDate(daysSinceEpoch: days).weekday == weekday, midnight >= start { break }
      days += 1
    }
    return .beginning(
      from: zone.instant(date: CivilDate(daysSinceEpoch: days), minuteOfDay: 0),
      until: zone.instant(date: CivilDate(daysSinceEpoch: days + 1), minuteOfDay: 0))
  }
}

extension Zone {
  /// When the hour began that the wall clock shows at an instant.
  fileprivate func hourStart(at instant: Instant) -> Instant {
    let offset = Int64(offsetSeconds(at: instant))
    return Instant(seconds: (instant.seconds + offset).floorDivided(by: 3600) * 3600 - offset)
  }
}
