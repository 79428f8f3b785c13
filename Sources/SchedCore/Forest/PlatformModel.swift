/// All that is kept of the learning of one platform: what predicts, and how well it did.
package struct PlatformModel: Sendable, Equatable {
  package static let version = 1

  package var platform: String
  /// What was learned: `kpi` or a metric's name.
  package var target: String
  /// Whether outcomes are ratios to the account's own median for the content type.
  package var isNormalized: Bool
  package var scale: LearnedScale
  package var features: [FeatureSpace.Feature]
  package var bins: FeatureBins
  package var contentTypes: [String]
  /// Of each content type, on the learned scale.
  package var levels: [Double]
  package var effects: [WeekEffect]
  package var calibration: Calibration
  package var forest: Forest
  package var importances: [Double]
  package var scores: ModelScores
  package var samples: Int
  package var seed: UInt64

  package init(
    platform: String, target: String, isNormalized: Bool, scale: LearnedScale,
    features: [FeatureSpace.Feature], bins: FeatureBins, contentTypes: [String], levels: [Double],
    effects: [WeekEffect], calibration: Calibration, forest: Forest, importances: [Double],
    scores: ModelScores, samples: Int, seed: UInt64
  ) {
    (self.platform, self.target, self.isNormalized) = (platform, target, isNormalized)
    (self.scale, self.features, self.bins) = (scale, features, bins)
    (self.contentTypes, self.levels, self.effects) = (contentTypes, levels, effects)
    (self.calibration, self.forest, self.importances) = (calibration, forest, importances)
    (self.scores, self.samples, self.seed) = (scores, samples, seed)
  }
}

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
  /// The account's mean for the content type.
  package var mean: Score
  /// The mean of each hour of the week, by content type.
  package var table: Score
  /// Of all samples, each judged by the trees that had not seen it.
  package var outOfBag: Score
  /// Whether the forest's squared errors are below those of the account's mean by more than the
  /// standard error of the difference: less may be luck.
  package var beatsMean: Bool

  package init(
    heldOut: Int, forest: Score, rankCorrelation: Double?, mean: Score, table: Score,
    outOfBag: Score, beatsMean: Bool
  ) {
    (self.heldOut, self.forest, self.rankCorrelation) = (heldOut, forest, rankCorrelation)
    (self.mean, self.table, self.outOfBag) = (mean, table, outOfBag)
    self.beatsMean = beatsMean
  }
}
