/// A forest of what the hours leave.
struct ForestFit: Sendable {
  struct Options: Sendable {
    var trees = 100
    var leastLeaf = 5
    var mostDepth = 64
    /// How many features are tried for a split; nil for a third of them.
    var featuresPerSplit: Int?
    var seed: UInt64 = 0
    var threads = 1
    /// Is told of each tree that is grown.
    var progress: Progress?
  }

  let bins: FeatureBins
  let forest: Forest
  let importances: [Double]
  /// For each row learned from, what the trees make of it that did not see its day.
  let outOfBag: [Double]
  /// How far single trees are from the mean of all, as a mean square.
  let noise: Double

  /// Learns from some of the samples, with a target for each, of which wild ones were pulled in.
  init(_ all: PlatformSamples, rows: [Int], targets: [Double], options: Options) {
    let counts = all.space.categoryCounts
    bins = FeatureBins(columns: all.columns, rows: rows, categoryCounts: counts)
    let records = BinnedSamples(
      columns: all.columns, rows: rows, targets: targets.map { Float($0) }, bins: bins)
    var grower = TreeGrower.Options()
    grower.leastLeaf = max(1, options.leastLeaf)
    grower.mostDepth = options.mostDepth
    grower.progress = options.progress
    grower.featuresPerSplit = options.featuresPerSplit ?? (records.featureCount + 2) / 3
    let days = rows.map { all.samples[$0].localDay }
    let grown = GrownForest.grow(
      options.trees, on: records, days: days, categoryCounts: counts, options: grower,
      seed: options.seed, threads: options.threads)
    (forest, importances) = (grown.forest, grown.importances)
    outOfBag = grown.outOfBag.map { $0 == $0 ? Double($0) : 0 }
    noise = grown.noise
  }

  /// What is expected of some rows.
  func predictions(_ all: PlatformSamples, rows: [Int], threads: Int) -> [Double] {
    let records = BinnedSamples(columns: all.columns, rows: rows, targets: [], bins: bins)
    return forest.means(of: records, threads: threads).map { Double($0) }
  }
}
