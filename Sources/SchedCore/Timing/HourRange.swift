/// Hours that follow one another, and what each is called in the zones of an audience.
///
/// The range that is asked for lies within whole weeks from Monday 00:00 UTC, because a score is
/// divided by the best hour of its week:
///
///     | week         | week         |      first = hours before the asked ones
///           [ asked hours  )              week of hour k = k / 168
///
/// A final class, for the tables of a zone are made once and shared by all curves of a run. It is
/// not shared between threads: each worker has its own.
package final class HourRange {
  /// What an hour is in one zone.
  struct ZoneHours {
    /// The hour of the local week at each hour's start.
    var weekHours: [UInt8]
    /// The season's effect on that local date, S in [-1, 1]; empty without a calendar.
    var seasons: [Double]
  }

  /// The first hour that is asked for; on the hour.
  package let start: Instant
  /// How many hours are asked for.
  package let count: Int
  /// How many hours of the whole weeks lie before `start`.
  let first: Int
  let weekCount: Int
  private let calendar: Calendar?
  private var zones: [Zone: ZoneHours] = [:]

  /// The `count` hours, at least 1, from the one that holds `start` on.
  package init(start: Instant, count: Int, calendar: Calendar?) {
    let hour = start.seconds.floorDivided(by: 3600)
    // The epoch was a Thursday, so the first Monday came 4 days after it.
    let sinceMonday = (hour - 96).floorRemainder(by: 168)
    self.start = Instant(seconds: hour * 3600)
    self.count = count
    self.calendar = calendar
    first = Int(sinceMonday)
    weekCount = (first + count + 167) / 168
  }

  /// The start of an hour, counted from the first hour of the first week.
  func instant(ofHour index: Int) -> Instant {
    Instant(seconds: start.seconds + Int64(index - first) * 3600)
  }

  /// The tables of a zone, for all hours of the whole weeks.
  func hours(in zone: Zone) -> ZoneHours {
    if let known = zones[zone] { return known }
    var table = ZoneHours(weekHours: [], seasons: [])
    table.weekHours.reserveCapacity(weekCount * 168)
    for index in 0..<weekCount * 168 {
      let local = zone.localTime(at: instant(ofHour: index))
      table.weekHours.append(UInt8(local.weekHour.index))
      if let calendar { table.seasons.append(calendar.effect(on: local.date)) }
    }
    zones[zone] = table
    return table
  }
}

extension HourRange {
  /// The hours that begin on the first such day in the zone of which no hour is before `start`.
  package static func hours(
    ofNext weekday: Weekday, from start: Instant, in zone: Zone
  ) -> (start: Instant, count: Int) {
    let start = Instant(seconds: start.seconds.floorDivided(by: 3600) * 3600)
    var days = zone.localTime(at: start).date.daysSinceEpoch
    // Within eight days there is such a day, and its midnight is not before the start.
    for _ in 0..<8 {
      let midnight = zone.instant(date: CivilDate(daysSinceEpoch: days), minuteOfDay: 0)
      if CivilDate(daysSinceEpoch: days).weekday == weekday, midnight >= start { break }
      days += 1
    }
    let first = zone.instant(date: CivilDate(daysSinceEpoch: days), minuteOfDay: 0)
    let last = zone.instant(date: CivilDate(daysSinceEpoch: days + 1), minuteOfDay: 0)
    // Hours begin on the hour in UTC, which may be half past in the zone.
    let firstHour = (first.seconds + 3599).floorDivided(by: 3600)
    let lastHour = (last.seconds + 3599).floorDivided(by: 3600)
    return (Instant(seconds: firstHour * 3600), Int(lastHour - firstHour))
  }
}
