/// What counts as success.
package struct OutcomeRule: Sendable {
  /// The metric that is learned; nil for what the platform's KPI weights name.
  package var metric: String?
  /// Whether outcomes are told as ratios to the account's own level.
  package var isNormalized = true

  package init() {}

  /// The name in a model.
  package var name: String { metric ?? "kpi" }

  /// The metrics that count on a platform, with their weights.
  package func weights(of platform: Platform) -> [(metric: String, weight: Double)] {
    guard let metric else { return platform.kpiWeights.map { ($0.metric, $0.weight) } }
    return [(metric, 1)]
  }
}

/// The names of metrics that are made of others.
enum DerivedMetric {
  static let engagementRate = "engagement_rate"
  static let clickRate = "ctr"
  static let clicks = "clicks"
  static let reactions = ["likes", "comments", "shares", "saves"]
  /// How many people there were to react, the best measure first.
  static let sizes = ["reach", "impressions", "views"]
  /// What the derived ones are made of.
  static let sources = reactions + sizes + [clicks]
}
