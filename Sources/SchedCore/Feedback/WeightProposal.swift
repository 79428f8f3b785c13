import Glibc

/// Weights of the timing score that explain the outcomes better than those in use.
///
/// Nothing need be tried out to know what the past says of other weights: each post has its hour, and
/// its score under any weights is a matter of arithmetic. So the weights are found as a Bayesian
/// would, over a grid around those in use: half of the belief is beforehand that these are best, the
/// other half is spread evenly over the grid. After the outcomes, the weights move by as much as the
/// mean of the grid does, if the belief in the grid has come to 0.9. That a grid has many points
/// counts against it, so that looking often, or at much, finds nothing in noise.
///
/// A step is at most `reach` long, and at most half the way to 0 or 1, so that no corner is jumped to.
/// What the outcomes say nothing of stays: the season's weight always, as hours of a week have no
/// date.
package struct WeightProposal: Sendable, Equatable {
  package let weights: TimingWeights
  /// The belief in the grid, against the parent's weights.
  package let probability: Double

  /// Others are proposed from this belief on (the contract's).
  package static let leastProbability = 0.9
  /// How far a weight may move at once (chosen: a third of the largest published one).
  package static let reach = 0.1
  /// On each side of the parent (chosen: twice as many move what is proposed by less than 0.01).
  private static let steps = 4

  /// Nil where others are not likely enough to be better.
  package init?(_ evidence: [WeightEvidence], parent: TimingWeights) {
    let grid = Self.grid(around: parent)
    let own = Self.logLikelihood(of: parent, evidence)
    let logs = grid.map { Self.logLikelihood(of: $0, evidence) - own }
    let most = max(0, logs.max() ?? 0)
    let shares = logs.map { exp($0 - most) }
    let sum = shares.reduce(0, +)
    guard sum > 0 else { return nil }
    let others = sum / Double(grid.count)
    probability = others / (others + exp(-most))
    func move(_ weight: KeyPath<TimingWeights, Double>) -> Double {
      let before = grid.reduce(0) { $0 + $1[keyPath: weight] } / Double(grid.count)
      let after = zip(grid, shares).reduce(0) { $0 + $1.0[keyPath: weight] * $1.1 } / sum
      let range = Self.range(around: parent[keyPath: weight])
      let moved = parent[keyPath: weight] + after - before
      return (1000 * min(max(moved, range.lowerBound), range.upperBound)).rounded() / 1000
    }
    weights = TimingWeights(
      demographics: move(\.demographics), format: move(\.format), season: parent.season)
    guard probability >= Self.leastProbability, weights != parent,
      Self.logLikelihood(of: weights, evidence) > own
    else { return nil }
  }

  private static func logLikelihood(
    of weights: TimingWeights, _ evidence: [WeightEvidence]
  ) -> Double {
    evidence.reduce(0) { $0 + $1.logLikelihood(of: weights) }
  }

  /// What a weight may become in one step.
  private static func range(around weight: Double) -> ClosedRange<Double> {
    weight - min(reach, weight / 2)...weight + min(reach, (1 - weight) / 2)
  }

  /// All weights within reach, the parent's among them.
  private static func grid(around parent: TimingWeights) -> [TimingWeights] {
    func values(around weight: Double) -> [Double] {
      let range = range(around: weight)
      let below = (1...steps).reversed().map { step in
        weight - (weight - range.lowerBound) * Double(step) / Double(steps)
      }
      let above = (1...steps).map { step in
        weight + (range.upperBound - weight) * Double(step) / Double(steps)
      }
      // At 0 nothing is below, at 1 nothing above.
      return below.filter { $0 < weight } + [weight] + above.filter { $0 > weight }
    }
    return values(around: parent.demographics).flatMap { demographics in
      values(around: parent.format).map { format in
        TimingWeights(demographics: demographics, format: format, season: parent.season)
      }
    }
  }
}
