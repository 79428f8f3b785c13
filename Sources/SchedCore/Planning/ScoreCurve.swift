/// The score of a post at each hour of a plan: what its own scores say, and the built-in score in the
/// hours of which they say nothing.
///
///     plan        |  day 1  |  day 2  |  day 3  |
///     own         [ .2 .9 .. .1 ][
///     built-in                   ][ .3 .8 .. .2 ]
struct ScoreCurve: Hashable, Sendable {
  /// The post's own, or the built-in ones of a post without any.
  let scores: HourlyScores
  /// The built-in ones, where the post's own do not cover the plan.
  let rest: HourlyScores?

  /// An instant of which neither knows anything scores 0.
  func score(at instant: Instant) -> Double {
    scores.score(at: instant) ?? rest?.score(at: instant) ?? 0
  }
}
