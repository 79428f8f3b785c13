/// All that is kept of the learning of one platform: what predicts, and how well it did.
package struct PlatformModel: Sendable, Equatable {
  /// The format that is written; the first one is read too.
  package static let version = 2
  package static let firstVersion = 1

  /// What an account differs by.
  package struct Account: Sendable, Equatable {
    /// Beside the curve of the content type; nil for nothing.
    package var curve: HourCurve?
    /// Of figures that are told as they are, the typical one by content type, an index of
    /// `contentTypes`.
    package var levels: [Int: Double] = [:]

    package init(curve: HourCurve? = nil, levels: [Int: Double] = [:]) {
      (self.curve, self.levels) = (curve, levels)
    }
  }

  /// A metric that made the outcome, and the share of samples that have it.
  package struct Metric: Sendable, Equatable {
    package var name: String
    package var share: Double

    package init(name: String, share: Double) { (self.name, self.share) = (name, share) }
  }

  package var platform: String
  /// What was learned: `kpi` or a metric's name.
  package var target: String
  /// Whether outcomes are ratios to the account's own level for the content type.
  package var isNormalized: Bool
  package var scale: LearnedScale
  /// What made the outcome; empty in models of the first format.
  package var metrics: [Metric] = []
  /// Where audiences without zones lived; nil if there were none, or it is not known.
  package var zone: String?
  /// From the first sample to the last; nil in models of the first format.
  package var span: ClosedRange<Instant>?
  package var features: [FeatureSpace.Feature]
  package var bins: FeatureBins
  package var contentTypes: [String]
  /// Of each content type, on the learned scale.
  package var levels: [Double]
  package var curves: [HourCurve]
  package var accounts: [String: Account] = [:]
  package var calibration: Calibration
  package var forest: Forest
  /// How much of what the forest says counts, in units of the learned scale.
  package var share = 1.0
  package var importances: [Double]
  package var scores: ModelScores
  /// Nil in models of the first format.
  package var timeEffect: TimeEffect?
  package var samples: Int
  package var seed: UInt64
  /// The posts that it was learned from; none are known of models of the first format.
  package var seen = SeenPosts()

  package init(
    platform: String, target: String, isNormalized: Bool, scale: LearnedScale,
    features: [FeatureSpace.Feature], bins: FeatureBins, contentTypes: [String], levels: [Double],
    curves: [HourCurve], calibration: Calibration, forest: Forest, importances: [Double],
    scores: ModelScores, samples: Int, seed: UInt64
  ) {
    (self.platform, self.target, self.isNormalized) = (platform, target, isNormalized)
    (self.scale, self.features, self.bins) = (scale, features, bins)
    (self.contentTypes, self.levels, self.curves) = (contentTypes, levels, curves)
    (self.calibration, self.forest, self.importances) = (calibration, forest, importances)
    (self.scores, self.samples, self.seed) = (scores, samples, seed)
  }

  /// Whether the model was written in the first format.
  package var isFirstFormat: Bool { timeEffect == nil }

  /// The curve of a content type, an index of `contentTypes`, for an account.
  package func curve(_ type: Int, account: String) -> HourCurve {
    guard let own = accounts[account]?.curve else { return curves[type] }
    return curves[type].adding(own)
  }

  /// The level of a content type for an account.
  package func level(_ type: Int, account: String) -> Double {
    accounts[account]?.levels[type] ?? levels[type]
  }
}
