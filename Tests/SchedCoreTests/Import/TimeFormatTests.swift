import Testing

@testable import SchedCore

struct TimeFormatTests {
  /// English, German and Swedish; the fifth is one word in all of them but for its length.
  private static let months = MonthNames([
    ["jan", "january", "januar"], ["feb", "february"], ["mar", "mär", "march", "märz"],
    ["apr", "april"], ["may", "mai", "maj"], ["jun", "june"], ["jul", "july"], ["aug", "august"],
    ["sep", "sept", "september"], ["oct", "okt", "october", "oktober"], ["nov", "november"],
    ["dec", "dez", "december", "dezember"],
  ])

  private func read(_ text: String, _ format: String) throws -> TimeFormat.Reading? {
    let format = try TimeFormat(format, months: Self.months)
    return withBytes(of: text) { format.read($0) }
  }

  @Test(
    arguments: [
      ("2026-11-02 09:05", "%Y-%m-%d %H:%M", "2026-11-02", 32_700),
      ("2026-1-2 9:05", "%Y-%m-%d %H:%M", "2026-01-02", 32_700),
      ("2026-11-02   09:05", "%Y-%m-%d %H:%M", "2026-11-02", 32_700),
      ("02.11.2026", "%d.%m.%Y", "2026-11-02", nil),
      ("11/02/26 12:05 AM", "%m/%d/%y %I:%M %p", "2026-11-02", 300),
      ("11/02/26 12:05 p.m.", "%m/%d/%y %I:%M %p", "2026-11-02", 43_500),
      ("11/02/26 1:05PM", "%m/%d/%y %I:%M %p", "2026-11-02", 47_100),
      ("11/02/26 1:05\u{202F}PM", "%m/%d/%y %I:%M %p", "2026-11-02", 47_100),
      ("Nov 2, 2026, 09:05", "%b %d, %Y, %H:%M", "2026-11-02", 32_700),
      ("2. MÄRZ 2026", "%d. %b %Y", "2026-03-02", nil),
      ("2. Okt. 2026", "%d. %b %Y", "2026-10-02", nil),
      ("Mon, 02 Nov 2026 09:05:06", "%a, %d %b %Y %H:%M:%S", "2026-11-02", 32_706),
      ("2026-11-02T09:05:06.123", "%Y-%m-%dT%H:%M:%S.%f", "2026-11-02", 32_706),
      ("11/02/69 00:00", "%m/%d/%y %H:%M", "1969-11-02", 0),
      ("46328.5", "serial", "2026-11-02", 43_200), ("46328", "serial", "2026-11-02", nil),
      ("100 % 2026-11-02", "100 %% %Y-%m-%d", "2026-11-02", nil),
    ] as [(String, String, String, Int?)])
  func `a local time is read by its format`(
    _ text: String, _ format: String, _ date: String, _ second: Int?
  ) throws {
    let reading = try #require(try read(text, format))
    #expect("\(reading.date)" == date)
    #expect(reading.second == second && reading.offset == nil && reading.hasYear)
  }

  /// By date -u -d TEXT +%s.
  @Test(
    arguments: [
      ("2026-11-02T09:05:06Z", "rfc3339", 1_793_610_306),
      ("2026-11-02T09:05:06+05:30", "rfc3339", 1_793_590_506),
      ("2026-11-02T09:05:06+0530", "%Y-%m-%dT%H:%M:%S%z", 1_793_590_506),
      ("2026-11-02 09:05 -08:00", "%Y-%m-%d %H:%M %z", 1_793_639_100),
      ("2026-11-02 09:05 UTC", "%Y-%m-%d %H:%M %z", 1_793_610_300),
      ("Mon Nov 02 09:05:06 +0000 2026", "%a %b %d %H:%M:%S %z %Y", 1_793_610_306),
      ("1793610306", "epoch", 1_793_610_306), ("1793610306789", "epoch_ms", 1_793_610_306),
    ] as [(String, String, Int64)])
  func `a time with an offset is an instant`(
    _ text: String, _ format: String, _ seconds: Int64
  ) throws {
    #expect(try read(text, format)?.instant?.seconds == seconds)
  }

  @Test(
    arguments: [
      ("2026-11-31", "%Y-%m-%d"), ("2026-02-29", "%Y-%m-%d"), ("26-11-02", "%Y-%m-%d"),
      ("2026-11-02 ", "%Y-%m-%d %H:%M"), ("2026-11-02 24:00", "%Y-%m-%d %H:%M"),
      ("2026-11-02 09:60", "%Y-%m-%d %H:%M"), ("2026-11-02 9:5", "%Y-%m-%d %H:%M"),
      ("2026-11-02x", "%Y-%m-%d"), ("13/02/2026", "%m/%d/%Y"), ("Nob 2, 2026", "%b %d, %Y"),
      ("11/02/26 13:05 PM", "%m/%d/%y %I:%M %p"), ("11/02/26 0:05 PM", "%m/%d/%y %I:%M %p"),
      ("2026-11-02 09:05 CET", "%Y-%m-%d %H:%M %z"), ("12345", "serial"), ("19999", "serial"),
      ("12345678", "epoch"), ("", "%Y-%m-%d"),
    ])
  func `what is not in a format is not read`(_ text: String, _ format: String) throws {
    #expect(try read(text, format) == nil)
  }

  @Test
  func `a date without its year is one of a leap year, and says so`() throws {
    let reading = try #require(try read("Feb 29", "%b %d"))
    #expect(!reading.hasYear && reading.second == nil)
  }

  /// A reading, and what another format makes of the same or of another text.
  private func means(_ a: (String, String), _ b: (String, String)) throws -> Bool {
    let (first, second) = (try read(a.0, a.1), try read(b.0, b.1))
    return try #require(first).means(#require(second))
  }

  @Test
  func `two readings mean the same if they are one instant, or one local time`() throws {
    let utc = ("2026-11-02T09:00:00Z", "rfc3339")
    #expect(try means(utc, ("2026-11-02T10:00:00+01:00", "%Y-%m-%dT%H:%M:%S%z")))
    #expect(try !means(utc, ("2026-11-02T09:00:00", "%Y-%m-%dT%H:%M:%S")))
    #expect(try !means(("2026-11-02T09:00:00", "%Y-%m-%dT%H:%M:%S"), utc))
    #expect(try !means(("03/04/2026", "%d/%m/%Y"), ("03/04/2026", "%m/%d/%Y")))
    #expect(try means(("04/04/2026", "%d/%m/%Y"), ("04/04/2026", "%m/%d/%Y")))
  }

  @Test(
    arguments: [
      ("%d.%m.%Y", .dayFirst), ("%m/%d/%y %H:%M", .monthFirst), ("%Y-%m-%d", .yearFirst),
      ("%b %d, %Y", nil), ("rfc3339", nil), ("serial", nil),
    ] as [(String, DateOrder?)])
  func `the order of day and month is open where both are numbers`(
    _ format: String, _ order: DateOrder?
  ) throws {
    #expect(try TimeFormat(format, months: Self.months).dateOrder == order)
  }

  @Test(
    arguments: [
      ("%Y-%m-%d %Q", "\"%Y-%m-%d %Q\": %Q is not read (known: "),
      ("%Y-%m-%d %", "\"%Y-%m-%d %\": % at the end is not read (known: "),
      ("%H:%M", "\"%H:%M\" has no month and day"),
      ("%d.%m. %H:%M", "\"%d.%m. %H:%M\" has no month"),
    ])
  func `a format that cannot tell a date is refused`(_ format: String, _ fault: String) {
    let error = #expect(throws: Message.self) { try TimeFormat(format, months: Self.months) }
    #expect(error?.text.hasPrefix(fault) == true, "\(error?.text ?? "")")
  }
}
