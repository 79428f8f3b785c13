import SchedCore
import Testing

struct ChannelLimitsTests {
  private func load(_ attempted: Int, refused: Int = 0, capacity: Int = 0) -> ChannelLoad {
    var load = ChannelLoad()
    (load.attempted, load.refused, load.capacity) = (attempted, refused, capacity)
    return load
  }

  @Test
  func `the first refusals set the day's posts to what the platform let through`() {
    var limits = ChannelLimits()
    let change = limits.adapt(to: load(40, refused: 12, capacity: 5))
    #expect(limits.postsPerDay == 5)
    #expect(limits.maxConcurrentPosts == 1)
    #expect(limits.backoff.initialSeconds == 2)
    #expect(
      change == "12 of 40 posts were refused (429): at most 1 at once and 5 in 24 h")
  }

  @Test
  func `two in a hundred are let pass as chance`() {
    var limits = ChannelLimits()
    #expect(limits.adapt(to: load(100, refused: 2)) == nil)
    #expect(limits == ChannelLimits())
    #expect(limits.adapt(to: load(100, refused: 3, capacity: 9)) != nil)
  }

  @Test
  func `a limit that is refused still is halved, unless less was measured`() {
    var limits = ChannelLimits()
    _ = limits.adapt(to: load(40, refused: 12, capacity: 20))
    _ = limits.adapt(to: load(40, refused: 12, capacity: 20))
    #expect(limits.postsPerDay == 10)
    _ = limits.adapt(to: load(40, refused: 12, capacity: 7))
    #expect(limits.postsPerDay == 7)
    for _ in 0..<5 { _ = limits.adapt(to: load(9, refused: 9)) }
    #expect(limits.postsPerDay == 1)
    #expect(limits.maxConcurrentPosts == 1)
  }

  @Test
  func `more is tried after four clean cycles, after eight once that was refused`() {
    var limits = ChannelLimits()
    _ = limits.adapt(to: load(40, refused: 12, capacity: 5))
    func cyclesUntilMore() -> Int {
      let before = limits.postsPerDay
      var cycles = 0
      while limits.postsPerDay == before, cycles < 100 {
        _ = limits.adapt(to: load(35))
        cycles += 1
      }
      return cycles
    }
    #expect(cyclesUntilMore() == 4)
    #expect(limits.postsPerDay == 6)
    _ = limits.adapt(to: load(42, refused: 6, capacity: 5))
    #expect(limits.postsPerDay == 5)
    #expect(cyclesUntilMore() == 8)
  }

  @Test
  func `a cycle without posts changes nothing but what the platform asked for`() {
    var limits = ChannelLimits()
    _ = limits.adapt(to: load(40, refused: 12, capacity: 5))
    let before = limits
    var asked = load(0)
    asked.resumeAt = Instant(seconds: 1_800_000_000)
    #expect(limits.adapt(to: asked) == nil)
    #expect(limits.resumeAt == asked.resumeAt)
    limits.resumeAt = nil
    #expect(limits == before)
  }

  @Test
  func `waits have their bounds under any pressure, and come back to the usual ones`() {
    var limits = ChannelLimits()
    for _ in 0..<30 { _ = limits.adapt(to: load(10, refused: 10)) }
    #expect(limits.backoff.initialSeconds == 60)
    #expect(limits.backoff.maxSeconds == 3600)
    for _ in 0..<30 { _ = limits.adapt(to: load(10)) }
    #expect(limits.backoff == Backoff())
  }
}
