/// The outcomes of one content type, as evidence on the weights of the timing score.
package struct WeightEvidence: Sendable {
  package var type: ContentType
  /// The outcomes by the hour of the audience's week: logarithms of ratios to the account's own level.
  package var cells: HourCurveFit.Cells
  /// The variance of one outcome.
  package var variance: Double
  /// Who the posts are for.
  package var audience: AudienceProfile

  package init(
    _ type: ContentType, _ cells: HourCurveFit.Cells, variance: Double, audience: AudienceProfile
  ) {
    (self.type, self.cells, self.variance, self.audience) = (type, cells, variance, audience)
  }
}

extension WeightEvidence {
  /// What the best hour may gain over one whose score is 0, as a standard deviation of logarithms
  /// (chosen: the best published hours gain 4 to 17 % over usual ones).
  private static let gain = PositiveMixture(deviation: 0.2)

  /// How well the scores under some weights explain the outcomes: the logarithm of how much likelier
  /// the outcomes are if they rise with the score than if hours do not matter.
  ///
  /// Each past post is scored anew by the hour it went out at, as a share of the week's best. That
  /// outcomes rise in a straight line with the score is a regression with one slope, above 0, which
  /// is averaged over what it may be.
  func logLikelihood(of weights: TimingWeights) -> Double {
    let product = TimingFactors(type, audience: audience, weights: weights).product
    let (best, posts) = (product.maximum, cells.count)
    guard best > 0, posts > 0, variance > 0 else { return 0 }
    var mean = 0.0
    for hour in 0..<WeekHour.count { mean += cells.counts[hour] * product[hour] / (best * posts) }
    var (squares, products) = (0.0, 0.0)
    for hour in 0..<WeekHour.count where cells.counts[hour] > 0 {
      let score = product[hour] / best - mean
      squares += cells.counts[hour] * score * score
      products += cells.sums[hour] * score
    }
    guard squares > 1e-12 else { return 0 }
    return Self.gain.logRatio(of: products / squares, squares / variance)
  }
}
