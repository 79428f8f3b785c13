/// What `time_effect` says: whether the hour matters, and how much.
struct TimeEffectText {
  let probability: Double
  /// What the best hour brings against a typical one, as a ratio, with its 80 % interval.
  let best: Double
  let lower: Double
  let upper: Double
  /// Of the variance of the outcomes.
  let share: Double
  /// How many more posts would tell the best hour's worth within 10 %.
  let postsNeeded: Double

  /// Nil for a record without it.
  /// - Throws: what is wrong in it, about `time_effect`.
  init?(_ value: JSONValue?) throws(Message) {
    guard let value else { return nil }
    let effect = CheckedValue(value, at: PostField.timeEffect.string)
    probability = try effect.member("probability").number(in: 0...1)
    best = try effect.member("best").number(in: 0...1e6)
    lower = try effect.member("lower").number(in: 0...1e6)
    upper = try effect.member("upper").number(in: 0...1e6)
    share = try effect.member("share").number(in: 0...1)
    postsNeeded = try effect.optional("posts_needed")?.number(in: 0...1e15) ?? 0
  }

  var verdict: TimeVerdict { TimeVerdict(probability) }

  /// The worth of the best hour with its interval: `1.24 (1.15–1.35)`.
  var worth: String {
    let texts = [best, lower, upper].map { Figure.text($0, decimals: 2) }
    return "\(texts[0]) (\(texts[1])–\(texts[2]))"
  }

  var sentence: String {
    let needed =
      postsNeeded >= 1
      ? " \(Figure.count(Int(postsNeeded), "more post")) would tell its worth within 10 %." : ""
    return switch verdict {
    case .yes:
      "The hour matters (\(Figure.probability(probability)) sure): the best one brings "
        + "\(worth) times a typical one, and hours explain \(Figure.percent(share)) of what makes "
        + "posts differ.\(needed)"
    case .no:
      "There is no sign that the hour matters (\(Figure.probability(probability))): publish when it "
        + "suits you.\(needed)"
    case .unknown:
      "Whether the hour matters is not yet known (\(Figure.probability(probability)) sure that it "
        + "does).\(needed)"
    }
  }
}
