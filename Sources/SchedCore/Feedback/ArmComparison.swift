import Glibc

/// What a change of the settings has done, from the outcomes of both arms in the same weeks.
///
/// The difference of the arms is taken within each week, and the weeks' differences are averaged by
/// how much each tells: a season, a trend or a sudden fall is in both arms of a week, and cannot be
/// blamed on the change.
///
/// The arms are looked at after each post, and a test that is made to be looked at once would find
/// harm in the end, whatever the change. So the evidence is a likelihood ratio, of all sizes of harm
/// beyond a margin, weighed by half a normal distribution, against a loss of just the margin
/// (Robbins 1970, doi 10.1214/aoms/1177696786; Johari et al. 2022, doi 10.1287/opre.2021.2135; see
/// `PositiveMixture`). Where there is no such harm, its expectation never rises, so that it ever
/// reaches 20 with a probability of 1/20 at most, however often one looks (Ville 1939; Howard et al.
/// 2021, doi 10.1214/20-AOS1991).
package struct ArmComparison: Sendable, Equatable {
  package enum Action: String, Sendable {
    /// Too few outcomes to say anything, or they do not speak against harm yet.
    case waiting
    /// Enough outcomes, which rather speak against harm.
    case accepted
    case rolledBack = "rolled_back"
  }

  /// A loss up to this is none (chosen).
  static let margin = 0.02
  /// The deviation of what a change of weights may do, on the logarithm (chosen: the best published
  /// hours gain 4 to 17 %).
  static let priorDeviation = 0.1
  /// With fewer posts in an arm nothing is said.
  static let leastPosts = 20.0
  /// The loss that should be found, 5 %: what the best hours are worth (chosen).
  static let soughtLoss = 0.05

  /// The outcomes in the changed arm.
  package let posts: Double
  /// Those in the parent's.
  package let parentPosts: Double
  /// The likely change of the mean logarithm; 0 where nothing is known.
  package let change: Double
  /// How surely the change is a loss beyond the margin: 1 - 1/ratio, not below 0.
  ///
  /// It ever rises above 0.95 for 1 in 20 harmless changes at most.
  package let probabilityWorse: Double
  /// Whether the outcomes rather speak against harm.
  let isRatherHarmless: Bool
  /// Nil where nothing is known.
  private let contrast: ArmContrast?

  package init(_ tally: ArmTally) {
    // In the order of weeks, so that sums are the same in each run.
    let weeks = tally.weeks.sorted { $0.key < $1.key }.map(\.value)
    posts = weeks.reduce(0) { $0 + $1.changed.count }
    parentPosts = weeks.reduce(0) { $0 + $1.parent.count }
    guard min(posts, parentPosts) >= Self.leastPosts,
      let contrast = ArmContrast(weeks)
    else {
      (change, probabilityWorse, isRatherHarmless, self.contrast) = (0, 0, false, nil)
      return
    }
    let information = contrast.weight / contrast.variance
    let prior = Self.priorDeviation * Self.priorDeviation
    change = contrast.difference * prior / (prior + 1 / information)
    let ratio = Self.logRatio(-contrast.difference - Self.margin, information)
    probabilityWorse = max(0, 1 - exp(-ratio))
    isRatherHarmless = ratio < 0
    self.contrast = contrast
  }

  /// How many more posts, of both arms, would show a loss of 5 % with this probability of harm; nil
  /// where the noise is not known, or there are enough.
  package func postsNeeded(for probability: Double) -> Int? {
    guard let contrast else { return nil }
    // Half of the posts in each arm: their number is four times the weight.
    let needed = contrast.variance * Self.informationNeeded(for: probability)
    let more = 4 * (needed - contrast.weight)
    return more > 0 ? NeededPosts.rounded(more) : nil
  }

  /// The logarithm of the likelihood ratio for harm.
  private static func logRatio(_ loss: Double, _ information: Double) -> Double {
    PositiveMixture(deviation: priorDeviation).logRatio(of: loss, information)
  }

  /// The information at which a loss of `soughtLoss` that is measured as it is shows.
  private static func informationNeeded(for probability: Double) -> Double {
    let loss = -log(1 - soughtLoss) - margin
    let wanted = -log(max(1 - probability, 1e-9))
    // 2^60 outcomes are more than there will be; each round halves the error.
    var (low, high) = (1.0, 0x1p60)
    for _ in 0..<80 {
      let middle = (low * high).squareRoot()
      if logRatio(loss, middle) < wanted { low = middle } else { high = middle }
    }
    return high
  }
}

extension ArmComparison {
  /// What is to be done: above the `rollbackProbability` of harm the change is taken back, and with
  /// `trialPosts` outcomes in the changed arm it may be accepted.
  package func action(rollbackProbability: Double, trialPosts: Int) -> Action {
    if probabilityWorse > rollbackProbability { return .rolledBack }
    return posts >= Double(trialPosts) && isRatherHarmless ? .accepted : .waiting
  }

  /// Adds the figures to a line; the posts are those needed for the probability of a rollback.
  package func append(to line: inout JSONWriter, rollbackProbability: Double) {
    line.add("posts", posts)
    line.add("posts_parent", parentPosts)
    guard contrast != nil else { return }
    line.add("change", change)
    line.add("probability_worse", probabilityWorse)
    if let postsNeeded = postsNeeded(for: rollbackProbability) {
      line.add("posts_needed", postsNeeded)
    }
  }
}

/// The difference of the arms, averaged over weeks.
private struct ArmContrast: Sendable, Equatable {
  let difference: Double
  /// The outcomes' worth of it: the variance of the difference is that of one outcome by this.
  let weight: Double
  /// The variance of one outcome within its week and arm.
  let variance: Double

  /// Nil where no week has both arms, or the noise is not known.
  init?(_ weeks: [ArmTally.Week]) {
    weight = weeks.reduce(0) { $0 + $1.weight }
    guard weight > 0 else { return nil }
    let difference = weeks.reduce(0) { $0 + $1.weight * $1.difference } / weight
    self.difference = difference
    var (squares, degrees) = (0.0, -1.0)
    for week in weeks {
      let rest = week.difference - difference
      squares += week.parent.squares + week.changed.squares + week.weight * rest * rest
      degrees += max(0, week.parent.count + week.changed.count - 1)
    }
    guard degrees > 0 else { return nil }
    // Outcomes that do not vary at all are no measurement.
    variance = max(squares / degrees, 1e-6)
  }
}
