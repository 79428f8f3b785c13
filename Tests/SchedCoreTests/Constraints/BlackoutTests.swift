import SchedCore
import Testing

/// Blackouts, seen on the slots that they close.
struct BlackoutTests {
  private func closed(
    _ blackouts: String, zone: String, from: String, until: String
  ) throws -> [String] {
    let text = "time_zone: \(zone)\nslot_minutes: 30\nblackouts: [\(blackouts)]\n"
    return try ConstraintsFiles.grid(text, from: from, until: until).instants(with: .blackout)
  }

  /// The first slot and the last of a day, from zoneinfo: midnight and the next one, in UTC.
  @Test(arguments: [
    ("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T22:30:00Z", 50),
    ("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", "2026-10-04T12:30:00Z", 47),
    ("America/St_Johns", "2026-03-08", "2026-03-08T03:30:00Z", "2026-03-09T02:00:00Z", 46),
  ])
  func `a date is the whole local day`(
    zone: String, date: String, first: String, last: String, count: Int
  ) throws {
    let year = try closed(
      date, zone: zone, from: "2026-01-01T00:00:00Z", until: "2027-01-01T00:00:00Z")
    #expect(year.first == first)
    #expect(year.last == last)
    #expect(year.count == count)
  }

  @Test
  func `both ends of a stretch of dates are inside`() throws {
    let slots = try closed(
      "{from: 2026-12-31, until: 2027-01-01}", zone: "UTC", from: "2026-12-30T00:00:00Z",
      until: "2027-01-03T00:00:00Z")
    #expect(slots.first == "2026-12-31T00:00:00Z")
    #expect(slots.last == "2027-01-01T23:30:00Z")
    let day = try closed(
      "{from: 2026-12-31}", zone: "UTC", from: "2026-12-30T00:00:00Z",
      until: "2027-01-03T00:00:00Z")
    #expect(day.count == 48)
  }

  @Test
  func `an instant is inside where a blackout begins and outside where it ends`() throws {
    let slots = try closed(
      "{from: 2026-12-31T10:00:00Z, until: 2026-12-31T12:00:00+01:00}", zone: "Europe/Berlin",
      from: "2026-12-31T09:00:00Z", until: "2027-01-01T00:00:00Z")
    #expect(slots == ["2026-12-31T10:00:00Z", "2026-12-31T10:30:00Z"])
  }

  @Test
  func `a blackout may begin at an instant and end with a date`() throws {
    let slots = try closed(
      "{from: 2026-12-31T22:00:00Z, until: 2026-12-31}", zone: "Europe/Berlin",
      from: "2026-12-31T21:00:00Z", until: "2027-01-01T12:00:00Z")
    #expect(slots == ["2026-12-31T22:00:00Z", "2026-12-31T22:30:00Z"])
  }

  @Test(arguments: [
    (
      "2026-13-01",
      "13: blackouts: \"2026-13-01\" is not a date (year, month and day, such as 2026-12-25)"
    ),
    (
      "{from: 2026-12-02, until: 2026-12-01}",
      "39: until: \"2026-12-01\" is not after from \"2026-12-02\""
    ),
    (
      "{from: 2026-12-02T10:00:00Z, until: 2026-12-02T10:00:00Z}",
      "49: until: \"2026-12-02T10:00:00Z\" is not after from \"2026-12-02T10:00:00Z\""
    ),
    (
      "{from: 2026-12-02T10:00:00Z}",
      "13: until: this key is missing here (a blackout from the instant 2026-12-02T10:00:00Z "
        + "needs an end)"
    ),
    (
      "{form: 2026-12-02}", "14: form: unknown key (did you mean \"from\"?)"
    ),
    ("[2026-12-01]", "13: blackouts: a list stands here (a single value is needed)"),
    (
      "2026-12-31T10:00:00Z",
      "13: blackouts: \"2026-12-31T10:00:00Z\" is not a date (year, month and day, such as 2026-12-25)"
    ),
  ])
  func `what is no blackout is refused`(_ blackout: String, _ fault: String) {
    #expect(
      ConstraintsFiles.fault { _ = try ConstraintsFiles.constraints("blackouts: [\(blackout)]") }
        == "constraints.yaml:1:\(fault)")
  }
}
