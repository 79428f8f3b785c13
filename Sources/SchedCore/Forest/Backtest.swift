/// Judges what is learned by what it has not seen: learns from the past, and predicts the fifth of
/// the samples that follows; several times over, if so asked.
struct Backtest {
  let scores: ModelScores
  /// By how much the probability of a tail is to be multiplied.
  let tail: Double
  /// How much of what a forest says counts, 0 to 1.
  let share: Double
  /// The last fit.
  let fit: PlatformFit

  /// What is expected of tails without samples to tell: what comes is farther out than what was, by
  /// so much (measured on one half of 36 real accounts), and that counts as so many samples.
  private static let usualTail = (value: 0.7, samples: 200.0)
  private static let outside = 0.2
  /// The end of a 90 % interval, in standard errors.
  private static let intervalEnd = 1.645
  private static let leastWeeks = 4

  /// One learning from the past, and what it makes of the samples that follow.
  fileprivate struct Fold: Sendable {
    let fit: PlatformFit
    let known: [Int]
    let heldOut: [Int]
    /// The outcomes of all samples as this fit sees them.
    let targets: [Double]
    /// Of those held out, the effect of the hour, and what the forest says besides.
    let effects: [Double]
    let forest: [Double]
  }

  init(_ all: PlatformSamples, _ run: TrainingRun, options: ForestFit.Options) {
    var options = options
    // A forest of a third of the trees is a little worse than the one that is written (by 0.003 of
    // R² at 100,000 rows), and costs a third.
    options.trees = max(1, (options.trees + 2) / 3)
    let folds = (0..<run.folds).reversed().map { fold in
      Self.fold(all, run, fold, options)
    }
    // Figures that are told as they are owe their course to the forest.
    let share =
      run.rule.isNormalized
      ? Self.share(all, folds, trees: options.trees, of: run.options.trees) : 1
    let found = Findings(all, folds, share, isMean: run.isMean(all))
    let scale: LearnedScale = all.outcomes.isPlain ? .plain : .logarithm
    func score(_ predictions: [Double]) -> ModelScores.Score {
      ModelScores.Score(
        r2: Statistics.r2(found.targets, predictions),
        mae: Statistics.meanAbsoluteError(
          found.targets.map { scale.mean($0, smear: 1) },
          predictions.map { scale.mean($0, smear: found.smear) }))
    }
    let model = score(found.predictions)
    scores = ModelScores(
      heldOut: found.targets.count, forest: model,
      rankCorrelation: Statistics.rankCorrelation(found.targets, found.predictions),
      mean: score(found.levels), recent: score(found.recent), table: score(found.table),
      outOfBag: model, beatsMean: found.isBelowLevel(Self.intervalEnd, Self.leastWeeks))
    let count = Double(found.isOutside.count)
    let (tail, trust) = (Self.usualTail.value, Self.usualTail.samples * Self.outside)
    let seen = Double(found.isOutside.count { $0 })
    self.tail = min(1, (Self.outside * count + tail * trust) / (seen + trust))
    (self.share, fit) = (share, folds[folds.count - 1].fit)
  }

  private static func fold(
    _ all: PlatformSamples, _ run: TrainingRun, _ fold: Int, _ options: ForestFit.Options
  ) -> Fold {
    let (known, heldOut) = parts(all, run, fold: fold)
    let fit = PlatformFit(
      all, rows: known, isNormalized: run.rule.isNormalized, options: options)
    return Fold(
      fit: fit, known: known, heldOut: heldOut, targets: fit.targets,
      effects: heldOut.map { fit.effects.effect(of: all, $0) },
      forest: fit.forest.predictions(all, rows: heldOut, threads: options.threads))
  }

  /// How much of what a forest says counts: the share that does best on what was held out.
  ///
  /// Out of bag would not do, for the samples themselves have made the curve that is taken off them,
  /// and the days before and after tell of the day between.
  private static func share(
    _ all: PlatformSamples, _ folds: [Fold], trees: Int, of whole: Int
  ) -> Double {
    let rest = folds.flatMap { fold in
      zip(fold.heldOut, fold.effects).map { fold.targets[$0] - $1 }
    }
    let middle = Statistics.median(rest) ?? 0
    let noise = folds.reduce(0) { $0 + $1.fit.forest.noise } / Double(folds.count)
    return ShrunkShare(
      of: folds.flatMap(\.forest), for: HuberValues(rest.map { $0 - middle }).values,
      groups: folds.flatMap(\.heldOut).map { all.samples[$0].localWeek },
      excess: noise * (1 / Double(trees) - 1 / Double(max(trees, whole)))
    ).value
  }

  /// Which rows are learned from and which are held out: a fifth by time, or a random one.
  private static func parts(
    _ all: PlatformSamples, _ run: TrainingRun, fold: Int
  ) -> (known: [Int], heldOut: [Int]) {
    var order = Array(all.samples.indices)
    let fifth = order.count / 5
    if run.split == .random {
      var random = SeededGenerator(seed: run.options.seed, stream: 0x5911)
      order.shuffle(using: &random)
    }
    let end = order.count - fold * fifth
    return (order[..<(end - fifth)].sorted(), order[(end - fifth)..<end].sorted())
  }
}

/// What was found of the samples that were held out.
private struct Findings {
  var targets: [Double] = []
  var predictions: [Double] = []
  var levels: [Double] = []
  var recent: [Double] = []
  var table: [Double] = []
  var weeks: [Int] = []
  var isOutside: [Bool] = []
  var smear = 1.0

  init(_ all: PlatformSamples, _ folds: [Backtest.Fold], _ share: Double, isMean: Bool) {
    for fold in folds {
      let calibration = Calibration(
        residuals: fold.fit.residuals(share: share), types: fold.known.map { all.types[$0] },
        accounts: fold.known.map { all.outcomes.columns.accounts[$0] },
        names: all.outcomes.columns.accountNames, typeCount: all.typeNames.count, tail: 1,
        isMean: isMean)
      smear = calibration.smear
      let expected = zip(fold.effects, fold.forest).map { $0 + share * $1 }
      for (row, prediction) in zip(fold.heldOut, expected) {
        let account = all.samples[row].identity.account
        func bound(_ share: Double) -> Double {
          calibration.quantile(share, contentType: all.types[row], account: account)
        }
        let rest = fold.targets[row] - prediction
        isOutside.append(rest < bound(0.1) || rest > bound(0.9))
        weeks.append(all.samples[row].localWeek)
      }
      let baselines = Baselines(all, rows: fold.known, targets: fold.targets)
      targets += fold.heldOut.map { fold.targets[$0] }
      predictions += expected
      levels += fold.heldOut.map(baselines.level)
      recent += baselines.recent(fold.heldOut)
      table += fold.heldOut.map(baselines.hour)
    }
  }

  /// Whether the squared errors are below those of the level, at the lower end of an interval over
  /// weeks.
  func isBelowLevel(_ intervalEnd: Double, _ leastWeeks: Int) -> Bool {
    var byWeek: [Int: (gain: Double, count: Double)] = [:]
    for index in targets.indices {
      let (own, other) = (targets[index] - predictions[index], targets[index] - levels[index])
      let known = byWeek[weeks[index]] ?? (0, 0)
      byWeek[weeks[index]] = (known.gain + other * other - own * own, known.count + 1)
    }
    guard byWeek.count >= leastWeeks else { return false }
    let count = Double(targets.count)
    let sorted = byWeek.sorted { $0.key < $1.key }.map(\.value)
    let mean = sorted.reduce(0) { $0 + $1.gain } / count
    let squares = sorted.reduce(0) { sum, week in
      let rest = week.gain - week.count * mean
      return sum + rest * rest
    }
    let weeks = Double(sorted.count)
    let error = (squares * weeks / (weeks - 1)).squareRoot() / count
    return mean > intervalEnd * error
  }
}
