import SchedCore
import Testing

struct ClockTests {
  @Test
  func `the flag goes before the environment and the environment before the clock`() throws {
    let flagged = try Clock.now(flag: "2026-11-23T10:00:00+01:00", sourceDateEpoch: "5")
    #expect(flagged.description == "2026-11-23T09:00:00Z")
    #expect(try Clock.now(flag: nil, sourceDateEpoch: "5") == Instant(seconds: 5))
    let year2025 = Instant(seconds: 1_735_689_600)
    #expect(try Clock.now(flag: nil, sourceDateEpoch: nil) > year2025)
    #expect(try Clock.now(flag: nil, sourceDateEpoch: "") > year2025)
  }

  @Test
  func `a now that is no instant is a usage error that says where it stands`() {
    #expect(
      throws: Message(
        "\"noon\" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)", about: "--now",
        status: .usage)
    ) { try Clock.now(flag: "noon", sourceDateEpoch: nil) }
    #expect(
      throws: Message(
        "\"1e9\" is not a number of seconds since the epoch", about: "SOURCE_DATE_EPOCH",
        status: .usage)
    ) { try Clock.now(flag: nil, sourceDateEpoch: "1e9") }
  }
}
