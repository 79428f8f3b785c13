extension OutcomePart {
  /// What success is made of in a platform's posts: the metrics that count, as far as they are there
  /// or can be derived; nothing where there are none.
  static func parts(
    of columns: OutcomeColumns, weights: [(metric: String, weight: Double)], isTarget: Bool
  ) -> [OutcomePart] {
    let figures = PostFigures(columns)
    var parts = weights.compactMap { metric, weight in
      OutcomePart(
        metric, weight: weight, raw: figures.values(of: metric, isTarget: isTarget),
        allowsNegative: isTarget)
    }
    if parts.isEmpty, !isTarget {
      let engagement = DerivedMetric.engagementRate
      parts = [
        OutcomePart(engagement, weight: 1, raw: figures.engagement(), allowsNegative: false)
      ].compactMap(\.self)
    }
    return parts
  }
}

/// The figures of some posts, by metric, the derived ones too.
private struct PostFigures {
  private let columns: OutcomeColumns
  /// Of each post how many people there were to react, NaN where that is not known.
  private let sizes: [Double]
  /// Above this share of posts a figure counts as there.
  private static let usual = 0.9

  init(_ columns: OutcomeColumns) {
    self.columns = columns
    let known = DerivedMetric.sizes.compactMap(columns.values(of:)) + [columns.followers]
    sizes = (0..<columns.count).map { post in
      known.lazy.map { $0[post] }.first { $0 > 0 } ?? .nan
    }
  }

  private func given(_ metric: String) -> [Double] {
    columns.values(of: metric) ?? [Double](repeating: .nan, count: columns.count)
  }

  func values(of metric: String, isTarget: Bool) -> [Double] {
    let given = given(metric)
    guard !isTarget else { return given }
    switch metric {
    case DerivedMetric.engagementRate: return rates(given)
    case DerivedMetric.clickRate:
      return given.contains { $0.isFinite } ? given : bySize(self.given(DerivedMetric.clicks))
    default: return given
    }
  }

  /// The rate of engagement: of its parts where all are there, for what platforms call so has
  /// clicks and more in it and changes; else the given one; else what reactions there are.
  private func rates(_ given: [Double]) -> [Double] {
    let (likes, comments) = (self.given("likes"), self.given("comments"))
    let withParts = sizes.indices.count {
      likes[$0].isFinite && comments[$0].isFinite && sizes[$0].isFinite
    }
    guard !isUsual(withParts), given.contains(where: { $0.isFinite }) else { return engagement() }
    return given
  }

  /// Reactions by the size of the audience; where sizes are not known, reactions alone, for only
  /// ratios count.
  func engagement() -> [Double] {
    var sums = [Double](repeating: .nan, count: columns.count)
    for values in DerivedMetric.reactions.compactMap(columns.values(of:)) {
      for post in sums.indices where values[post].isFinite {
        sums[post] = (sums[post].isFinite ? sums[post] : 0) + max(0, values[post])
      }
    }
    return bySize(sums)
  }

  private func bySize(_ sums: [Double]) -> [Double] {
    guard isUsual(sizes.count { $0.isFinite }) else { return sums }
    return zip(sums, sizes).map { $0 / $1 }
  }

  private func isUsual(_ posts: Int) -> Bool {
    Double(posts) >= Self.usual * Double(max(1, columns.count))
  }
}
