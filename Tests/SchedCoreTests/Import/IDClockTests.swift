import Testing

@testable import SchedCore

/// Ids and times that were published beside each other; the times have no more than seconds.
struct IDClockTests {
  @Test(
    arguments: [
      // X's documentation of the object Tweet, fields id and created_at.
      (.x, "1050118621198921728", "2018-10-10T20:19:24Z"),
      (.x, "1212092628029698048", "2019-12-31T19:26:16Z"),
      // qiita.com/haruka_kotani/items/0e2096cbd527015a2d96: 22:22:22 in Japan.
      (.x, "1488865376611950387", "2022-02-02T13:22:22Z"),
      // stackoverflow.com/q/63683015: the numbers 2384288897814875714 and 2383568809444681765.
      (.instagram, "CEWsh68Kc5C", "2020-08-26T13:43:27Z"),
      (.instagram, "CEUIzQYpqgl", "2020-08-25T13:52:46Z"),
    ] as [(IDClock, String, String)])
  func `an id shows the second that was published beside it`(
    _ clock: IDClock, _ id: String, _ instant: String
  ) throws {
    let found = try #require(withBytes(of: id) { clock.instant(of: $0) })
    #expect(found.seconds == (try Instant(rfc3339: instant)).seconds)
  }

  private struct Clock {
    let clock: IDClock
    let milliseconds: Int64
    /// What an id is where its other bits are 0.
    let id: Int64
  }

  /// By `python3 -c 'print(1564234353 * 2**32, 1531300000123 * 2**22,
  /// (1793610306789 - 1288834974657) * 2**22)'`.
  private static let clocks = [
    Clock(clock: .tiktok, milliseconds: 1_564_234_353_000, id: 6_718_335_389_414_719_488),
    Clock(clock: .linkedin, milliseconds: 1_531_300_000_123, id: 6_422_737_715_715_899_392),
    Clock(clock: .x, milliseconds: 1_793_610_306_789, id: 2_117_181_194_662_576_128),
  ]

  @Test
  func `an instant that is shifted to an id comes back, whatever the other bits are`() {
    for clock in Self.clocks {
      for rest in [0, 1, 4_194_303] as [Int64] {
        let found = withBytes(of: "\(clock.id + rest)") { clock.clock.instant(of: $0) }
        #expect(found?.milliseconds == clock.milliseconds, "\(clock)")
      }
    }
  }

  @Test(
    arguments: [
      (.x, ""), (.x, "20"), (.x, "abc"), (.x, "1212092628029698048a"),
      (.x, "99999999999999999999999"), (.tiktok, "12345"), (.linkedin, "6422861848"),
      (.instagram, "C!"), (.instagram, "AAAAAAAAAAAAAAAAAAAAAAAAAAAA/"), (.tiktok, "-1"),
    ] as [(IDClock, String)])
  func `an id without a clock shows nothing`(_ clock: IDClock, _ id: String) {
    #expect(withBytes(of: id) { clock.instant(of: $0) } == nil)
  }
}
