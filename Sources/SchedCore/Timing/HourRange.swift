/// Hours that follow one another, and what each is called in the zones of an audience.
///
/// The range that is asked for lies within whole weeks from Monday 00:00 UTC, because a score is
/// divided by the best hour of its week. Where hours begin past the hour in UTC, so do the weeks.
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

  /// Where the first hour begins that is asked for.
  package let start: Instant
  /// How many hours are asked for.
  package let count: Int
  /// How many hours of the whole weeks lie before `start`.
  let first: Int
  let weekCount: Int
  private let calendar: Calendar?
  private var zones: [Zone: ZoneHours] = [:]

  /// The starts of the hours that are asked for.
  private(set) lazy var instants = (first..<first + count).map(instant)

  /// The `count` hours from `start` on, where the first of them begins.
  package init(start: Instant, count: Int, calendar: Calendar?) {
    let hour = start.seconds.floorDivided(by: 3600)
    // The epoch was a Thursday, so the first Monday came 4 days after it.
    let sinceMonday = (hour - 96).floorRemainder(by: 168)
    self.start = Instant(seconds: start.seconds)
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
