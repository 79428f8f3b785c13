import SchedCore
import Testing

struct AgeingTests {
  private let now = Instant(seconds: 1_800_000_000)

  private func weight(_ priority: Priority, hours: Double, _ ageing: Ageing = Ageing()) -> Int {
    let queuedAt = Instant(milliseconds: now.milliseconds - Int64(hours * 3_600_000))
    return ageing.weight(of: priority, queuedAt: queuedAt, now: now)
  }

  @Test
  func `a normal post weighs double once it is older than a day`() {
    #expect(weight(.normal, hours: 24) == 2)
    #expect(weight(.normal, hours: 24.001) == 4)
  }

  @Test
  func `a low post is a normal one once it is older than two days`() {
    #expect(weight(.low, hours: 48) == 1)
    #expect(weight(.low, hours: 48.001) == 2)
    #expect(weight(.low, hours: 10_000) == 2)
  }

  @Test
  func `high and urgent posts do not age`() {
    #expect(weight(.high, hours: 10_000) == 4)
    #expect(weight(.urgent, hours: 10_000) == 8)
  }

  @Test
  func `a post without an age, or queued in the future, has its own weight`() {
    #expect(Ageing().weight(of: .low, queuedAt: nil, now: now) == 1)
    #expect(weight(.normal, hours: -100) == 2)
    let last = Instant(milliseconds: .max)
    #expect(Ageing().weight(of: .low, queuedAt: Instant(milliseconds: .min), now: last) == 2)
  }

  @Test
  func `the hours are the file's`() throws {
    let ageing = try ConstraintsFiles.constraints("aging: {normal_hours: 0.5}").ageing
    #expect(weight(.normal, hours: 0.6, ageing) == 4)
    #expect(weight(.low, hours: 47, ageing) == 1)
    #expect(ageing.lowHours == 48)
  }
}
