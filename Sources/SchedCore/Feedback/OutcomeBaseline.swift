import Glibc

/// What an account can expect of a content type, whatever the hour: what an outcome is measured
/// against, so that a big account does not pose as a good hour.
struct OutcomeBaseline: Sendable, Equatable {
  /// A typical outcome, fixed when the account was first seen; the level moves instead.
  var reference: Double
  /// Medians of the counts that the platform's composite is made of, fixed likewise.
  var medians: [String: Double]
  /// Whether its results tell how many people there were to react.
  var hasSizes = false
  /// The decayed number of outcomes, and the mean of their logarithms over the reference without
  /// the effects of their hours.
  var posts = 0.0
  var level = 0.0

  /// An outcome counts as at least this part of the reference, for some are 0.
  private static let least = 0.01
  /// Logarithms beyond this are taken for it: a post in a thousand goes viral.
  private static let most = 4.0

  /// The logarithm of an outcome over the reference.
  func logRatio(_ outcome: Double) -> Double {
    let ratio = max(0, outcome) / reference + Self.least
    return min(Self.most, max(-Self.most, log(ratio / (1 + Self.least))))
  }

  mutating func decay(by factor: Double) { posts *= factor }

  /// Counts an outcome's logarithm without the effect of its hour.
  mutating func add(_ logRatio: Double, weight: Double) {
    guard weight > 0 else { return }
    posts += weight
    level += (logRatio - level) * weight / posts
  }
}
