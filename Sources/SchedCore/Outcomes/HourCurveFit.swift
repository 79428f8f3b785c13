import Glibc

/// Finds the curve of the week that outcomes and evidence tell of.
///
/// A Gaussian process over the 168 hours (Rasmussen and Williams 2006, chapter 2), in units of the
/// noise of one outcome:
///
///     mean          e · evidence
///     covariance    a level                                   hours of all days alike
///                   d² · exp(-(distance on the day)² / 2l²)    the same hours on every day
///                   b² · exp(-(distance in the week)² / 2·12²) the level of a day
///                   w² · exp(-(distance in the week)² / 2l²)   hours of one day
///
/// e, d, b, w and l are not known, and real effects are small: so all of a grid are averaged by how
/// likely they make the outcomes (the same, chapter 5), among them no effect at all, which counts
/// as much as a half beforehand or more. Chosen by 36 real accounts: the rank correlation of hours
/// with later outcomes is .099 on one half of them and .066 on the other (LightGBM's .095 and .034).
/// In some of them days are alike (b = 0), for two good hours a day raise no other hour: of those of
/// Tests/Benchmarks/truths.py the first pick of 10,000 posts loses 4.5 %, else 7.1 %.
package struct HourCurveFit: Sendable {
  /// The outcomes of some posts by the hour of the local week.
  package struct Cells: Sendable, Equatable {
    package private(set) var counts = [Double](repeating: 0, count: WeekHour.count)
    package private(set) var sums = [Double](repeating: 0, count: WeekHour.count)

    package init() {}

    package mutating func add(_ value: Double, at weekHour: Int, weight: Double = 1) {
      counts[weekHour] += weight
      sums[weekHour] += weight * value
    }

    /// Adds the sums of an hour.
    package mutating func add(sum: Double, count: Double, at weekHour: Int) {
      counts[weekHour] += count
      sums[weekHour] += sum
    }

    package mutating func add(_ other: Cells) {
      for hour in counts.indices { add(sum: other.sums[hour], count: other.counts[hour], at: hour) }
    }

    mutating func scale(by factor: Double) {
      for hour in counts.indices {
        counts[hour] *= factor
        sums[hour] *= factor
      }
    }

    package var count: Double { counts.reduce(0, +) }
    var mean: Double { count > 0 ? sums.reduce(0, +) / count : 0 }
  }

  /// How large effects may be, in units of the noise, and over how many hours they reach.
  struct Size {
    var daily: Double
    var weekly: Double
    var dayLevel: Double
    var hours: Double
  }

  static let sizes: [Size] = {
    let heights = [(0.1, 0.0), (0.1, 0.1), (0.3, 0), (0.3, 0.1), (0.3, 0.3), (0.7, 0.3)]
    let sizes = heights.flatMap { daily, weekly in
      [1.0, 3.0].map { Size(daily: daily, weekly: weekly, dayLevel: daily, hours: $0) }
    }
    return sizes
      + [0, 0.05, 0.1].map { Size(daily: 0.1, weekly: $0, dayLevel: 0, hours: 1) }
  }()
  /// How much of the published figures holds, between the worst and the best hour.
  static let evidenceSizes = [0, 0.5, 1.1]
  /// The standard deviation of the level: it is hardly held back.
  private static let level = 4.0
  private static let dayHours = 12.0
  /// Sizes that are less likely than this, if there is an effect at all, change nothing.
  private static let leastShare = 0.01

  /// The candidates that matter, whose probabilities sum to 1.
  private static func likely(_ candidates: [Candidate]) -> [Candidate] {
    let none = candidates.reduce(0) { $0 + ($1.size == nil ? $1.probability : 0) }
    let kept = candidates.filter {
      $0.size == nil || $0.probability >= leastShare * (1 - none)
    }
    let effect = kept.reduce(0) { $0 + ($1.size == nil ? 0 : $1.probability) }
    return kept.map { candidate in
      var candidate = candidate
      if candidate.size != nil { candidate.probability *= (1 - none) / effect }
      return candidate
    }
  }

  /// A size and the share of the evidence, and how likely the two are.
  struct Candidate: Sendable, Equatable {
    /// An index of `sizes`; nil for no effect.
    var size: Int?
    var evidence: Double
    var probability: Double
  }

  /// The curve.
  package let curve: HourCurve
  /// The sizes that matter.
  let candidates: [Candidate]
  /// The variance of one outcome.
  package let variance: Double

  /// - Parameters:
  ///   - cells: outcomes, of which wild ones were pulled in.
  ///   - variance: of one of them.
  ///   - evidence: what is expected of each hour of the week, in units of which a share holds; nil
  ///     for an effect that no study tells of.
  ///   - noEffect: the probability of no effect beforehand.
  ///   - known: an earlier fit of nearly the same outcomes, whose sizes are weighed again.
  ///   - needsSpreads: whether it matters how well the curve is known.
  package init(
    _ cells: Cells, variance: Double, evidence: [Double]?, noEffect: Double,
    like known: HourCurveFit? = nil, needsSpreads: Bool = true
  ) {
    self.variance = variance
    let process = Process(cells, variance, evidence)
    let all = Self.candidates(noEffect, hasEvidence: evidence != nil)
    let chosen = known.map { known in
      all.filter { one in
        known.candidates.contains { $0.size == one.size && $0.evidence == one.evidence }
      }
    }
    let weighed = process.weigh(chosen ?? all)
    candidates = Self.likely(weighed)
    curve = process.curve(candidates, needsSpreads: needsSpreads)
  }

  /// What each of some groups differs by from what all have in common.
  ///
  /// How much groups differ is found of all of them together, so that one of ten outcomes follows
  /// the others and one of a thousand goes its own way.
  package static func curves(
    ofEach groups: [Cells], variance: Double, noEffect: Double, needsSpreads: Bool = true
  ) -> [HourCurve] {
    let each = (1 - noEffect) / Double(groupSizes.count)
    let candidates =
      [Candidate(size: nil, evidence: 0, probability: noEffect)]
      + groupSizes.map { Candidate(size: $0, evidence: 0, probability: each) }
    let processes = groups.map { Process($0, variance, nil) }
    var logs = candidates.map { log($0.probability) }
    var left = Array(candidates.indices)
    for (number, process) in processes.enumerated() {
      let values = process.logLikelihoods(left.map { candidates[$0] })
      for (index, value) in zip(left, values) { logs[index] += value }
      guard number % groupsAtOnce == groupsAtOnce - 1 else { continue }
      let most = left.reduce(-Double.infinity) { max($0, logs[$1]) }
      left.removeAll { logs[$0] < most - hopeless }
    }
    let weighed = likely(
      Process.normalized(left.map { candidates[$0] }, left.map { logs[$0] }))
    return processes.map { $0.curve(weighed, needsSpreads: needsSpreads) }
  }

  /// After so many groups sizes that are less likely than another by this factor, as a logarithm, are
  /// weighed no further: with a thousand accounts that differ in nothing it saves nearly all the time
  /// (chosen).
  private static let groupsAtOnce = 8
  private static let hopeless = 25.0

  /// The sizes by which groups may differ: broad ones, for each has few outcomes.
  private static let groupSizes = sizes.indices.filter {
    sizes[$0].hours == 3 && sizes[$0].weekly > 0
  }

  /// All sizes, with what they are worth beforehand.
  private static func candidates(_ noEffect: Double, hasEvidence: Bool) -> [Candidate] {
    let shares = hasEvidence ? evidenceSizes : [0]
    let each = (1 - noEffect) / Double(sizes.count * shares.count)
    return [Candidate(size: nil, evidence: 0, probability: noEffect)]
      + sizes.indices.flatMap { size in
        shares.map { Candidate(size: size, evidence: $0, probability: each) }
      }
  }

  /// The covariance of hours by their distance, for each size.
  fileprivate static let covariances: [[Double]] = sizes.map { size in
    func bell(_ distance: Int, _ hours: Double) -> Double {
      exp(-Double(distance * distance) / (2 * hours * hours))
    }
    return (0..<WeekHour.count).map { difference in
      let week = min(difference, WeekHour.count - difference)
      let day = min(difference % 24, 24 - difference % 24)
      return level * level + size.daily * size.daily * bell(day, size.hours)
        + size.dayLevel * size.dayLevel * bell(week, dayHours)
        + size.weekly * size.weekly * bell(week, size.hours)
    }
  }
  fileprivate static let levelCovariance = [Double](
    repeating: level * level, count: WeekHour.count)
}

/// The outcomes, with what is worked out of them once.
private struct Process {
  private let unit: Double
  private let evidence: [Double]
  /// The hours that have outcomes, and their means less that of all, in units of the noise.
  private let seen: [Int]
  private let counts: [Double]
  private let rest: [Double]

  init(_ cells: HourCurveFit.Cells, _ variance: Double, _ evidence: [Double]?) {
    let unit = variance.squareRoot()
    self.unit = unit
    let zeros = [Double](repeating: 0, count: WeekHour.count)
    let mean = evidence.map { $0.reduce(0, +) / Double($0.count) } ?? 0
    self.evidence = evidence.map { $0.map { $0 - mean } } ?? zeros
    let seen = cells.counts.indices.filter { cells.counts[$0] > 0 }
    self.seen = seen
    counts = seen.map { cells.counts[$0] }
    let middle = cells.mean
    rest = seen.map { (cells.sums[$0] / cells.counts[$0] - middle) / unit }
  }

  private func factor(_ covariance: [Double]) -> Cholesky? {
    let (seen, counts) = (seen, counts)
    return Cholesky(count: seen.count) { row, column in
      let value = covariance[seen[row] - seen[column]]
      return row == column ? value + 1 / counts[row] : value
    }
  }

  private static func covariance(_ size: Int?) -> [Double] {
    size.map { HourCurveFit.covariances[$0] } ?? HourCurveFit.levelCovariance
  }

  /// The probabilities of candidates after the outcomes.
  func weigh(_ candidates: [HourCurveFit.Candidate]) -> [HourCurveFit.Candidate] {
    let logs = zip(candidates, logLikelihoods(candidates)).map { log($0.probability) + $1 }
    return Self.normalized(candidates, logs)
  }

  static func normalized(
    _ candidates: [HourCurveFit.Candidate], _ logs: [Double]
  ) -> [HourCurveFit.Candidate] {
    let most = logs.max() ?? 0
    let shares = logs.map { exp($0 - most) }
    let sum = shares.reduce(0, +)
    return zip(candidates, shares).map { candidate, share in
      var candidate = candidate
      candidate.probability = share / sum
      return candidate
    }
  }

  /// How likely each candidate makes the outcomes, but for what all have in common.
  func logLikelihoods(_ candidates: [HourCurveFit.Candidate]) -> [Double] {
    var factors: [Int: Cholesky] = [:]
    return candidates.map { candidate in
      let key = candidate.size ?? -1
      guard let factor = factors[key] ?? factor(Self.covariance(candidate.size)) else {
        return -.infinity
      }
      factors[key] = factor
      let solved = factor.forward(rest(candidate))
      let fit = solved.reduce(0) { $0 + $1 * $1 }
      return -(fit + factor.logDeterminant) / 2
    }
  }

  private func rest(_ candidate: HourCurveFit.Candidate) -> [Double] {
    guard candidate.evidence > 0 else { return rest }
    return zip(rest, seen).map { $0 - candidate.evidence * evidence[$1] }
  }

  /// The average of the candidates' curves.
  func curve(_ candidates: [HourCurveFit.Candidate], needsSpreads: Bool) -> HourCurve {
    let total = candidates.reduce(0) { $0 + $1.probability }
    let none = candidates.reduce(0) { $0 + ($1.size == nil ? $1.probability : 0) } / total
    guard none < 1 else { return .flat }
    var means = [Double](repeating: 0, count: WeekHour.count)
    var squares = means
    var known: [Int: (factor: Cholesky, variances: [Double])] = [:]
    for candidate in candidates {
      guard let size = candidate.size else { continue }
      let share = candidate.probability / total
      let covariance = Self.covariance(size)
      guard let factor = known[size]?.factor ?? factor(covariance) else { continue }
      let variances =
        known[size]?.variances ?? (needsSpreads ? self.variances(covariance, factor) : means)
      known[size] = (factor, variances)
      let solved = factor.solve(rest(candidate))
      var own = evidence.map { candidate.evidence * $0 }
      for hour in own.indices {
        for (index, other) in seen.enumerated() {
          own[hour] += covariance[abs(hour - other)] * solved[index]
        }
      }
      let mean = own.reduce(0, +) / Double(own.count)
      for hour in own.indices {
        means[hour] += share * (own[hour] - mean)
        let square = (own[hour] - mean) * (own[hour] - mean)
        if needsSpreads { squares[hour] += share * (square + variances[hour]) }
      }
    }
    let certain = 1 - none
    let spreads = means.indices.map { hour in
      let mean = means[hour] / certain
      return unit * max(0, squares[hour] / certain - mean * mean).squareRoot()
    }
    return HourCurve(values: means.map { $0 * unit }, spreads: spreads, noEffect: none)
  }

  /// The variance of each hour less the week's mean, in units of the noise.
  private func variances(_ covariance: [Double], _ factor: Cholesky) -> [Double] {
    let count = Double(WeekHour.count)
    var means = [Double](repeating: 0, count: seen.count)
    let known = (0..<WeekHour.count).map { hour in
      let row = factor.forward(seen.map { covariance[abs(hour - $0)] })
      for index in row.indices { means[index] += row[index] / count }
      return row
    }
    let meanCovariance = covariance.reduce(0, +) / count
    let ofMean = meanCovariance - means.reduce(0) { $0 + $1 * $1 }
    return known.map { row in
      var (own, shared) = (covariance[0], meanCovariance)
      for index in row.indices {
        own -= row[index] * row[index]
        shared -= row[index] * means[index]
      }
      return max(0, own - 2 * shared + ofMean)
    }
  }
}
