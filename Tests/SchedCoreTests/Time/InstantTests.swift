import SchedCore
import Testing

struct InstantTests {
  /// RFC 3339, section 5.8; the seconds are `date -u -d … +%s`.
  @Test(arguments: [
    ("1985-04-12T23:20:50.52Z", 482_196_050_520, "1985-04-12T23:20:50.52Z"),
    ("1996-12-19T16:39:57-08:00", 851_042_397_000, "1996-12-20T00:39:57Z"),
    ("1990-12-31T23:59:60Z", 662_688_000_000, "1991-01-01T00:00:00Z"),
    ("1990-12-31T15:59:60-08:00", 662_688_000_000, "1991-01-01T00:00:00Z"),
    ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130, "1937-01-01T11:40:27.87Z"),
    ("2026-11-23t09:00:00z", 1_795_424_400_000, "2026-11-23T09:00:00Z"),
    ("2024-02-29T00:00:00.0009999Z", 1_709_164_800_000, "2024-02-29T00:00:00Z"),
    ("0000-01-01T00:00:00Z", -62_167_219_200_000, "0000-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59.999Z", 253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
  ])
  func `an instant is read and written as RFC 3339 has it`(
    _ text: String, _ milliseconds: Int64, _ written: String
  ) throws {
    let instant = try Instant(rfc3339: text)
    #expect(instant.milliseconds == milliseconds)
    #expect(instant.description == written)
  }

  /// The forms of ISO 8601, of SQL and of `date -Is` that mean the same.
  @Test(arguments: [
    "2026-11-23 09:00:00Z", "2026-11-23T09:00Z", "2026-11-23 09:00z", "2026-11-23T10:00:00+0100",
    "2026-11-23T10:00:00+01", "2026-11-23 10:00+01:00", "2026-11-23T03:30:00.000-0530",
    "2026-11-23 09:00-00", "2026-11-23T09:00:00+0000", "2026-11-23t09:00+00",
  ])
  func `a space for T, no seconds and a short offset lose nothing`(_ text: String) throws {
    #expect(try Instant(rfc3339: text).description == "2026-11-23T09:00:00Z")
  }

  @Test(arguments: [
    ("", "(RFC 3339, such as 2026-11-23T09:00:00Z)"),
    ("26-11-23T09:00:00Z", "(RFC 3339, such as 2026-11-23T09:00:00Z)"),
    ("+2026-11-23T09:00:00Z", "(RFC 3339, such as 2026-11-23T09:00:00Z)"),
    ("2026-1१-23T09:00:00Z", "(RFC 3339, such as 2026-11-23T09:00:00Z)"),
    ("20261123T090000Z", "(RFC 3339, such as 2026-11-23T09:00:00Z)"),
    ("2026-13-01T00:00:00Z", "month 13 (1 to 12)"),
    ("2026-00-01T00:00:00Z", "month 0 (1 to 12)"),
    ("2026-02-29T00:00:00Z", "day 29 (this month has 28)"),
    ("2026-11-31T00:00:00Z", "day 31 (this month has 30)"),
    ("2026-11-00T00:00:00Z", "day 0 (this month has 30)"),
    ("2026-11-23", "no time and no zone (2026-11-23T09:00:00Z has both)"),
    ("2026-11-23 ", "no time of day (hours and minutes, such as 09:00)"),
    ("2026-11-23T9:00Z", "no time of day (hours and minutes, such as 09:00)"),
    ("2026-11-23T09Z", "no time of day (hours and minutes, such as 09:00)"),
    ("2026-11-23_09:00Z", "\"_09:00Z\" follows the date (T and a time of day are needed)"),
    ("2026-11-23T24:00:00Z", "hour 24 (0 to 23)"), ("2026-11-23 25:00Z", "hour 25 (0 to 23)"),
    ("2026-11-23T09:60:00Z", "minute 60 (0 to 59)"), ("2026-11-23T09:99Z", "minute 99 (0 to 59)"),
    ("2026-11-23T09:00:61Z", "second 61 (0 to 60)"),
    ("2026-11-23T09:00:0Z", "no seconds after the last colon (two digits, such as :00)"),
    ("2026-11-23T09:00:00.Z", "no digits after the point"),
    ("2026-11-23T09:00:00", "no zone (end it with Z or an offset such as +01:00)"),
    ("2026-11-23 09:00", "no zone (end it with Z or an offset such as +01:00)"),
    ("2026-11-23T09:00:00.5", "no zone (end it with Z or an offset such as +01:00)"),
    ("2026-11-23T09:00:00+1", "zone \"+1\" (end it with Z or an offset such as +01:00)"),
    ("2026-11-23T09:00:00+24:00", "zone \"+24:00\" (end it with Z or an offset such as +01:00)"),
    ("2026-11-23T09:00+01:60", "zone \"+01:60\" (end it with Z or an offset such as +01:00)"),
    ("2026-11-23T09:00+010", "zone \"+010\" (end it with Z or an offset such as +01:00)"),
    ("2026-11-23 09:00 CET", "zone \" CET\" (end it with Z or an offset such as +01:00)"),
    ("2026-11-23T09:00:00ZZ", "zone \"ZZ\" (end it with Z or an offset such as +01:00)"),
    ("2026-11-23T09:00:00Z ", "zone \"Z \" (end it with Z or an offset such as +01:00)"),
    ("0000-01-01T00:00:00+00:01", "it is outside the years 0 to 9999 in UTC"),
    ("9999-12-31T23:59:59-00:01", "it is outside the years 0 to 9999 in UTC"),
  ])
  func `what cannot be one instant is refused, with the part that is wrong`(
    _ text: String, _ fault: String
  ) {
    let message = #expect(throws: Message.self) { try Instant(rfc3339: text) }
    let between = fault.hasPrefix("(RFC") ? " " : ": "
    #expect(message?.text == "\(Quoting.quoted(text)) is not an instant\(between)\(fault)")
    #expect(Array(text.utf8).withUnsafeBufferPointer { Instant(rfc3339: $0) } == nil)
  }

  @Test
  func `the message says what would be right`() {
    #expect(
      throws: Message("\"monday\" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)")
    ) { try Instant(rfc3339: "monday") }
  }

  @Test
  func `random instants read back from their text`() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<5_000 {
      let range: Int64 = 315_569_520_000_000
      let instant = Instant(
        milliseconds: Int64(generator.next() % UInt64(range)) - 62_167_219_200_000)
      #expect(try Instant(rfc3339: instant.description) == instant)
    }
  }

  @Test
  func `arithmetic stays within the years 0 to 9999`() {
    #expect(Instant(seconds: .max).description == "9999-12-31T23:59:59.999Z")
    #expect(Instant(seconds: .min).description == "0000-01-01T00:00:00Z")
    #expect(Instant(seconds: 0).adding(seconds: .max) == Instant(seconds: .max))
    #expect(Instant(seconds: 0).adding(hours: .min) == Instant(seconds: .min))
    #expect(Instant(seconds: 0).adding(hours: -25).description == "1969-12-30T23:00:00Z")
  }
}
