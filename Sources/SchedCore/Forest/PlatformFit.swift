/// What is learned of some of a platform's samples: the hours' effects, and a forest of the rest.
struct PlatformFit: Sendable {
  let effects: HourEffects
  let forest: ForestFit
  /// For each row learned from, the outcome less the effect of its hour.
  private let rest: [Double]
  /// Of figures that are told as they are, the typical ones; nil for ratios.
  let levels: FigureLevels?
  /// The outcome of each sample, learned from or not, to be compared with what is predicted.
  let targets: [Double]
  /// How large a unit of the outcome is in figures that are told as they are.
  let unit: Double

  /// How many spreads of an outcome the forest sees (chosen: trees average few of them).
  private static let reach = 3.0

  /// `like` is an earlier fit of nearly the same samples.
  init(
    _ all: PlatformSamples, rows: [Int], isNormalized: Bool, options: ForestFit.Options,
    like known: PlatformFit? = nil
  ) {
    let effects = HourEffects(
      all.hours, rows: rows, fades: isNormalized, like: known?.effects)
    let figures = all.outcomes.figures
    let levels = isNormalized ? nil : all.outcomes.levels(of: figures, among: rows)
    let unit = isNormalized ? 1 : all.outcomes.unit
    (self.effects, self.levels, self.unit) = (effects, levels, unit)
    let targets = Self.targets(all, effects, levels, figures, unit)
    self.targets = targets
    let rest = rows.map { targets[$0] - effects.effect(of: all, $0) }
    let middle = Statistics.median(rest) ?? 0
    let pulled = HuberValues(rest.map { $0 - middle }, reach: Self.reach).values
    forest = ForestFit(all, rows: rows, targets: pulled.map { $0 + middle }, options: options)
    self.rest = rest
  }

  /// For each row learned from, the outcome less what was expected of it by trees that have not seen
  /// it, which count by a share.
  func residuals(share: Double) -> [Double] {
    zip(rest, forest.outOfBag).map { $0 - share * $1 }
  }

  private static func targets(
    _ all: PlatformSamples, _ effects: HourEffects, _ levels: FigureLevels?, _ figures: [Double],
    _ unit: Double
  ) -> [Double] {
    guard let levels else {
      return all.outcomes.relative(without: all.samples.indices.map { effects.effect(of: all, $0) })
    }
    let ofPosts = levels.values(of: all.outcomes.columns)
    return zip(figures, ofPosts).map { ($0 - $1) / unit }
  }
}
