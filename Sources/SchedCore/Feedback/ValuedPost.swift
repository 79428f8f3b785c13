/// A post whose outcome tells what its hour was worth.
package struct ValuedPost: Sendable, Equatable {
  /// The logarithm of what it reached, as a ratio to the account's own level at that time.
  package var outcome: Double
  /// The score of its slot when it was planned, in [0, 1]: a share of the week's best.
  package var advice: Double
  /// Its account and content type.
  package var stratum: Int
  /// The group of `experiment`: posts of one group were dealt their slots by lot.
  package var lot: UInt64?
  /// The probability with which its hour was drawn by the exploration, or its slot by the lot.
  package var propensity: Double?
  /// Whether the exploration drew its hour, in place of the one that was advised.
  package var isExplored: Bool

  package init(
    outcome: Double, advice: Double, stratum: Int, lot: UInt64? = nil,
    propensity: Double? = nil, isExplored: Bool = false
  ) {
    (self.outcome, self.advice, self.stratum) = (outcome, advice, stratum)
    (self.lot, self.propensity, self.isExplored) = (lot, propensity, isExplored)
  }
}

extension ValuedPost {
  /// How many spreads from its stratum's median an outcome counts: farther out, it counts as this
  /// far (chosen: of normal outcomes 3 in 1,000 are moved).
  private static let reach = 3.0
  /// A stratum of fewer posts has no spread of its own; that of all posts holds (chosen).
  private static let leastOfStratum = 20

  /// The posts with wild outcomes pulled in, so that one that went viral decides nothing.
  ///
  /// What is done to an outcome does not depend on how the post got its slot, so that a comparison
  /// by lot stays fair. An outcome that is no number is left out.
  static func pulledIn(_ posts: [ValuedPost]) -> [ValuedPost] {
    let posts = posts.filter { $0.outcome.isFinite && $0.advice.isFinite }
    let outcomes = posts.map(\.outcome)
    let common = bounds(of: outcomes)
    var ofStratum: [Int: [Double]] = [:]
    for post in posts { ofStratum[post.stratum, default: []].append(post.outcome) }
    let ofEach = ofStratum.mapValues { $0.count < leastOfStratum ? common : bounds(of: $0) }
    return posts.map { post in
      let bounds = ofEach[post.stratum] ?? common
      var post = post
      post.outcome = min(max(post.outcome, bounds.lowerBound), bounds.upperBound)
      return post
    }
  }

  private static func bounds(of outcomes: [Double]) -> ClosedRange<Double> {
    let middle = Statistics.median(outcomes) ?? 0
    let spread = HuberValues.spread(of: outcomes)
    return middle - reach * spread...middle + reach * spread
  }
}
