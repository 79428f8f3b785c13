import Testing

@testable import SchedCore

struct CalendarZoneTests {
  private static func zone(_ name: String, now: String = "2026-11-23T00:00:00Z") throws
    -> CalendarZone?
  {
    CalendarZone(try Zone.named(name), now: try Instant(rfc3339: now))
  }

  private func text(_ zone: CalendarZone) -> String {
    var text = CalendarText()
    zone.append(to: &text)
    return String(decoding: text.bytes, as: UTF8.self).replacing("\r\n", with: "\n")
  }

  @Test
  func `an offset needs no description`() throws {
    #expect(try Self.zone("UTC") == nil)
    #expect(try Self.zone("UTC+5:30") == nil)
    #expect(CalendarZone(nil, now: try Instant(rfc3339: "2026-11-23T00:00:00Z")) == nil)
  }

  @Test
  func `a zone without changes has one observance`() throws {
    let zone = try #require(try Self.zone("Asia/Kolkata"))
    #expect(
      text(zone) == """
        BEGIN:VTIMEZONE
        TZID:Asia/Kolkata
        BEGIN:STANDARD
        DTSTART:20250101T053000
        TZOFFSETFROM:+0530
        TZOFFSETTO:+0530
        END:STANDARD
        END:VTIMEZONE

        """)
  }

  @Test
  func `onsets are local times of the offset that ends`() throws {
    let lines = text(try #require(try Self.zone("Australia/Lord_Howe"))).split(separator: "\n")
    // The clocks go from 2:00 to 1:30 in April, and from 2:00 to 2:30 in October.
    #expect(lines.contains("RDATE:20260405T020000"))
    #expect(lines.contains("RDATE:20261004T020000"))
    #expect(lines.filter { $0.hasPrefix("RDATE:") }.count == 24)
    #expect(lines.contains("BEGIN:DAYLIGHT"))
  }

  @Test(arguments: [
    ("2026-10-25T00:30:00Z", 9000), ("2026-10-25T01:30:00Z", nil), ("2024-12-31T23:59:59Z", nil),
    ("2025-01-01T00:00:00Z", 3600), ("2037-12-31T23:00:00Z", 0), ("2038-01-01T00:00:00Z", nil),
  ])
  func `local times are those that say which instant they are`(
    _ instant: String, _ second: Int?
  ) throws {
    let zone = try #require(try Self.zone("Europe/Berlin"))
    #expect(zone.localTime(at: try Instant(rfc3339: instant))?.secondOfDay == second)
  }
}
