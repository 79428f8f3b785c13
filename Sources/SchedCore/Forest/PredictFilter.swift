import Glibc

/// What `sched-predict` does with a line: forecasts the hours, ranks them, writes the best.
package final class PredictFilter: LineFilter {
  let request: PredictRequest
  private let ranges: HourRanges
  private var reader: PublishedPostReader
  /// Of each platform in the catalogue, its models.
  private var models: [[HourModel]]
  private var priors: [Int: HourCurve] = [:]
  private let ownFeatures: [OwnFeaturePath]
  private var cache: FieldCache<FinishedPrediction>
  /// Whether a post's prediction follows from the fields of the cache alone.
  private let isShared: Bool

  /// The room for finished predictions in all workers; chosen, about 2,000 posts that differ.
  private static let cacheBytes = 4 << 20

  /// - Throws: a model of a platform or content type that the catalogue does not have.
  package init(_ request: PredictRequest, workers: Int) throws(Message) {
    self.request = request
    ranges = HourRanges(request.span, calendar: request.calendar)
    reader = PublishedPostReader(catalogue: request.catalogue, audiences: request.audiences)
    models = [[HourModel]](repeating: [], count: request.catalogue.platforms.count)
    for model in request.models {
      let type = try request.catalogue.resolve(
        platform: model.header.model.platform,
        contentType: model.header.model.contentTypes.first)
      let platform = request.catalogue.contentTypes[type].platform
      models[platform].append(
        try HourModel(model, catalogue: request.catalogue, calendar: request.calendar))
    }
    for models in models { try Self.check(models.map(\.model), in: request.zone) }
    var fields = [
      PostField.platform, PostField.contentType, PostField.audience, PostField.followers,
    ]
    if !request.recency.isEmpty || request.parameters.knowsAccounts
      || models.joined().contains(where: \.knowsAccounts)
    {
      fields.append(PostField.account)
    }
    cache = FieldCache(of: fields, mostBytes: Self.cacheBytes / max(1, workers))
    ownFeatures = (models.joined().first?.ownNames ?? []).map(OwnFeaturePath.init)
    let names = ownFeatures.map(\.name)
    // Half of the posts of a trial have other weights.
    isShared =
      names.isEmpty && request.at == nil && request.exploration == 0
      && request.parameters.trial == nil
    guard models.joined().allSatisfy({ $0.ownNames == names }) else {
      throw Message("the models were learned with different features", about: "--model")
    }
  }

  /// - Throws: models that say different things of the same, or that were learned where audiences
  ///   live elsewhere (65).
  private static func check(_ models: [PlatformModel], in zone: Zone) throws(Message) {
    guard let first = models.first else { return }
    for model in models {
      guard model.target == first.target, model.isNormalized == first.isNormalized,
        (model.scale == .plain) == (first.scale == .plain)
      else { throw .differentUnits(first, model) }
      guard model.zone == nil || model.zone == zone.name else {
        throw .learnedElsewhere(model, zone)
      }
    }
  }

  package func apply(to line: JSONLine, appendingTo output: inout [UInt8]) throws(Message) {
    // A draw that stands in the line is kept or removed, as the line's own slot says.
    guard isShared, !HourDraw.isThere(line) else {
      return write(try edit(of: line), line, to: &output)
    }
    let finished = try cache.value(for: line) { () throws(Message) in
      let finished = FinishedPrediction(edit: try edit(of: line))
      return (finished, finished.edit.byteCount)
    }
    try PostIdentity.checkAccount(of: line)
    write(finished.edit, line, to: &output)
  }

  private func write(_ edit: JSONEdit, _ line: JSONLine, to output: inout [UInt8]) {
    edit.append(line, to: &output)
    output.append(UInt8(ascii: "\n"))
  }

  private func edit(of line: JSONLine) throws(Message) -> JSONEdit {
    let post = try reader.post(of: line, postedAt: request.at)
    let type = request.catalogue.contentTypes[post.identity.contentType]
    for model in models[type.platform] { try model.prepare() }
    let sample = Sample(post, own: ownFeatures.map { $0.value(in: line) }, number: 0)
    var edit = JSONEdit()
    if request.at != nil {
      predictInstant(of: sample, &edit)
    } else {
      predict(sample, line, &edit)
    }
    return edit
  }

  /// The forecast of a post over some hours by the models of its platform.
  private func forecast(
    _ sample: Sample, _ models: [HourModel], over range: HourRange, weekHours: [Int]
  ) -> HourForecast {
    let index = sample.identity.contentType
    let type = request.catalogue.contentTypes[index]
    let parts = models.compactMap { model in
      model.forecast(sample, contentType: type.name, hours: range.instants).map {
        $0.adding(circumstances(of: sample, over: range, knowsSeasons: model.knowsSeasons))
      }
    }
    guard parts.isEmpty else { return HourForecast(parts, coverage: request.coverage) }
    return HourForecast(
      evidence: learned(type, sample) ?? prior(of: type, index), weekHours: weekHours)
  }

  /// What the parameters say of a content type's hours, for the account.
  private func learned(_ type: ContentType, _ sample: Sample) -> HourCurve? {
    request.parameters.week(
      of: sample.identity.contentType, sample.identity.account, platform: type.platform
    ).map { week in
      HourCurve(
        values: (0..<WeekHour.count).map { week.freshness * week.effects[$0] },
        spreads: (0..<WeekHour.count).map { week.spreads[$0] }, noEffect: week.noEffect)
    }
  }

  /// What recent posts, and a calendar that the model does not know, do to each hour, as logarithms.
  private func circumstances(
    of sample: Sample, over range: HourRange, knowsSeasons: Bool
  ) -> [Double] {
    var factors = [Double](repeating: 1, count: range.count)
    request.recency.apply(to: &factors, of: sample.identity, over: range)
    let seasons = range.hours(in: sample.audience.mainZone).seasons
    if !seasons.isEmpty, !knowsSeasons {
      let weight = TimingWeights(request.parameters.weights).season
      for hour in factors.indices {
        factors[hour] *= max(Self.leastFactor, 1 + weight * seasons[range.first + hour])
      }
    }
    return factors.map { $0 == 1 ? 0 : log($0) }
  }

  private static let leastFactor = 0.01

  /// What the published figures say of a content type without a sample.
  private func prior(of type: ContentType, _ index: Int) -> HourCurve {
    if let known = priors[index] { return known }
    let fit = HourCurveFit(
      HourCurveFit.Cells(), variance: 1, evidence: EvidenceCurve.values(of: type), noEffect: 0.5)
    priors[index] = fit.curve
    return fit.curve
  }
}

extension PredictFilter {
  /// Predicts all hours.
  private func predict(
    _ sample: Sample, _ line: JSONLine, _ edit: inout JSONEdit
  ) {
    let type = request.catalogue.contentTypes[sample.identity.contentType]
    let zone = sample.audience.mainZone
    let range = ranges.range(on: zone)
    let weekHours = range.hours(in: zone).weekHours
      .dropFirst(range.first).prefix(range.count).map(Int.init)
    let own = models[type.platform]
    let forecast = forecast(sample, own, over: range, weekHours: weekHours)
    let scores = scores(forecast, sample, over: range)
    var picks = HourPicks(
      scores, count: request.top, minGapHours: request.minGapHours,
      hours: range.instants)
    let draw = explore(&picks, sample, line, over: range, weekHours: weekHours, &edit)
    edit.set(PostField.predictions) { buffer in
      append(picks, forecast, sample, own, to: &buffer)
    }
    edit.set(PostField.scores) {
      let isFollowed = draw?.isRandom ?? false
      HourlyScores.append(
        isFollowed ? picks.followed(scores) : scores, from: range.start,
        perUnit: HourPicks.partsOfScore, to: &$0)
    }
    if request.explains, let effect = own.first?.model.timeEffect {
      edit.set(PostField.timeEffect) { effect.append(to: &$0) }
    }
    draw?.set(in: &edit)
  }

  /// How good each hour is beside the best: what is predicted, or without a model the timing score.
  private func scores(
    _ forecast: HourForecast, _ sample: Sample, over range: HourRange
  ) -> [Double] {
    guard forecast.outcomes == nil else { return forecast.scores }
    let type = request.catalogue.contentTypes[sample.identity.contentType]
    let scores = timing(
      type, sample, AudienceProfile(sample.audience), request.parameters)
    var normalized = Self.normalized(scores)
    request.recency.apply(to: &normalized, of: sample.identity, over: range)
    return normalized
  }

  /// The timing score of all hours by some parameters.
  func timing(
    _ type: ContentType, _ sample: Sample, _ audience: AudienceProfile, _ parameters: Parameters
  ) -> [Double] {
    let identity = sample.identity
    let learned = parameters.week(
      of: identity.contentType, identity.account, platform: type.platform)
    // A post without an id is in no trial.
    let key = sample.post.hasNumericID == nil ? nil : sample.post.key
    let weights = TimingWeights(parameters.trialWeights(ofPost: key) ?? parameters.weights)
    return TimingScore(
      type, audience: audience, weights: weights, learned: learned
    ).scores(over: ranges.range(on: audience.mainZone))
  }

  private static func normalized(_ values: [Double]) -> [Double] {
    let smooth = EvidenceCurve.smoothed(values.map { max(0, $0) }, isCircular: false)
    let best = smooth.max() ?? 0
    return best > 0 ? smooth.map { $0 / best } : smooth
  }
}

extension PredictFilter {
  /// Predicts the post's own instant; how sure it is that it is a good one, its local week tells.
  private func predictInstant(of sample: Sample, _ edit: inout JSONEdit) {
    let index = sample.identity.contentType
    let type = request.catalogue.contentTypes[index]
    let own = models[type.platform]
    var instants: [ModelForecast] = []
    var weeks: [ModelForecast] = []
    for model in own {
      guard let forecasts = model.forecasts(ofInstantIn: sample, contentType: type.name) else {
        continue
      }
      instants.append(forecasts.instant)
      weeks.append(forecasts.week)
    }
    let week =
      weeks.isEmpty
      ? HourForecast(
        evidence: learned(type, sample) ?? prior(of: type, index),
        weekHours: Array(0..<WeekHour.count)
      )
      .confidences
      : HourForecast.confidences(of: weeks)
    let forecast = HourForecast(
      ofInstant: instants, coverage: request.coverage, confidence: week[sample.weekHour])
    let picks = HourPicks([1], count: 1, minGapHours: 0, hours: [sample.instant])
    edit.set(PostField.predictions) { append(picks, forecast, sample, own, to: &$0) }
  }
}

/// The fields for all posts that agree in what matters.
private final class FinishedPrediction {
  let edit: JSONEdit

  init(edit: JSONEdit) { self.edit = edit }
}

extension Message {
  fileprivate static func differentUnits(_ a: PlatformModel, _ b: PlatformModel) -> Message {
    func unit(_ model: PlatformModel) -> String {
      "\(model.target) \(model.isNormalized ? "as ratios" : "as it is")"
    }
    return Message(
      "models of \(a.platform) were learned of different things, \(unit(a)) and \(unit(b)); "
        + "give those of one --target and --no-normalize", about: "--model")
  }

  fileprivate static func learnedElsewhere(_ model: PlatformModel, _ zone: Zone) -> Message {
    Message(
      "the model of \(model.platform) was learned with --tz \(model.zone ?? ""), so that its hours "
        + "are not those of \(zone.name) (give the same zone, or learn it again)", about: "--tz")
  }
}
