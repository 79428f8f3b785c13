import Glibc

/// An outcome against the account's own level, hour included.
struct TimedOutcome {
  var instant: Instant
  /// On the logarithm.
  var deviation: Double
}

extension Cycle {
  /// A published post's outcome, with what it is measured against.
  private struct Judged {
    var row: Int32
    /// The index of its baseline.
    var baseline: Int32
    /// The logarithm of the outcome over the account's reference.
    var logRatio: Float
  }

  /// Moves the levels of accounts and the evidence on hours, and makes the posteriors anew.
  /// - Returns: all outcomes of the cycle.
  mutating func learnHours() -> [TimedOutcome] {
    let newest = rows.last?.instant ?? request.now
    decay(to: max(newest, state.evidenceAt ?? newest))
    var book = BaselineBook(self)
    let judged = rows.indices.compactMap { index -> Judged? in
      guard rows[index].status == .published, let baseline = book.index(of: rows[index]),
        let outcome = outcome(of: rows[index], against: book.baselines[baseline])
      else { return nil }
      return Judged(
        row: Int32(index), baseline: Int32(baseline),
        logRatio: Float(book.baselines[baseline].logRatio(outcome)))
    }
    let types = Set(judged.map { Int(rows[Int($0.row)].contentType) }).sorted()
    var effects = [[Double]](repeating: [], count: request.catalogue.contentTypes.count)
    var weeks = [LearnedHours](repeating: LearnedHours(), count: effects.count)
    for type in types {
      effects[type] = effect(of: type)
      weeks[type] = state.weeks[request.catalogue.contentTypes[type].name] ?? LearnedHours()
    }
    for one in judged {
      let row = rows[Int(one.row)]
      let effect = effects[Int(row.contentType)][Int(row.weekHour)]
      book.baselines[Int(one.baseline)].add(
        Double(one.logRatio) - effect, weight: weight(at: row.instant))
    }
    for type in types {
      let count = weeks[type].evidence.count
      if count > 0 { weeks[type].evidence.shift(by: book.shift(ofType: type) / count) }
    }
    let outcomes = judged.map { one -> TimedOutcome in
      let row = rows[Int(one.row)]
      let deviation = Double(one.logRatio) - book.baselines[Int(one.baseline)].level
      weeks[Int(row.contentType)].evidence.add(
        deviation, isSuccess: row.success == .unsaid ? deviation > 0 : row.success == .yes,
        at: Int(row.weekHour), weight: weight(at: row.instant))
      return TimedOutcome(instant: row.instant, deviation: deviation)
    }
    book.store(in: &state.baselines, self)
    for type in types { renew(weeks[type], type) }
    return outcomes
  }

  /// Lets old evidence count for less.
  private mutating func decay(to instant: Instant) {
    if let last = state.evidenceAt, last < instant {
      let factor = Self.factor(from: last, to: instant, request)
      for key in Array(state.weeks.keys) { state.weeks[key]?.evidence.decay(by: factor) }
      for key in Array(state.baselines.keys) { state.baselines[key]?.decay(by: factor) }
    }
    state.evidenceAt = instant
  }

  private func weight(at instant: Instant) -> Double {
    Self.factor(from: instant, to: state.evidenceAt ?? instant, request)
  }

  private static func factor(
    from old: Instant, to new: Instant, _ request: FeedbackRequest
  ) -> Double {
    let days = Double(new.milliseconds - old.milliseconds) / 86_400_000
    return exp2(-max(0, days) / request.halfLifeDays)
  }

  /// What is expected of the hours of a content type so far.
  private func effect(of type: Int) -> [Double] {
    let contentType = request.catalogue.contentTypes[type]
    if let known = state.weeks[contentType.name]?.posterior { return known.effect.values }
    var nothing = DaypartEvidence()
    return DaypartPosterior(&nothing, contentType, smoothedFrom: nil).effect.values
  }

  /// From the first result of the cycle to the last.
  private var weeks: Double {
    guard let first = rows.first?.instant, let last = rows.last?.instant else { return 0 }
    return Double(last.milliseconds - first.milliseconds) / (7 * 86_400_000)
  }

  private mutating func renew(_ week: LearnedHours, _ type: Int) {
    var week = week
    let contentType = request.catalogue.contentTypes[type]
    week.platform = request.catalogue.platforms[contentType.platform].name
    week.posterior = DaypartPosterior(
      &week.evidence, contentType, smoothedFrom: week.posterior?.weights, weeks: weeks)
    state.weeks[contentType.name] = week
  }

  /// The outcome of a published post; nil without metrics.
  func outcome(of row: ResultRow, against baseline: OutcomeBaseline) -> Double? {
    let weights = composites[channel(of: row).platform]
    let composite = KPIComposite.value(
      weights, metric: { table.metric($0, of: row) },
      median: { baseline.medians[weights[$0].metric] })
    guard composite == nil, request.target == nil else { return composite }
    // Reactions by the size of the audience; of an account without sizes, reactions alone.
    guard let reactions = table.metric(weights.count, of: row) else { return nil }
    guard baseline.hasSizes else { return reactions }
    return table.metric(weights.count + 1, of: row).map { reactions / $0 }
  }
}
