/// How well a model did on samples that it had not seen, beside what needs no model.
package struct ModelScores: Sendable, Equatable {
  /// R² and mean absolute error.
  package struct Score: Sendable, Equatable {
    /// On the learned scale.
    package var r2: Double
    /// Mean absolute error, in units of the outcome.
    package var mae: Double

    package init(r2: Double, mae: Double) { (self.r2, self.mae) = (r2, mae) }
  }

  /// How many samples were held out.
  package var heldOut: Int
  package var forest: Score
  /// The rank correlation of prediction and outcome (Spearman); nil if one of them is constant.
  package var rankCorrelation: Double?
  /// The account's level for the content type.
  package var mean: Score
  /// The mean of the account's last thirty posts of the type; nil in models of the first format.
  package var recent: Score?
  /// The mean of each hour of the week, by content type, drawn to the mean of all as far as hours
  /// differ by no more than chance.
  package var table: Score
  /// Of all samples, each judged by the trees that had not seen it.
  package var outOfBag: Score
  /// Whether the squared errors are below those of the account's level, in the mean and at the lower
  /// end of a 90 % interval over weeks: less may be luck.
  package var beatsMean: Bool

  package init(
    heldOut: Int, forest: Score, rankCorrelation: Double?, mean: Score, recent: Score? = nil,
    table: Score, outOfBag: Score, beatsMean: Bool
  ) {
    (self.heldOut, self.forest, self.rankCorrelation) = (heldOut, forest, rankCorrelation)
    (self.mean, self.recent, self.table, self.outOfBag) = (mean, recent, table, outOfBag)
    self.beatsMean = beatsMean
  }
}
