/// What `sched-score` does with a line: finds the post's curve and writes what was asked for.
///
/// All that is written depends on a handful of fields, so posts that agree in them share one
/// finished text; for most lines the work is a look-up and a copy.
package final class ScoreFilter: LineFilter {
  /// The room for finished texts in all workers; chosen, about 6,000 posts that differ.
  private static let cacheBytes = 8 << 20

  private let request: ScoreRequest
  private let ranges: HourRanges
  private var cache: FieldCache<FinishedScores>
  /// For the posts that a trial of weights holds for.
  private var trialCache: FieldCache<FinishedScores>

  /// A filter for one of some workers, which share the request and the room.
  package init(_ request: ScoreRequest, workers: Int) {
    self.request = request
    ranges = HourRanges(request.span, calendar: request.calendar)
    var names = [PostField.platform, PostField.contentType, PostField.audience]
    if !request.recency.isEmpty || request.parameters.knowsAccounts {
      names.append(PostField.account)
    }
    cache = FieldCache(of: names, mostBytes: Self.cacheBytes / max(1, workers))
    trialCache = cache
  }

  package func apply(to line: JSONLine, appendingTo output: inout [UInt8]) throws(Message) {
    let finished: FinishedScores
    if let weights = request.trialWeights, try isInTrial(line) {
      finished = try trialCache.value(for: line) { () throws(Message) in
        let finished = try finish(RecordReader(line), weights)
        return (finished, finished.byteCount)
      }
    } else {
      finished = try cache.value(for: line) { () throws(Message) in
        let finished = try finish(RecordReader(line), request.weights)
        return (finished, finished.byteCount)
      }
    }
    try PostIdentity.checkAccount(of: line)
    finished.append(line, to: &output)
  }

  private func isInTrial(_ line: JSONLine) throws(Message) -> Bool {
    let record = RecordReader(line)
    let identity = try PostIdentity(record, catalogue: request.catalogue)
    return try request.parameters.trialWeights(of: record, identity, request.catalogue) != nil
  }

  private func finish(
    _ record: RecordReader, _ weights: TimingWeights
  ) throws(Message) -> FinishedScores {
    let identity = try PostIdentity(record, catalogue: request.catalogue)
    let contentType = request.catalogue.contentTypes[identity.contentType]
    let platform = request.catalogue.platforms[contentType.platform]
    let audience = try request.audiences.profile(of: record, platform: platform)
    let range = ranges.range(on: audience.mainZone)
    let learned = request.parameters.week(
      of: identity.contentType, identity.account, platform: contentType.platform)
    let factors = TimingFactors(
      contentType, audience: audience, weights: weights, learned: learned)
    let unspaced = TimingScore(factors, audience, weights).scores(over: range)
    var scores = unspaced
    request.recency.apply(to: &scores, of: identity, over: range)

    if request.form == .flat {
      return FinishedScores(
        rows: ScoreRows(scores, of: contentType.name, on: platform.name, range, request.zone))
    }
    var edit = JSONEdit()
    let parts = learned == nil ? 10_000 : HourlyScores.learnedParts
    edit.set(PostField.scores) {
      HourlyScores.append(scores, from: range.start, perUnit: parts, to: &$0)
    }
    if request.top > 0 {
      let best = BestTimes(of: scores, count: request.top)
      edit.set(PostField.best) {
        best.append(to: &$0, range, request.zone) { index in
          guard request.explains else { return nil }
          let recency = unspaced[index] > 0 ? scores[index] / unspaced[index] : 1
          return Explanation(
            ofHour: index, in: range, factors, audience, weights, recency: recency)
        }
      }
    }
    if request.recommends {
      let recommendation = try Recommendation(contentType, platform, learned)
      edit.set(PostField.recommendation) {
        recommendation.append(to: &$0)
      }
    }
    return FinishedScores(edit: edit)
  }
}
