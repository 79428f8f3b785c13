import SchedCore
import Testing

/// Expected values come from Python 3.11's zoneinfo.
struct ZoneChangesTests {
  private func instant(_ text: String) throws -> Instant { try Instant(rfc3339: text) }

  private func changes(_ zone: String, _ from: String, _ until: String) throws -> [String] {
    try Zone.named(zone).changes(in: instant(from)..<instant(until))
      .map { "\($0.instant) \($0.before) \($0.after)" }
  }

  @Test(arguments: [
    ("Europe/Berlin", ["2026-03-29T01:00:00Z 3600 7200", "2026-10-25T01:00:00Z 7200 3600"]),
    (
      "America/St_Johns",
      ["2026-03-08T05:30:00Z -12600 -9000", "2026-11-01T04:30:00Z -9000 -12600"]
    ),
    (
      "Australia/Lord_Howe",
      ["2026-04-04T15:00:00Z 39600 37800", "2026-10-03T15:30:00Z 37800 39600"]
    ),
    ("Asia/Tokyo", []), ("UTC", []), ("UTC+5:30", []),
  ])
  func `a year has its changes`(_ zone: String, _ expected: [String]) throws {
    #expect(try changes(zone, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z") == expected)
  }

  @Test
  func `the first end of a span is in it and the last is not`() throws {
    let (spring, autumn) = ("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z")
    #expect(try changes("Europe/Berlin", spring, autumn) == ["\(spring) 3600 7200"])
  }

  @Test
  func `changes go on behind the years that the table holds`() throws {
    #expect(
      try changes("Europe/Berlin", "9998-12-31T00:00:00Z", "9999-12-31T00:00:00Z")
        == ["9999-03-28T01:00:00Z 3600 7200", "9999-10-31T01:00:00Z 7200 3600"])
    #expect(
      try changes("Europe/Berlin", "2400-01-01T00:00:00Z", "2500-01-01T00:00:00Z").count == 200)
  }

  @Test
  func `only the second round of a repeated hour is one`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    let texts = [
      "2026-10-25T00:00:00Z", "2026-10-25T00:59:59Z", "2026-10-25T01:00:00Z",
      "2026-10-25T01:59:59Z", "2026-10-25T02:00:00Z", "2026-03-29T00:59:59Z",
      "2026-03-29T01:00:00Z",
    ]
    let found = try texts.map { berlin.isSecondRound(try instant($0)) }
    #expect(found == [false, false, true, true, false, false, false])
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-11-23T09:00:00Z", "2026-11-23T10:00:00+01:00"),
    ("Europe/Berlin", "2026-07-06T22:30:00.25Z", "2026-07-07T00:30:00.25+02:00"),
    ("America/St_Johns", "2026-07-06T01:00:00Z", "2026-07-05T22:30:00-02:30"),
    ("Europe/London", "2026-11-23T09:00:00Z", "2026-11-23T09:00:00+00:00"),
    ("UTC", "2026-11-23T09:00:00Z", "2026-11-23T09:00:00+00:00"),
    // 44 minutes and 30 seconds behind, until 1972.
    ("Africa/Monrovia", "1970-01-01T00:00:00Z", "1969-12-31T23:16:00-00:44"),
    ("Asia/Tokyo", "9999-12-31T20:00:00Z", "9999-12-31T20:00:00Z"),
  ])
  func `an instant is written as the clocks show it`(
    _ zone: String, _ text: String, _ expected: String
  ) throws {
    var bytes: [UInt8] = []
    try Zone.named(zone).append(instant(text), to: &bytes)
    let written = String(decoding: bytes, as: UTF8.self)
    #expect(written == expected)
    #expect(try instant(written) == instant(text))
  }
}
