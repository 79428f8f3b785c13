import SchedCore
import Testing

struct HourSpanTests {
  private func hours(_ span: HourSpan, on zone: String) throws -> [String] {
    let hours = span.resolved(on: try Zone.named(zone))
    return [hours.start.description, "\(hours.count)"]
  }

  private func day(_ weekday: Weekday, from: String, in zone: String) throws -> HourSpan {
    .next(weekday, from: try Instant(rfc3339: from), in: try Zone.named(zone))
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
    // Midnight in Kolkata is at 18:30Z.
    (.wednesday, "2026-11-23T00:00:00Z", "Asia/Kolkata", "2026-11-24T18:30:00Z", 24),
    // On 2026-10-04 Lord Howe's clocks go from 2:00 to 2:30; its 24th hour ends past midnight.
    (.sunday, "2026-09-28T00:00:00Z", "Australia/Lord_Howe", "2026-10-03T13:30:00Z", 24),
  ])
  func `the next whole day of a zone has its hours`(
    _ weekday: Weekday, _ from: String, _ zone: String, _ start: String, _ count: Int
  ) throws {
    let day = try day(weekday, from: from, in: zone)
    #expect(try hours(day, on: zone) == [start, "\(count)"])
  }

  @Test func `a day elsewhere has the hours that begin on it`() throws {
    let london = try day(.wednesday, from: "2026-11-23T00:00:00Z", in: "UTC")
    #expect(try hours(london, on: "Asia/Kolkata") == ["2026-11-25T00:30:00Z", "24"])
    #expect(try hours(london, on: "Asia/Kathmandu") == ["2026-11-25T00:15:00Z", "24"])
    let delhi = try day(.wednesday, from: "2026-11-23T00:00:00Z", in: "Asia/Kolkata")
    #expect(try hours(delhi, on: "Europe/Berlin") == ["2026-11-24T19:00:00Z", "24"])
  }

  @Test(arguments: [
    ("UTC", "2026-11-23T07:59:59.999Z", "2026-11-23T07:00:00Z"),
    ("Asia/Kolkata", "2026-11-23T07:00:00Z", "2026-11-23T06:30:00Z"),
    ("Asia/Kolkata", "2026-11-23T06:30:00Z", "2026-11-23T06:30:00Z"),
    ("Asia/Kathmandu", "2026-11-23T07:00:00Z", "2026-11-23T06:15:00Z"),
    ("America/St_Johns", "1969-12-31T23:00:00Z", "1969-12-31T22:30:00Z"),
    ("UTC+5:20", "2026-11-23T07:00:00Z", "2026-11-23T06:40:00Z"),
  ])
  func `hours begin with the one on the zone's clock that holds the instant`(
    _ zone: String, _ from: String, _ start: String
  ) throws {
    let span = HourSpan.hours(count: 5, from: try Instant(rfc3339: from))
    #expect(try hours(span, on: zone) == [start, "5"])
  }
}
