/// The scores that the timing model gives to posts, made once for all that agree in a few fields.
struct BuiltInScores {
  /// What the model says of a platform, a content type and an audience.
  final class Scores {
    let scores: HourlyScores
    private var curve: Int32?

    init(_ scores: HourlyScores) { self.scores = scores }

    /// The index of the curve that is these scores alone; the first call adds it.
    func curve(addingTo add: (ScoreCurve) -> Int32) -> Int32 {
      let index = curve ?? add(ScoreCurve(scores: scores, rest: nil))
      curve = index
      return index
    }
  }

  private let model: Model
  private var known: FieldCache<Scores>
  /// By content type, for the audience of the platform.
  private var standIns: [Int: Scores] = [:]

  /// The room for scores; chosen, about 3,000 curves of a fortnight.
  private static let cacheBytes = 8 << 20

  init(_ request: PlanRequest) {
    model = Model(request)
    known = FieldCache(
      of: [PostField.platform, PostField.contentType, PostField.audience],
      mostBytes: Self.cacheBytes)
  }

  /// The scores of a post.
  /// - Throws: an audience that is none, about the field.
  mutating func scores(
    of record: RecordReader, _ identity: PostIdentity
  ) throws(Message) -> Scores {
    let model = model
    return try known.value(for: record.line) { () throws(Message) in
      let scores = model.scores(of: identity, for: try model.audience(of: record, identity))
      return (Scores(scores), bytes: 64 + scores.hourly.count * 8)
    }
  }

  /// The same for a post that has scores of its own, whose audience may have been known only to the
  /// tool that made them: then its platform's.
  mutating func scoresStandingIn(of record: RecordReader, _ identity: PostIdentity) -> Scores {
    if let scores = try? scores(of: record, identity) { return scores }
    if let known = standIns[identity.contentType] { return known }
    let scores = Scores(model.scores(of: identity, for: model.audience(ofPlatform: identity)))
    standIns[identity.contentType] = scores
    return scores
  }
}

/// The timing model over the hours of a plan.
private final class Model {
  private let request: PlanRequest
  private let ranges: HourRanges

  init(_ request: PlanRequest) {
    self.request = request
    let seconds = request.until.seconds - request.from.seconds
    ranges = HourRanges(
      .hours(count: max(1, Int(seconds / 3600) + 2), from: request.from),
      calendar: request.calendar)
  }

  func audience(
    of record: RecordReader, _ identity: PostIdentity
  ) throws(Message) -> AudienceProfile {
    try request.audiences.profile(of: record, platform: platform(identity))
  }

  func audience(ofPlatform identity: PostIdentity) -> AudienceProfile {
    let platform = platform(identity)
    return request.audiences.profile(ofPlatform: [platform.name] + platform.aliases)
  }

  /// As `sched-score` would have written them, so that the two ways give one plan.
  func scores(of identity: PostIdentity, for audience: AudienceProfile) -> HourlyScores {
    let score = TimingScore(
      request.catalogue.contentTypes[identity.contentType], audience: audience,
      weights: TimingWeights(request.parameters.weights),
      learned: request.parameters.weeks[identity.contentType])
    let range = ranges.range(on: audience.mainZone)
    let hourly = score.scores(over: range)
      .map { Double(JSONNumber.scoreInTenThousandths($0)) / 10_000 }
    return HourlyScores(start: range.start, hourly: hourly)
  }

  private func platform(_ identity: PostIdentity) -> Platform {
    request.catalogue.platforms[request.catalogue.contentTypes[identity.contentType].platform]
  }
}
