import Testing

@testable import SchedCore

/// Expected values come from Python 3.11.
///
///     datetime(2026, 7, 6, 22, 5, 9, tzinfo=utc).astimezone(ZoneInfo("Europe/Berlin")).strftime(f)
struct ClockFormatTests {
  private func written(_ format: String, _ instant: String, _ zone: String) throws -> String {
    var text: [UInt8] = []
    try ClockFormat(format)
      .append(Instant(rfc3339: instant), in: Zone.named(zone), to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  @Test(
    arguments: [
      ("%m/%d/%Y %H:%M", "07/07/2026 00:05"), ("%Y-%m-%d %H:%M:%S", "2026-07-07 00:05:09"),
      ("%I:%M %p", "12:05 AM"), ("%-d.%-m.%y, %-H:%M", "7.7.26, 0:05"), ("%-I %p", "12 AM"),
      ("%a %A %b %B", "Tue Tuesday Jul July"), ("%z %Z", "+0200 Europe/Berlin"),
      ("100 %% Ä", "100 % Ä"), ("rfc3339", "2026-07-07T00:05:09+02:00"),
    ])
  func `letters are those of strftime`(_ format: String, _ expected: String) throws {
    #expect(try written(format, "2026-07-06T22:05:09Z", "Europe/Berlin") == expected)
  }

  @Test(arguments: [
    ("00:00", "12 AM"), ("01:00", "01 AM"), ("11:59", "11 AM"), ("12:00", "12 PM"),
    ("13:00", "01 PM"), ("23:59", "11 PM"),
  ])
  func `noon and midnight are 12 on a clock of 12 hours`(
    _ time: String, _ expected: String
  ) throws {
    #expect(try written("%I %p", "2026-11-23T\(time):00Z", "UTC") == expected)
  }

  @Test
  func `RFC 3339 has Z for UTC, and an offset elsewhere`() throws {
    #expect(try written("rfc3339", "2026-11-23T09:00:00Z", "UTC") == "2026-11-23T09:00:00Z")
    #expect(
      try written("rfc3339", "2026-11-23T09:00:00Z", "UTC+5:30") == "2026-11-23T14:30:00+05:30")
    #expect(try written("%z", "2026-11-23T09:00:00Z", "America/St_Johns") == "-0330")
  }

  @Test(arguments: ["%Q", "%", "%-", "%-Y", "%d%"])
  func `an unknown letter is refused`(_ format: String) {
    #expect(throws: Message.self) { try ClockFormat(format) }
  }
}
