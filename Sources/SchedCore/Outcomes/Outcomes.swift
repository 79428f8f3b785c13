import Glibc

/// What the posts of one platform were worth: the one definition of success.
///
///     d_k = log((m_k + c) / (L_k + c))        y = Σ w_k d_k / Σ w_k
///
/// m_k is a metric that the platform's KPI weights name, L_k what was typical of it for the account
/// and content type at that time, c half a count (0 for rates). Each metric is compared with itself,
/// so that its unit, the size of the account and what is missing cannot move the outcome.
package struct Outcomes: Sendable {
  package let parts: [OutcomePart]
  package let columns: OutcomeColumns
  private let series: [[Int]]
  private let names: [OutcomeSeries.Name]
  /// Of each part what is expected of a post of which nothing else is known.
  private let priors: [SeriesPriors]

  /// - Parameters:
  ///   - columns: the posts of one platform, in the order of time.
  ///   - rule: which metrics count.
  ///   - platform: theirs.
  package init(_ columns: OutcomeColumns, _ rule: OutcomeRule, of platform: Platform) {
    self.columns = columns.withoutFigures
    parts = OutcomePart.parts(
      of: columns, weights: rule.weights(of: platform), isTarget: rule.metric != nil)
    let grouped = OutcomeSeries(columns)
    (series, names) = (grouped.posts, grouped.names)
    priors = parts.map { SeriesPriors($0.values, columns) }
  }

  /// Whether differences are compared, for some figures are negative.
  package var isPlain: Bool {
    parts.contains { if case .plain = $0.scale { true } else { false } }
  }

  /// Whether a post has one of the figures.
  package func isUsable(_ post: Int) -> Bool {
    parts.contains { $0.values[post] == $0.values[post] }
  }

  /// The outcome of each post, NaN of one without any figure.
  ///
  /// `effects` are what the hours of the posts are known to add; they are taken out of the levels,
  /// so that neither growth poses as a good hour nor a move to better hours as growth.
  package func relative(without effects: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: columns.accounts.count)
    var totals = sums
    for (part, prior) in zip(parts, priors) {
      let levels = levels(of: part, prior, without: effects)
      let unit = part.isPlain ? spread(of: part, levels) : 1
      for post in sums.indices where part.values[post] == part.values[post] {
        sums[post] += part.weight * (part.values[post] - levels[post]) / unit
        totals[post] += part.weight
      }
    }
    return zip(sums, totals).map { $1 > 0 ? $0 / $1 : .nan }
  }

  /// The outcome of each post beside what is typical of its account and content type in the whole
  /// history, NaN of one without any figure.
  ///
  /// For hours that are tried one after another: a level that follows them would take for usual what
  /// the good ones bring.
  package func beside() -> [Double] {
    var sums = [Double](repeating: 0, count: columns.accounts.count)
    var totals = sums
    for part in parts {
      for posts in series {
        let known = posts.filter { part.values[$0] == part.values[$0] }
        let level = Statistics.median(known.map { part.values[$0] }) ?? 0
        for post in known {
          sums[post] += part.weight * (part.values[post] - level)
          totals[post] += part.weight
        }
      }
    }
    return zip(sums, totals).map { $1 > 0 ? $0 / $1 : .nan }
  }

  private func levels(
    of part: OutcomePart, _ prior: SeriesPriors, without effects: [Double]
  ) -> [Double] {
    var levels = [Double](repeating: 0, count: part.values.count)
    for posts in series {
      let known = posts.filter { part.values[$0] == part.values[$0] }
      let values = known.map { part.isPlain ? part.values[$0] : part.values[$0] - effects[$0] }
      let found = TrailingLevel.levels(of: values) { prior(known[$0]) }
      for (post, level) in zip(known, found) { levels[post] = level }
    }
    return levels
  }

  /// How far apart the figures are that are compared as they are.
  private func spread(of part: OutcomePart, _ levels: [Double]) -> Double {
    HuberValues.spread(
      of: zip(part.values, levels).compactMap { $0 == $0 ? $0 - $1 : nil })
  }
}

extension OutcomePart {
  var isPlain: Bool { if case .plain = scale { true } else { false } }
}

extension Outcomes {
  /// The figure of each post on its own scale, the logarithm of counts and rates; NaN where there is
  /// none.
  ///
  /// For `--no-normalize`, where hours are learned of ratios all the same.
  package var figures: [Double] {
    columns.accounts.indices.map { post in
      var (sum, total) = (0.0, 0.0)
      for part in parts where part.values[post] == part.values[post] {
        sum += part.weight * part.values[post]
        total += part.weight
      }
      return total > 0 ? sum / total : .nan
    }
  }

  /// How large a unit of the outcome is among the figures: 1 for logarithms.
  package var unit: Double {
    guard let part = parts.first, part.isPlain else { return 1 }
    let zeros = [Double](repeating: 0, count: part.values.count)
    return spread(of: part, levels(of: part, priors[0], without: zeros))
  }

  /// Of each account and content type the typical figure of some posts.
  package func levels(of figures: [Double], among posts: [Int]) -> FigureLevels {
    FigureLevels(figures, columns, among: posts)
  }
}

/// What is typical of each account and content type, as one figure for a whole history.
package struct FigureLevels: Sendable, Equatable {
  /// By content type, an index of the catalogue.
  package private(set) var ofType: [Int: Double] = [:]
  /// By account.
  package private(set) var ofAccount: [String: [Int: Double]] = [:]

  init(_ figures: [Double], _ columns: OutcomeColumns, among posts: [Int]) {
    var byType: [Int: [Double]] = [:]
    var bySeries: [OutcomeSeries.Name: [Double]] = [:]
    for post in posts where figures[post] == figures[post] {
      let name = OutcomeSeries.Name(
        account: Int(columns.accounts[post]), contentType: Int(columns.contentTypes[post]))
      bySeries[name, default: []].append(figures[post])
    }
    for (name, values) in bySeries.sorted(by: { $0.key.account < $1.key.account }) {
      byType[name.contentType, default: []] += values
    }
    ofType = byType.mapValues { Statistics.mean($0) ?? 0 }
    for (name, values) in bySeries {
      let (mean, count) = (Statistics.mean(values) ?? 0, Double(values.count))
      let level = (mean * count + (ofType[name.contentType] ?? 0)) / (count + 1)
      ofAccount[columns.accountNames[name.account], default: [:]][name.contentType] = level
    }
  }

  /// The level of each post.
  package func values(of columns: OutcomeColumns) -> [Double] {
    var known: [OutcomeSeries.Name: Double] = [:]
    return zip(columns.accounts, columns.contentTypes).map { account, type in
      let name = OutcomeSeries.Name(account: Int(account), contentType: Int(type))
      if let level = known[name] { return level }
      let level = level(columns.accountNames[name.account], name.contentType)
      known[name] = level
      return level
    }
  }

  /// The level for a content type of an account, which may be a new one.
  package func level(_ account: String, _ contentType: Int) -> Double {
    ofAccount[account]?[contentType] ?? ofType[contentType] ?? 0
  }
}
