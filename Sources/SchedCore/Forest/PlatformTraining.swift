/// The training of one platform: judged on what is held out, then learned from all.
struct PlatformTraining {
  private let run: TrainingRun
  private let all: PlatformSamples

  init(_ run: TrainingRun, _ all: PlatformSamples) { (self.run, self.all) = (run, all) }

  func model() -> PlatformModel {
    let backtest = Backtest(all, run, options: run.options)
    let rows = Array(all.samples.indices)
    let fit = PlatformFit(
      all, rows: rows, isNormalized: run.rule.isNormalized, options: run.options,
      like: backtest.fit)
    let residuals = fit.residuals(share: backtest.share)
    let calibration = Calibration(
      residuals: residuals.map { $0 * fit.unit }, types: all.types,
      accounts: all.outcomes.columns.accounts,
      names: all.outcomes.columns.accountNames,
      typeCount: all.typeNames.count, tail: backtest.tail,
      isMean: run.isMean(all))
    let scale: LearnedScale = all.outcomes.isPlain ? .plain : .logarithm
    let targets = fit.targets
    let outOfBag = zip(targets, residuals).map { $0 - $1 }
    var scores = backtest.scores
    scores.outOfBag = ModelScores.Score(
      r2: Statistics.r2(targets, outOfBag),
      mae: Statistics.meanAbsoluteError(
        targets.map { scale.mean($0, smear: 1) },
        outOfBag.map { scale.mean($0, smear: calibration.smear) }))
    var model = PlatformModel(
      platform: all.platform.name, target: run.rule.name, isNormalized: run.rule.isNormalized,
      scale: scale, features: all.space.features, bins: fit.forest.bins,
      contentTypes: all.typeNames,
      levels: all.platform.contentTypes.map { fit.levels?.ofType[$0] ?? 0 },
      curves: fit.effects.types.map { $0.scaled(by: fit.unit) }, calibration: calibration,
      forest: fit.forest.forest,
      importances: fit.forest.importances, scores: scores, samples: all.samples.count,
      seed: run.options.seed)
    model.share = backtest.share * fit.unit
    model.metrics = all.outcomes.parts.map { part in
      let known = part.values.count { $0 == $0 }
      return PlatformModel.Metric(
        name: part.metric, share: Double(known) / Double(max(1, part.values.count)))
    }
    if let first = all.samples.first, let last = all.samples.last {
      model.span = first.instant...last.instant
    }
    let usesDefaultZone = all.samples.contains { $0.audience.names.isDefaultZone }
    model.zone = usesDefaultZone ? run.zone.name : nil
    model.accounts = accounts(fit)
    model.seen = SeenPosts(all.samples.map(\.post.key))
    model.timeEffect = timeEffect(fit)
    return model
  }

  private func accounts(_ fit: PlatformFit) -> [String: PlatformModel.Account] {
    var accounts = fit.effects.accounts.mapValues {
      PlatformModel.Account(curve: $0.scaled(by: fit.unit))
    }
    for (name, levels) in fit.levels?.ofAccount ?? [:] {
      for (type, index) in zip(all.platform.contentTypes, all.typeNames.indices) {
        guard let level = levels[type] else { continue }
        accounts[name, default: PlatformModel.Account()].levels[index] = level
      }
    }
    return accounts
  }

  /// That of the content type with the most posts.
  private func timeEffect(_ fit: PlatformFit) -> TimeEffect {
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: WeekHour.count), count: all.typeNames.count)
    for row in all.samples.indices { counts[all.types[row]][all.weekHours[row]] += 1 }
    let sums = counts.map { $0.reduce(0, +) }
    let main = sums.indices.reduce(0) { sums[$1] > sums[$0] ? $1 : $0 }
    return TimeEffect(
      of: fit.effects.types[main], counts: counts[main], variance: fit.effects.variance)
  }
}
