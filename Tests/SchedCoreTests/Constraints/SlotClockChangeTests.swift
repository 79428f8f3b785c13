import SchedCore
import Testing

/// Windows and listed slots where clocks change. Expected values come from Python 3.11's zoneinfo:
///
///     t.astimezone(ZoneInfo(zone))                                  # the slots that show a time inside
///     local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)  # the instant of a time
struct SlotClockChangeTests {
  @Test(arguments: [
    // 02:00 to 03:00 is skipped: only what shows 03:00 and 03:15 is left of the window.
    ("Europe/Berlin", "02:30-03:30", "2026-03-28T22:00:00Z", ["29T01:00", "29T01:15"]),
    // 02:00 to 03:00 comes twice, and is inside twice.
    (
      "Europe/Berlin", "02:15-02:45", "2026-10-24T22:00:00Z",
      ["25T00:15", "25T00:30", "25T01:15", "25T01:30"]
    ),
    (
      "America/St_Johns", "01:30-03:15", "2026-03-08T03:00:00Z",
      ["08T05:00", "08T05:15", "08T05:30"]
    ),
    (
      "America/St_Johns", "01:00-02:00", "2026-11-01T02:00:00Z",
      [
        "01T03:30", "01T03:45", "01T04:00", "01T04:15", "01T04:30", "01T04:45", "01T05:00",
        "01T05:15",
      ]
    ),
    // Lord Howe changes by half an hour.
    ("Australia/Lord_Howe", "02:00-02:45", "2026-10-03T13:00:00Z", ["03T15:30"]),
    (
      "Australia/Lord_Howe", "01:45-02:15", "2026-04-04T13:00:00Z",
      ["04T14:45", "04T15:15", "04T15:30"]
    ),
    ("Australia/Lord_Howe", "23:30-00:30", "2026-04-04T13:00:00Z", ["04T13:00", "04T13:15"]),
  ])
  func `a window holds what the wall clock shows`(
    zone: String, window: String, from: String, expected: [String]
  ) throws {
    let ends = window.split(separator: "-")
    let text = """
      time_zone: \(zone)
      platforms: {x: {prohibited_windows: {from: "\(ends[0])", until: "\(ends[1])"}}}
      """
    let start = try Instant(rfc3339: from)
    let grid = try ConstraintsFiles.grid(
      text, from: from, until: start.adding(seconds: 6 * 3600).description)
    #expect(grid.instants(with: .prohibited).map { String($0.dropFirst(8).prefix(8)) } == expected)
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30:00Z"),
    ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z"),
    ("America/St_Johns", "2026-03-08", "02:30", "2026-03-08T06:00:00Z"),
    ("America/St_Johns", "2026-11-01", "01:30", "2026-11-01T04:00:00Z"),
    ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00Z"),
    ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00Z"),
  ])
  func `a listed time that is skipped moves forward, and one that comes twice is the first`(
    zone: String, date: String, time: String, expected: String
  ) throws {
    let text = "time_zone: \(zone)\nplatforms: {x: {slots: {at: \(time)}}}"
    // All slots of the week around the date; those of the local date are wanted.
    let day = try Instant(rfc3339: "\(date)T00:00:00Z")
    let grid = try ConstraintsFiles.grid(
      text, from: day.adding(seconds: -3 * 86_400).description,
      until: day.adding(seconds: 3 * 86_400).description)
    let local = try Zone.named(zone)
    let found = grid.instants.filter { local.localTime(at: $0).date.description == date }
    #expect(found.map(\.description) == [expected])
    #expect(grid.count == 6)
  }
}
