/// How much each factor may move a score: `1 + weight · factor`, the factor in [-1, 1].
package struct TimingWeights: Hashable, Sendable {
  /// w_demo, of the audience's ages and devices.
  package var demographics: Double
  /// w_fmt, of the content type's own habits.
  package var format: Double
  /// w_seas, of weekends, holidays and seasons.
  package var season: Double

  /// The contract's weights.
  package init(demographics: Double = 0.3, format: Double = 0.2, season: Double = 0.1) {
    self.demographics = demographics
    self.format = format
    self.season = season
  }

  /// What was learned, or the contract's weights.
  package init(_ learned: Parameters.Weights?) {
    self.init()
    guard let learned else { return }
    (demographics, format, season) = (learned.demographics, learned.format, learned.season)
  }
}
