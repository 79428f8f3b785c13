import Glibc

/// How long a failed post waits before it is tried again.
///
/// Exponential back-off with full jitter (Brooker, "Exponential Backoff and Jitter", AWS Architecture
/// Blog 2015): a wait drawn evenly from nothing up to the whole wait spreads retries best.
package struct Backoff: Sendable, Equatable {
  package static let defaultInitialSeconds = 1.0
  package static let defaultMultiplier = 2.0
  package static let defaultMaxSeconds = 60.0

  package var initialSeconds = Backoff.defaultInitialSeconds
  package var multiplier = Backoff.defaultMultiplier
  package var maxSeconds = Backoff.defaultMaxSeconds

  package init() {}

  /// The back-off of both: for each of its figures the one that waits longer.
  package func longer(of other: Backoff) -> Backoff {
    var longer = self
    longer.initialSeconds = max(initialSeconds, other.initialSeconds)
    longer.multiplier = max(multiplier, other.multiplier)
    longer.maxSeconds = max(maxSeconds, other.maxSeconds)
    return longer
  }

  /// The longest wait after so many attempts, in seconds: `initial · multiplier^(attempts-1)`, at
  /// most the maximum.
  package func longestWaitSeconds(attempts: Int) -> Double {
    guard initialSeconds > 0 else { return 0 }
    return min(maxSeconds, initialSeconds * pow(multiplier, Double(max(attempts, 1)) - 1))
  }

  /// The instant at which a failed post may be tried again; nil if nothing failed and nothing was
  /// asked for.
  ///
  /// It is the failure plus the share of the longest wait that `share(seed:account:platform:id:)`
  /// drew, or what the platform asked for where that is later. Less than one attempt counts as one.
  package func earliest(
    failedAt: Instant?, attempts: Int, retryAfter: RetryAfter?, share: Double
  ) -> Instant? {
    let asked = retryAfter?.instant(after: failedAt)
    guard let failedAt else { return asked }
    let wait = longestWaitSeconds(attempts: attempts) * share
    let retry = failedAt.adding(milliseconds: wait * 1000)
    return asked.map { max($0, retry) } ?? retry
  }

  /// A post's draw in [0, 1), which depends on nothing but the seed and what names the post.
  package static func share(
    seed: UInt64, account: String, platform: String, id: String
  ) -> Double {
    var generator = SeededGenerator(
      seed: seed, stream: Checksum.hash("backoff", account, platform, id))
    return generator.nextUnit()
  }
}

extension Backoff {
  /// Reads `{initial_seconds: 1, multiplier: 2, max_seconds: 60}`.
  init(_ mapping: YAMLMapping) throws(Message) {
    let seconds = 0.0...31_536_000
    initialSeconds =
      try mapping.double("initial_seconds", in: seconds) ?? Self.defaultInitialSeconds
    multiplier = try mapping.double("multiplier", in: 1...1000) ?? Self.defaultMultiplier
    maxSeconds = try mapping.double("max_seconds", in: seconds) ?? Self.defaultMaxSeconds
  }

  static let keys = ["initial_seconds", "multiplier", "max_seconds"]
}

extension Instant {
  /// The instant that many milliseconds later, rounded up, within the years 0 to 9999.
  func adding(milliseconds: Double) -> Instant {
    // Clamped to what all years hold, so the conversion cannot fail; NaN counts as none.
    let span = 400_000_000_000_000.0
    let bounded = milliseconds.isNaN ? 0 : min(max(milliseconds, -span), span)
    return Instant(milliseconds: self.milliseconds + Int64(bounded.rounded(.up)))
  }
}
