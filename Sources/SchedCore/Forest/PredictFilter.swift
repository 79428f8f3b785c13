/// What `sched-predict` does with a line: forecasts the hours, ranks them, writes the best.
package final class PredictFilter: LineFilter {
  let request: PredictRequest
  private let ranges: HourRanges
  private var reader: PublishedPostReader
  /// Of each platform in the catalogue, its models.
  private var models: [[HourModel]]
  private var priors: [Int: WeekEffect] = [:]
  private let ownFeatures: [OwnFeaturePath]
  private var cache: FieldCache<FinishedPrediction>
  /// Whether a post's prediction follows from the fields of the cache alone.
  private let isShared: Bool

  /// The room for finished predictions in all workers; chosen, about 2,000 posts that differ.
  private static let cacheBytes = 4 << 20

  /// - Throws: a model of a platform or content type that the catalogue does not have.
  package init(_ request: PredictRequest, workers: Int) throws(Message) {
    self.request = request
    cache = FieldCache(
      of: [PostField.platform, PostField.contentType, PostField.audience, PostField.followers],
      mostBytes: Self.cacheBytes / max(1, workers))
    ranges = HourRanges(request.span, calendar: nil)
    reader = PublishedPostReader(catalogue: request.catalogue, audiences: request.audiences)
    models = [[HourModel]](repeating: [], count: request.catalogue.platforms.count)
    for model in request.models {
      let type = try request.catalogue.resolve(
        platform: model.header.model.platform,
        contentType: model.header.model.contentTypes.first)
      let platform = request.catalogue.contentTypes[type].platform
      models[platform].append(
        try HourModel(model, catalogue: request.catalogue))
    }
    ownFeatures = (models.joined().first?.ownNames ?? []).map(OwnFeaturePath.init)
    let names = ownFeatures.map(\.name)
    isShared = names.isEmpty && request.at == nil && request.exploration == 0
    guard models.joined().allSatisfy({ $0.ownNames == names }) else {
      throw Message("the models were learned with different features", about: "--model")
    }
  }

  package func apply(to line: JSONLine, appendingTo output: inout [UInt8]) throws(Message) {
    guard isShared else {
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
        (forecast: $0, trees: model.treeCount)
      }
    }
    guard parts.isEmpty else { return HourForecast(parts, coverage: request.coverage) }
    return HourForecast(evidence: prior(of: type, index), weekHours: weekHours)
  }

  /// What the published figures say of a content type without a sample.
  private func prior(of type: ContentType, _ index: Int) -> WeekEffect {
    if priors[index] == nil {
      priors[index] =
        WeekEffect.estimate(
          from: WeekSamples(), variance: 1, evidence: EvidenceCurve.values(of: type)
        ).effect
    }
    let flat = [Double](repeating: 0, count: WeekHour.count)
    return priors[index] ?? WeekEffect(values: flat, spreads: flat)
  }
}

extension PredictFilter {
  private static let written = [
    PostField.predictions, PostField.scores, PostField.explored, PostField.propensity,
  ]

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
    let scores = scores(
      forecast, sample.identity.contentType, AudienceProfile(sample.audience), own)
    var picks = HourPicks(
      scores, count: request.top, minGapHours: request.minGapHours,
      hours: range.instants)
    var draw: HourPicks.Draw?
    if request.exploration > 0 {
      let learned = request.parameters.exploration[sample.identity.contentType]
      draw = picks.explore(
        request.exploration, shares: learned.map { shares in weekHours.map { shares[$0] } },
        random: random(sample, line))
    }
    edit.set(PostField.predictions) { buffer in
      append(picks, forecast, sample, own, to: &buffer)
    }
    edit.set(PostField.scores) { HourlyScores.append(scores, from: range.start, to: &$0) }
    guard let draw else { return }
    edit.set(PostField.explored) { $0.append(contentsOf: "\(draw.isRandom)".utf8) }
    edit.set(PostField.propensity) { JSONNumber.append(draw.propensity, to: &$0) }
  }

  /// A stream that belongs to the post, wherever it stands in the input: to its id, or where it has
  /// none to all its fields but those that are written here, so that a second pass draws the same.
  private func random(_ sample: Sample, _ line: JSONLine) -> SeededGenerator {
    var checksum = Checksum()
    if let id = line.value(of: PostField.id), !id.elementsEqual("null".utf8) {
      checksum.add(id)
    } else {
      for field in line.fields
      where !Self.written.contains(where: { line.isField(field, named: $0) }) {
        checksum.add(line.slice(field.keyStart, field.keyEnd))
        checksum.add(line.slice(field.valueStart, field.valueEnd))
      }
    }
    let name = request.catalogue.contentTypes[sample.identity.contentType].name
    Array("\(sample.identity.account)\n\(name)".utf8).withUnsafeBufferPointer { checksum.add($0) }
    return SeededGenerator(seed: request.seed, stream: checksum.value)
  }

  /// The predictions, as far as they can be trusted, and the published figures for the rest; both
  /// smoothed over the neighbouring hours and relative to their best.
  private func scores(
    _ forecast: HourForecast, _ index: Int, _ audience: AudienceProfile, _ models: [HourModel]
  ) -> [Double] {
    let type = request.catalogue.contentTypes[index]
    let evidence = Self.normalized(timing(type, index, audience, request.parameters))
    guard let ranked = forecast.outcomes?.ranked else { return evidence }
    let learned = Self.normalized(ranked)
    let share = Self.share(of: models, type)
    return zip(learned, evidence).map { share * $0 + (1 - share) * $1 }
  }

  /// The timing score of all hours by some parameters.
  func timing(
    _ type: ContentType, _ index: Int, _ audience: AudienceProfile, _ parameters: Parameters
  ) -> [Double] {
    let weights = TimingWeights(parameters.weights)
    return TimingScore(
      type, audience: audience, weights: weights, learned: parameters.weeks[index]
    ).scores(over: ranges.range(on: audience.mainZone))
  }

  /// How much the models count beside the published figures: n / (n + n0), n0 being the trust in
  /// the figures as a number of posts.
  private static func share(of models: [HourModel], _ type: ContentType) -> Double {
    let samples = Double(models.reduce(0) { $0 + $1.model.samples })
    return samples / (samples + type.priorCounts.mean)
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
    var instants: [(forecast: ModelForecast, trees: Int)] = []
    var weeks = instants
    for model in own {
      guard let forecasts = model.forecasts(ofInstantIn: sample, contentType: type.name) else {
        continue
      }
      let trees = model.treeCount
      instants.append((forecasts.instant, trees))
      weeks.append((forecasts.week, trees))
    }
    let week =
      weeks.isEmpty
      ? HourForecast(evidence: prior(of: type, index), weekHours: Array(0..<WeekHour.count))
        .confidences
      : HourForecast.confidences(of: weeks)
    let outcomes =
      instants.isEmpty ? nil : HourForecast(instants, coverage: request.coverage).outcomes
    let forecast = HourForecast(outcomes, confidence: week[sample.weekHour])
    let picks = HourPicks([1], count: 1, minGapHours: 0, hours: [sample.instant])
    edit.set(PostField.predictions) { append(picks, forecast, sample, own, to: &$0) }
  }
}

/// The fields for all posts that agree in what matters.
private final class FinishedPrediction {
  let edit: JSONEdit

  init(edit: JSONEdit) { self.edit = edit }
}
