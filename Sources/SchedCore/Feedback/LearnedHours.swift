/// The hours of one content type in the parameter file: the evidence, and what was made of it.
struct LearnedHours: Sendable, Equatable {
  var platform = ""
  var evidence = DaypartEvidence()
  /// Nil until a cycle has made it.
  var posterior: DaypartPosterior?
}

extension LearnedHours {
  private enum Field {
    static let kind: FieldName = "kind"
    static let platform: FieldName = "platform"
    static let squares: FieldName = "squares"
    static let shape: FieldName = "shape"
    static let outcomes: FieldName = "outcomes"
    static let sum: FieldName = "sum"
    static let successes: FieldName = "successes"
    static let alpha: FieldName = "alpha"
    static let beta: FieldName = "beta"
    static let effect: FieldName = "effect"
    static let spread: FieldName = "spread"
    static let weight: FieldName = "weight"
    static let posts: FieldName = "posts"
  }

  /// Appends a line for the curve, and one for each hour.
  func append(to writer: inout JSONWriter, contentType: String) {
    writer.line { line in
      line.add("kind", "curve")
      line.add("platform", platform)
      line.add("content_type", contentType)
      line.add("outcomes", evidence.count)
      line.add("squares", evidence.squares)
      guard let shape = evidence.shape else { return }
      line.addObject("shape") {
        $0.add("daily", shape.daily)
        $0.add("weekly", shape.weekly)
        $0.add("hours", shape.hours)
        $0.add("outcomes", evidence.shapeCount)
      }
    }
    guard let posterior else { return }
    for index in 0..<WeekHour.count {
      let hour = WeekHour(index: index)
      writer.line { line in
        line.add("kind", "daypart")
        line.add("platform", platform)
        line.add("content_type", contentType)
        line.add("day", hour.weekday.name)
        line.add("hour", hour.hour)
        line.add("weight", posterior.weights[index])
        line.add("posts", posterior.posts[index])
        line.add("rate", posterior.alpha[index] / (posterior.alpha[index] + posterior.beta[index]))
        line.add("alpha", posterior.alpha[index])
        line.add("beta", posterior.beta[index])
        line.add("effect", posterior.effect.values[index])
        line.add("spread", posterior.effect.spreads[index])
        line.add("outcomes", evidence.counts[index])
        line.add("sum", evidence.sums[index])
        line.add("successes", evidence.successes[index])
      }
    }
  }

  /// Takes a line of either kind.
  mutating func take(_ line: JSONLine) throws(Message) {
    platform = try line.checked(Field.platform).string()
    if try line.checked(Field.kind).string() == "curve" {
      evidence.squares = try line.checked(Field.squares).number(in: 0...1e15)
      guard line.value(of: Field.shape) != nil else { return }
      let shape = try line.checked(Field.shape)
      evidence.shape = WeekEffect.Shape(
        daily: try shape.member("daily").number(in: 0...100),
        weekly: try shape.member("weekly").number(in: 0...100),
        hours: try shape.member("hours").number(in: 0.01...1000))
      evidence.shapeCount = try shape.member("outcomes").number(in: 0...1e15)
      return
    }
    let hour = try WeekHour(line).index
    func number(_ name: FieldName, in range: ClosedRange<Double>) throws(Message) -> Double {
      try line.checked(name).number(in: range)
    }
    let count = try number(Field.outcomes, in: 0...1e15)
    evidence.set(
      hour, count: count, sum: try number(Field.sum, in: -1e15...1e15),
      successes: try number(Field.successes, in: 0...1e15))
    var posterior = self.posterior ?? DaypartPosterior()
    posterior.weights[hour] = try number(Field.weight, in: 0...1)
    posterior.posts[hour] = try number(Field.posts, in: 0...1e15)
    posterior.alpha[hour] = try number(Field.alpha, in: 0...1e15)
    posterior.beta[hour] = try number(Field.beta, in: 0...1e15)
    posterior.effect = posterior.effect.setting(
      hour, to: try number(Field.effect, in: -100...100),
      spread: try number(Field.spread, in: 0...100))
    self.posterior = posterior
  }
}

extension DaypartPosterior {
  /// What nothing is known of.
  fileprivate init() {
    let zeros = [Double](repeating: 0, count: WeekHour.count)
    effect = WeekEffect(values: zeros, spreads: zeros)
    (alpha, beta, weights, posts) = (zeros, zeros, zeros, zeros)
  }
}

extension WeekEffect {
  fileprivate func setting(_ hour: Int, to value: Double, spread: Double) -> WeekEffect {
    var (values, spreads) = (values, spreads)
    (values[hour], spreads[hour]) = (value, spread)
    return WeekEffect(values: values, spreads: spreads)
  }
}
