import SchedCore
import Testing

struct BackoffTests {
  private let failedAt = Instant(seconds: 1_800_000_000)

  private func seconds(
    _ attempts: Int, share: Double = 1, retryAfter: RetryAfter? = nil
  ) -> Double? {
    let backoff = Backoff()
    let retry = backoff.earliest(
      failedAt: failedAt, attempts: attempts, retryAfter: retryAfter, share: share)
    return retry.map { Double($0.milliseconds - failedAt.milliseconds) / 1000 }
  }

  @Test
  func `the longest wait doubles up to a minute`() {
    let waits = [-5, 0, 1, 2, 3, 6, 7, 8, .max].map { Backoff().longestWaitSeconds(attempts: $0) }
    #expect(waits == [1, 1, 1, 2, 4, 32, 60, 60, 60])
  }

  @Test
  func `the jitter takes a share of the wait, in milliseconds rounded up`() {
    #expect(seconds(3, share: 0) == 0)
    #expect(seconds(3, share: 0.5) == 2)
    #expect(seconds(1, share: 0.0001) == 0.001)
  }

  @Test
  func `retry_after holds where it is longer`() {
    #expect(seconds(7, retryAfter: .seconds(30)) == 60)
    #expect(seconds(7, retryAfter: .seconds(90.5)) == 90.5)
    #expect(seconds(7, retryAfter: .instant(failedAt.adding(seconds: 7200))) == 7200)
    #expect(seconds(1, retryAfter: .seconds(-1e300)) == 1)
  }

  @Test
  func `without a failure only an instant holds a post back`() {
    func earliest(_ retryAfter: RetryAfter?) -> Instant? {
      Backoff().earliest(failedAt: nil, attempts: 2, retryAfter: retryAfter, share: 1)
    }
    #expect(earliest(nil) == nil)
    #expect(earliest(.seconds(30)) == nil)
    #expect(earliest(.instant(failedAt)) == failedAt)
  }

  @Test
  func `a wait without end ends with the calendar`() {
    #expect(
      Backoff().earliest(
        failedAt: failedAt, attempts: 1, retryAfter: .seconds(1e300), share: 0)?.description
        == "9999-12-31T23:59:59.999Z")
    #expect(seconds(1, retryAfter: .seconds(.nan)) == 1)
  }

  @Test
  func `of two back-offs the longer wait holds, figure by figure`() throws {
    var (a, b) = (Backoff(), Backoff())
    (a.initialSeconds, a.multiplier, a.maxSeconds) = (5, 1.5, 60)
    (b.initialSeconds, b.multiplier, b.maxSeconds) = (1, 3, 600)
    for longer in [a.longer(of: b), b.longer(of: a)] {
      #expect(longer.initialSeconds == 5 && longer.multiplier == 3 && longer.maxSeconds == 600)
    }
  }

  @Test
  func `a first wait of nothing stays nothing`() throws {
    let text = "backoff: {initial_seconds: 0, multiplier: 1000}"
    let backoff = try ConstraintsFiles.constraints(text).backoff
    #expect(backoff.longestWaitSeconds(attempts: .max) == 0)
  }

  /// From a Python transcription of the checksum and of SplitMix64.
  @Test
  func `the draw depends on the seed and on what names the post, and on nothing else`() {
    func share(_ seed: UInt64, _ account: String, _ platform: String, _ id: String) -> Double {
      Backoff.share(seed: seed, account: account, platform: platform, id: id)
    }
    #expect(share(7, "acme", "x", "p1") == 0.021640802248726)
    let others = [
      share(8, "acme", "x", "p1"), share(7, "acm", "ex", "p1"), share(7, "acme", "x", "p2"),
    ]
    #expect(Set(others + [share(7, "acme", "x", "p1")]).count == 4)
    #expect(others.allSatisfy { (0..<1).contains($0) })
  }
}
