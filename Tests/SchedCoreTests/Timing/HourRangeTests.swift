import SchedCore
import Testing

struct HourRangeTests {
  private func day(_ weekday: Weekday, from: String, in zone: String) throws -> [String] {
    let hours = HourRange.hours(
      ofNext: weekday, from: try Instant(rfc3339: from), in: try Zone.named(zone))
    return [hours.start.description, "\(hours.count)"]
  }

  @Test(arguments: [
    (Weekday.wednesday, "2026-11-23T00:00:00Z", "UTC", "2026-11-25T00:00:00Z", 24),
    (.monday, "2026-11-23T00:00:00Z", "UTC", "2026-11-23T00:00:00Z", 24),
    // The hour has begun, but no whole hour of the day has passed.
    (.monday, "2026-11-23T00:59:00Z", "UTC", "2026-11-23T00:00:00Z", 24),
    (.monday, "2026-11-23T01:00:00Z", "UTC", "2026-11-30T00:00:00Z", 24),
    (.wednesday, "2026-11-23T00:00:00Z", "America/New_York", "2026-11-25T05:00:00Z", 24),
    // Berlin's clocks change on 2026-10-25 and 2026-03-29, which are Sundays.
    (.sunday, "2026-10-20T00:00:00Z", "Europe/Berlin", "2026-10-24T22:00:00Z", 25),
    (.sunday, "2026-03-24T00:00:00Z", "Europe/Berlin", "2026-03-28T23:00:00Z", 23),
    // Midnight in Kolkata is at 18:30Z; the hours that begin on that day begin at 19:00Z.
    (.wednesday, "2026-11-23T00:00:00Z", "Asia/Kolkata", "2026-11-24T19:00:00Z", 24),
  ])
  func `the next whole day of a zone has its hours`(
    _ weekday: Weekday, _ from: String, _ zone: String, _ start: String, _ count: Int
  ) throws {
    #expect(try day(weekday, from: from, in: zone) == [start, "\(count)"])
  }
}
