/// The posts of one platform that the effects of hours are learned from, column by column.
package struct EffectSamples: Sendable {
  package let outcomes: Outcomes
  /// Of each post the index of its content type among those of the platform.
  package let types: [Int]
  /// Of each post the hour of its local week.
  package let weekHours: [Int]
  /// Of each post how much it counts.
  package let weights: [Double]
  /// Of each content type of the platform what the published figures say: 168 values in [0, 1].
  package let evidence: [[Double]]

  package init(
    _ outcomes: Outcomes, types: [Int], weekHours: [Int], weights: [Double], evidence: [[Double]]
  ) {
    (self.outcomes, self.types, self.weekHours) = (outcomes, types, weekHours)
    (self.weights, self.evidence) = (weights, evidence)
  }

  func account(of post: Int) -> String {
    outcomes.columns.accountNames[Int(outcomes.columns.accounts[post])]
  }
}
