extension TimingContrast {
  /// A post whose hour was more likely than this has the advised one, even if it was drawn.
  private static let likely = 0.5
  /// How many posts a stratum's level is held at 0 by, where the account's own level puts it (chosen).
  private static let levelPosts = 10.0

  /// Compares posts at the hour that was advised with those at another hour, drawn by exploration.
  ///
  /// Each post counts by 1/p, where p is the probability with which it got its hour (Horvitz and
  /// Thompson 1952, doi 10.1080/01621459.1952.10483446), divided by the sum of these weights. So
  /// each side stands for all posts: the advised ones as if all had been there, the others as if
  /// each had an hour drawn evenly from the rest, whatever shares the exploration gives to hours. A
  /// weight above the mean times the root of the posts is cut (Ionides 2008, doi
  /// 10.1198/106186008X320456).
  ///
  /// It is doubly robust (Robins, Rotnitzky and Zhao 1994, doi 10.1080/01621459.1994.10476818):
  /// what an account's posts reach whatever their hour is taken out first, as the other posts of the
  /// stratum have it, never the post itself. Either this model or the probabilities may be wrong.
  static func ofDraws(_ posts: [ValuedPost]) -> TimingContrast? {
    let drawn = posts.filter { ($0.propensity ?? 0) > 0 }
    let followed = drawn.map { !$0.isExplored || ($0.propensity ?? 0) > likely }
    let levelled = levelled(drawn, followed)
    func side(_ isFollowed: Bool) -> WeighedMean? {
      let indices = drawn.indices.filter { followed[$0] == isFollowed }
      return WeighedMean(
        indices.map { levelled[$0] }, weights: indices.map { 1 / (drawn[$0].propensity ?? 1) })
    }
    guard let advised = side(true), let others = side(false) else { return nil }
    let variance = advised.variance + others.variance
    // Welch 1947, doi 10.1093/biomet/34.1-2.28.
    let spread =
      advised.variance * advised.variance / (advised.effectiveCount - 1)
      + others.variance * others.variance / (others.effectiveCount - 1)
    return TimingContrast(
      difference: advised.mean - others.mean, variance: variance,
      degrees: spread > 0 ? variance * variance / spread : others.effectiveCount - 1,
      posts: drawn.count,
      effectivePosts: 4 / (1 / advised.effectiveCount + 1 / others.effectiveCount))
  }

  /// The outcomes less the level of their stratum's other posts.
  private static func levelled(_ posts: [ValuedPost], _ followed: [Bool]) -> [Double] {
    func mean(_ isFollowed: Bool) -> Double {
      Statistics.mean(posts.indices.filter { followed[$0] == isFollowed }.map { posts[$0].outcome })
        ?? 0
    }
    let (advised, others) = (mean(true), mean(false))
    let rest = zip(posts, followed).map { $0.outcome - ($1 ? advised : others) }
    var sums: [Int: (sum: Double, count: Double)] = [:]
    for (post, rest) in zip(posts, rest) {
      let known = sums[post.stratum] ?? (0, 0)
      sums[post.stratum] = (known.sum + rest, known.count + 1)
    }
    return zip(posts, rest).map { post, rest in
      let (sum, count) = sums[post.stratum] ?? (0, 1)
      return post.outcome - (sum - rest) / (count - 1 + levelPosts)
    }
  }
}

/// A mean of weighed values, with the variance that the values themselves tell of.
///
/// The variance is that of the jackknife (HC3: MacKinnon and White 1985, doi
/// 10.1016/0304-4076(85)90158-7): where few values have most of the weight, HC2 falls short.
private struct WeighedMean {
  let mean: Double
  let variance: Double
  /// How many values of equal weight would tell as much.
  let effectiveCount: Double

  /// Nil of fewer than three values.
  init?(_ values: [Double], weights: [Double]) {
    guard values.count >= 3 else { return nil }
    let root = Double(values.count).squareRoot()
    let most = weights.reduce(0, +) / Double(weights.count) * root
    let weights = weights.map { min($0, most) }
    let sum = weights.reduce(0, +)
    let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / sum
    self.mean = mean
    variance = zip(values, weights).reduce(0) { total, pair in
      let (share, rest) = (pair.1 / sum, pair.0 - mean)
      return total + share * share * rest * rest / ((1 - share) * (1 - share))
    }
    effectiveCount = sum * sum / weights.reduce(0) { $0 + $1 * $1 }
  }
}
