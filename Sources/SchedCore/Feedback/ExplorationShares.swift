/// With what probability each hour of the week is tried next: what `sched-predict --explore` draws
/// from, so that the propensity of each post is known.
package struct ExplorationShares: Sendable, Equatable {
  /// For each hour of the local week; they sum to 1.
  package let shares: [Double]
  let method: ExplorationMethod

  /// How many curves are drawn; the share of an hour is that of the curves it is best in.
  private static let draws = 256
  /// How far draws go from the mean, in posterior standard deviations, after so many outcomes.
  ///
  /// Less than 1 tries fewer hours that are only perhaps good; on hidden truths that loses a third
  /// less than 1 does. An account of few posts is bolder, lest it settle for the second-best hour.
  private static func boldness(after outcomes: Double) -> Double {
    0.5 + 0.5 * 100 / (100 + outcomes)
  }

  /// How many standard deviations above its mean an hour is taken for under `ucb` (chosen).
  private static let optimism = 1.5
  /// The variance of an outcome's logarithm where few are known (chosen: half up or down).
  private static let usualVariance = 0.2
  /// What an hour has for itself, in units of the noise.
  private static let own = 0.05
  /// How far hours resemble each other, and how far the evidence is believed; a fixed shape, for the
  /// likeliest one is uncertain while there is much to explore (chosen on hidden truths, with the
  /// evidence right and wrong).
  private static let shape = {
    var shape = WeekEffect.Shape(daily: 1.0 / 3, weekly: 1.0 / 3, hours: 1.7)
    (shape.evidence, shape.evidenceSpread) = (0.9, 0.8)
    return shape
  }()

  /// - Parameters:
  ///   - method: how hours are chosen.
  ///   - epsilon: the probability of any hour under `epsilon`.
  ///   - evidence: of the content type.
  ///   - type: whose published windows are the prior.
  ///   - random: which draws.
  package init(
    _ method: ExplorationMethod, epsilon: Double, _ evidence: DaypartEvidence,
    _ type: ContentType, random: SeededGenerator
  ) {
    self.method = method
    let samples = WeekSamples(
      counts: evidence.counts, sums: evidence.sums, squares: evidence.squares)
    let process = WeekProcess(
      samples, Self.usualVariance, EvidenceCurve.values(of: type), Self.shape)
    guard let (mean, covariance) = process?.posterior(own: Self.own) else {
      shares = [Double](repeating: 1 / Double(WeekHour.count), count: WeekHour.count)
      return
    }
    switch method {
    case .thompson:
      let boldness = Self.boldness(after: evidence.count)
      shares = Self.thompson(mean, covariance, boldness, random)
    case .epsilon:
      let each = epsilon / Double(WeekHour.count)
      shares = Self.only(Self.best(mean)).map { (1 - epsilon) * $0 + each }
    case .ucb: shares = Self.only(Self.best(Self.upperBounds(mean, covariance)))
    }
  }

  private static func best(_ values: [Double]) -> Int {
    values.indices.max { (values[$0], $1) < (values[$1], $0) } ?? 0
  }

  private static func only(_ hour: Int) -> [Double] {
    (0..<WeekHour.count).map { $0 == hour ? 1 : 0 }
  }

  /// How often each hour is the best of curves drawn from the posterior (Thompson 1933,
  /// doi 10.1093/biomet/25.3-4.285).
  private static func thompson(
    _ mean: [Double], _ covariance: [Double], _ boldness: Double, _ random: SeededGenerator
  ) -> [Double] {
    let count = mean.count
    guard let factor = Cholesky(count: count, { covariance[$0 * count + $1] }) else {
      return only(best(mean))
    }
    var random = random
    var shares = [Double](repeating: 0, count: count)
    for _ in 0..<draws {
      let normal = (0..<count).map { _ in random.nextNormal() }
      let curve = zip(mean, factor.product(with: normal)).map { $0 + boldness * $1 }
      shares[best(curve)] += 1 / Double(draws)
    }
    return shares
  }

  /// Each hour's mean and some standard deviations of its distance from the mean of all hours.
  private static func upperBounds(_ mean: [Double], _ covariance: [Double]) -> [Double] {
    let count = mean.count
    let rows = (0..<count).map { row in
      covariance[row * count..<(row + 1) * count].reduce(0, +) / Double(count)
    }
    let all = rows.reduce(0, +) / Double(count)
    return (0..<count).map { hour in
      let variance = covariance[hour * count + hour] - 2 * rows[hour] + all
      return mean[hour] + optimism * max(0, variance).squareRoot()
    }
  }
}

extension ExplorationShares {
  /// Appends the line: the likeliest hour, and the shares of all that have one.
  func append(to writer: inout JSONWriter, platform: String, contentType: String) {
    let order = shares.indices.filter { shares[$0] > 0 }
      .sorted { (-shares[$0], $0) < (-shares[$1], $1) }
    writer.line { line in
      line.add("kind", "explore")
      line.add("platform", platform)
      line.add("content_type", contentType)
      line.add("method", method.rawValue)
      line.addList("shares", order) { list, index in
        let hour = WeekHour(index: index)
        list.object {
          $0.add("day", hour.weekday.name)
          $0.add("hour", hour.hour)
          $0.add("share", shares[index])
        }
      }
    }
  }
}
