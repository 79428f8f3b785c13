/// What is learned of one platform, on the learned scale: a level for each content type, the effect
/// of the hour of the week, and a forest of what is left.
package struct ForestFit: Sendable {
  package struct Options: Sendable {
    package var trees = 100
    package var leastLeaf = 5
    package var mostDepth = 64
    /// How many features are tried for a split; nil for a third of them.
    package var featuresPerSplit: Int?
    package var seed: UInt64 = 0
    package var threads = 1
    /// Is told of each tree that is grown.
    package var progress: Progress?

    package init() {}
  }

  /// Samples to learn from, column by column.
  package struct Samples: Sendable {
    /// A value for each feature and row, NaN where one is missing.
    package var columns: [[Float]]
    /// Of each feature, the number of its categories; 0 for a number.
    package var categoryCounts: [Int]
    /// Which feature is the content type, and which the hour of the local week.
    package var contentTypeFeature: Int
    package var weekHourFeature: Int
    /// The published evidence for each content type, 168 values in [0, 1].
    package var evidence: [[Double]]

    package init(
      columns: [[Float]], categoryCounts: [Int], contentTypeFeature: Int, weekHourFeature: Int,
      evidence: [[Double]]
    ) {
      (self.columns, self.categoryCounts) = (columns, categoryCounts)
      self.contentTypeFeature = contentTypeFeature
      self.weekHourFeature = weekHourFeature
      self.evidence = evidence
    }

    func contentType(_ row: Int) -> Int { Int(columns[contentTypeFeature][row]) }
    func weekHour(_ row: Int) -> Double { Double(columns[weekHourFeature][row]) }
  }

  package let levels: [Double]
  package let effects: [WeekEffect]
  package let bins: FeatureBins
  package let forest: Forest
  package let importances: [Double]
  /// For each row learned from, its target less what the trees make of it that did not see it.
  package let residuals: [Double]
  let shapes: [WeekEffect.Shape]

  /// Learns from some rows, with a target on the learned scale for each.
  ///
  /// `like` is an earlier fit of the same samples, whose shapes of the week are used again.
  package init(
    _ samples: Samples, rows: [Int], targets: [Double], options: Options, like: ForestFit? = nil
  ) {
    let levels = Self.levels(samples, rows, targets)
    let week = Self.weekEffects(samples, rows, targets, levels, options.threads, like?.shapes)
    let rest = zip(rows, targets).map { row, target in
      let type = samples.contentType(row)
      return target - levels[type] - week.effects[type].value(at: samples.weekHour(row))
    }
    bins = FeatureBins(
      columns: samples.columns, rows: rows, categoryCounts: samples.categoryCounts)
    let records = BinnedSamples(
      columns: samples.columns, rows: rows, targets: rest.map { Float($0) }, bins: bins)
    var grower = TreeGrower.Options()
    grower.leastLeaf = max(1, options.leastLeaf)
    grower.mostDepth = options.mostDepth
    grower.progress = options.progress
    grower.featuresPerSplit = options.featuresPerSplit ?? (records.featureCount + 2) / 3
    let grown = GrownForest.grow(
      options.trees, on: records, categoryCounts: samples.categoryCounts, options: grower,
      seed: options.seed, threads: options.threads)
    forest = grown.forest
    importances = grown.importances
    residuals = zip(rest, grown.outOfBag).map { $0 - ($1 == $1 ? Double($1) : 0) }
    (self.levels, effects, shapes) = (levels, week.effects, week.shapes)
  }

  /// The mean of each content type; that of all where it has no sample.
  private static func levels(
    _ samples: Samples, _ rows: [Int], _ targets: [Double]
  ) -> [Double] {
    let count = samples.evidence.count
    var sums = [Double](repeating: 0, count: count)
    var counts = [Double](repeating: 0, count: count)
    for (row, target) in zip(rows, targets) {
      sums[samples.contentType(row)] += target
      counts[samples.contentType(row)] += 1
    }
    let mean = sums.reduce(0, +) / max(1, counts.reduce(0, +))
    return zip(sums, counts).map { $1 > 0 ? $0 / $1 : mean }
  }

  private static func weekEffects(
    _ samples: Samples, _ rows: [Int], _ targets: [Double], _ levels: [Double], _ threads: Int,
    _ shapes: [WeekEffect.Shape]?
  ) -> (effects: [WeekEffect], shapes: [WeekEffect.Shape]) {
    var weeks = [WeekSamples](repeating: WeekSamples(), count: levels.count)
    var squares = 0.0
    for (row, target) in zip(rows, targets) {
      let type = samples.contentType(row)
      weeks[type].add(target - levels[type], at: Int(samples.weekHour(row)) % WeekHour.count)
      squares += (target - levels[type]) * (target - levels[type])
    }
    let variance = squares / Double(max(1, rows.count))
    let ready = weeks
    let estimates = OrderedParallelMap.map(count: ready.count, threads: threads) { type in
      WeekEffect.estimate(
        from: ready[type], variance: variance, evidence: samples.evidence[type],
        shape: shapes?[type])
    }
    return (estimates.map(\.effect), estimates.map(\.shape))
  }

  /// What is expected of some rows, on the learned scale.
  package func predictions(_ samples: Samples, rows: [Int], threads: Int) -> [Double] {
    let records = BinnedSamples(
      columns: samples.columns, rows: rows, targets: [], bins: bins)
    return zip(rows, forest.means(of: records, threads: threads)).map { row, mean in
      let type = samples.contentType(row)
      return levels[type] + effects[type].value(at: samples.weekHour(row)) + Double(mean)
    }
  }
}
