/// The chance that a change did harm, from outcomes before and after it.
///
/// The change of the mean logarithm is taken as normal with a prior about 0 (a conjugate update;
/// Gelman et al. 2013, section 2.5): posting times move outcomes little, so that a large change
/// after a few posts is most likely noise. A loss below a margin is none, which keeps the many
/// looks of many cycles from finding harm by chance.
package struct HarmTest: Sendable, Equatable {
  /// The standard deviation of what a change of weights may do, on the logarithm (chosen: the
  /// best published hours gain 4 to 17 %).
  static let priorDeviation = 0.1
  /// A loss up to this is none (chosen).
  static let margin = 0.02
  /// With fewer posts on a side nothing is said.
  static let leastPosts = 20.0

  /// The likely change of the mean logarithm.
  package let change: Double
  /// The chance that it is a loss beyond the margin.
  package let probability: Double

  /// Nil where there are too few posts on a side.
  package init?(before: SettingsTrial, after: SettingsTrial) {
    guard min(before.posts, after.posts) >= Self.leastPosts,
      let first = before.varianceOfMean, let second = after.varianceOfMean
    else { return nil }
    let prior = Self.priorDeviation * Self.priorDeviation
    let trust = prior / (prior + first + second)
    change = trust * (after.mean - before.mean)
    let deviation = (trust * (first + second)).squareRoot()
    probability = SpecialFunctions.normalDistribution((-Self.margin - change) / deviation)
  }
}
