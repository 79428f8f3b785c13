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
  /// For the posts that a trial of weights holds for.
  private var inTrial: FieldCache<Scores>
  /// By content type and account, for the audience of the platform.
  private var standIns: [StandIn: Scores] = [:]

  private struct StandIn: Hashable {
    let contentType: Int
    /// Empty where accounts do not differ.
    let account: String
  }

  /// The room for scores; chosen, about 3,000 curves of a fortnight.
  private static let cacheBytes = 8 << 20

  init(_ request: PlanRequest) {
    model = Model(request)
    var names = [PostField.platform, PostField.contentType, PostField.audience]
    if request.parameters.knowsAccounts { names.append(PostField.account) }
    known = FieldCache(of: names, mostBytes: Self.cacheBytes)
    inTrial = known
  }

  /// The scores of a post.
  /// - Throws: an audience that is none, about the field.
  mutating func scores(
    of record: RecordReader, _ identity: PostIdentity
  ) throws(Message) -> Scores {
    let model = model
    let parameters = model.parameters
    let trial = try parameters.trialWeights(of: record, identity, model.catalogue)
    func make() throws(Message) -> (Scores, bytes: Int) {
      let scores = model.scores(
        of: identity, for: try model.audience(of: record, identity),
        trial ?? parameters.weights)
      return (Scores(scores), bytes: 64 + scores.hourly.count * 8)
    }
    return trial != nil
      ? try inTrial.value(for: record.line, make) : try known.value(for: record.line, make)
  }

  /// The same for a post that has scores of its own, whose audience may have been known only to the
  /// tool that made them: then its platform's.
  mutating func scoresStandingIn(of record: RecordReader, _ identity: PostIdentity) -> Scores {
    if let scores = try? scores(of: record, identity) { return scores }
    let key = StandIn(
      contentType: identity.contentType, account: model.knowsAccounts ? identity.account : "")
    if let known = standIns[key] { return known }
    let scores = Scores(
      model.scores(
        of: identity, for: model.audience(ofPlatform: identity),
        model.parameters.weights))
    standIns[key] = scores
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

  var catalogue: PlatformCatalogue { request.catalogue }
  var parameters: Parameters { request.parameters }
  var knowsAccounts: Bool { parameters.knowsAccounts }

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
  func scores(
    of identity: PostIdentity, for audience: AudienceProfile, _ weights: Parameters.Weights?
  ) -> HourlyScores {
    let contentType = request.catalogue.contentTypes[identity.contentType]
    let learned = request.parameters.week(
      of: identity.contentType, identity.account, platform: contentType.platform)
    let score = TimingScore(
      contentType, audience: audience, weights: TimingWeights(weights),
      learned: learned)
    let range = ranges.range(on: audience.mainZone)
    let parts = learned == nil ? 10_000 : HourlyScores.learnedParts
    let hourly = score.scores(over: range)
      .map { Double(JSONNumber.scoreInParts($0, perUnit: parts)) / Double(parts) }
    return HourlyScores(start: range.start, hourly: hourly)
  }

  private func platform(_ identity: PostIdentity) -> Platform {
    request.catalogue.platforms[request.catalogue.contentTypes[identity.contentType].platform]
  }
}
