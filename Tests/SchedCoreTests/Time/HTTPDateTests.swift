import SchedCore
import Testing

struct HTTPDateTests {
  /// The examples of RFC 9110, section 5.6.7, and leap days.
  @Test(arguments: [
    ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    ("Thu, 29 Feb 2024 23:59:60 GMT", "2024-03-01T00:00:00Z"),
    ("Thu, 26 Nov 2026 00:00:00 GMT", "2026-11-26T00:00:00Z"),
  ])
  func `a date of HTTP is an instant`(_ text: String, _ instant: String) throws {
    #expect(Instant(httpDate: text) == (try Instant(rfc3339: instant)))
  }

  @Test(arguments: [
    "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
    "sun, 06 Nov 1994 08:49:37 GMT",
    "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT",
    "Thu, 29 Feb 2026 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:49 GMT",
    "Sun, 06  Nov 1994 08:49:37 GMT", "Sun 06 Nov 1994 08:49:37 GMT",
    "Sun, +6 Nov 1994 08:49:37 GMT",
    // Forms that no server may write any more.
    "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
  ])
  func `nothing else is`(_ text: String) {
    #expect(Instant(httpDate: text) == nil)
  }
}
