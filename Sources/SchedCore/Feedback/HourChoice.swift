/// How a post came to its hour, as far as the tools before have said.
package struct HourChoice: Sendable, Equatable {
  /// The group that it was dealt a slot in by lot; 0 for none.
  package var lot: UInt64 = 0
  /// The probability of its slot; NaN where nothing was drawn.
  package var propensity = Float.nan
  /// The score that its slot had when it was planned; NaN where that is not known.
  package var advice = Float.nan
  /// Whether its hour was drawn in order to learn.
  package var isExplored = false

  package init() {}

  /// The one that says more.
  static func greater(_ a: HourChoice, _ b: HourChoice) -> HourChoice { a.rank < b.rank ? b : a }

  private var rank: (Int, UInt64, Float, Float) {
    (
      (lot > 0 ? 4 : 0) + (isExplored ? 2 : 0) + (advice.isNaN ? 0 : 1), lot,
      propensity.isNaN ? -1 : propensity, advice.isNaN ? -1 : advice
    )
  }

  package static func == (a: HourChoice, b: HourChoice) -> Bool { a.rank == b.rank }
}

extension HourChoice {
  /// What a record says that is true of the slot that the post had.
  ///
  /// A lot or a draw of another slot says nothing of this one. Fields of these names that no tool has
  /// written are other people's, and say nothing either; a `score` is that of a plan where there is
  /// one.
  init(_ line: JSONLine, at slot: Instant, isPlanned: Bool) {
    if isPlanned, case .number(let score) = RecordReader(line).value(PostField.score),
      (0...1).contains(score)
    {
      advice = Float(score)
    }
    if let dealt = DealtSlot(line), dealt.instant == slot {
      (lot, propensity) = (max(1, Checksum.hash(dealt.group)), Float(dealt.propensity))
    } else if let draw = HourDraw(line), draw.contains(slot) {
      (isExplored, propensity) = (draw.isRandom, Float(draw.propensity))
    }
  }
}
