import Glibc

/// How the score of an urgent post fades: 2^(-(t - origin) / 24 h), and 1 before the origin.
package enum ScoreDecay {
  private static let halfLifeMilliseconds = 86_400_000.0

  package static func factor(from origin: Int64, to instant: Int64) -> Double {
    let age = Double(instant) - Double(origin)
    return age <= 0 ? 1 : exp2(-age / halfLifeMilliseconds)
  }
}
