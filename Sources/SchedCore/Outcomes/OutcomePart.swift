import Glibc

/// One metric of many posts, on the scale on which it is compared with its own level.
package struct OutcomePart: Sendable {
  /// How values become numbers that can be compared.
  package enum Scale: Sendable {
    /// log(value + half a count).
    case count
    /// log(value), not below a hundredth of the typical one, for some rates are 0.
    case rate
    /// As they are, for some are negative; compared in robust spreads.
    case plain
  }

  package let metric: String
  package let weight: Double
  package let scale: Scale
  /// A value for each post, NaN where it is missing.
  package let values: [Double]

  private static let halfCount = 0.5
  private static let leastRate = 0.01

  /// Nil where there is no figure, or all are 0.
  ///
  /// `raw` has a figure for each post, NaN where it is missing; `allowsNegative` says whether a
  /// negative one makes all of them differences, or is none.
  init?(_ metric: String, weight: Double, raw: [Double], allowsNegative: Bool) {
    let isNegative = raw.contains { $0 < 0 }
    let known = raw.filter { $0.isFinite && ($0 >= 0 || allowsNegative) }
    guard known.contains(where: { $0 != 0 }) else { return nil }
    (self.metric, self.weight) = (metric, weight)
    if isNegative, allowsNegative {
      (scale, values) = (.plain, raw)
      return
    }
    let isCount = known.allSatisfy { $0 == $0.rounded() }
    scale = isCount ? .count : .rate
    let floor = (Statistics.median(known.filter { $0 > 0 }) ?? 1) * Self.leastRate
    values = raw.map { value in
      guard value >= 0, value.isFinite else { return .nan }
      return isCount ? log(value + Self.halfCount) : log(max(value, floor))
    }
  }
}

extension OutcomePart {
  /// What success is made of in a platform's posts: the metrics that count, as far as they are there
  /// or can be derived; nothing where there are none.
  static func parts(
    of posts: some RandomAccessCollection<PublishedPost>,
    weights: [(metric: String, weight: Double)], isTarget: Bool
  ) -> [OutcomePart] {
    let figures = PostFigures(posts)
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

/// The figures of some posts, by metric.
private struct PostFigures<Posts: RandomAccessCollection<PublishedPost>> {
  let posts: Posts
  /// Above this share of posts a figure counts as there.
  private let usual = 0.9

  init(_ posts: Posts) { self.posts = posts }

  func values(of metric: String, isTarget: Bool) -> [Double] {
    let given = posts.map { $0.metric(metric) ?? .nan }
    guard !isTarget else { return given }
    switch metric {
    case DerivedMetric.engagementRate: return rates(given)
    case DerivedMetric.clickRate:
      return given.contains { $0.isFinite } ? given : bySize(posts.map { $0.metric("clicks") })
    default: return given
    }
  }

  /// The rate of engagement: of its parts where all are there, for what platforms call so has
  /// clicks and more in it and changes; else the given one; else what reactions there are.
  private func rates(_ given: [Double]) -> [Double] {
    let hasParts = share { post in
      post.metric("likes") != nil && post.metric("comments") != nil && Self.size(of: post) != nil
    }
    guard hasParts < usual, given.contains(where: { $0.isFinite }) else { return engagement() }
    return given
  }

  /// Reactions by the size of the audience; where sizes are not known, reactions alone, for only
  /// ratios count.
  func engagement() -> [Double] {
    bySize(
      posts.map { post in
        let reactions = DerivedMetric.reactions.compactMap(post.metric)
        return reactions.isEmpty ? nil : reactions.reduce(0) { $0 + max(0, $1) }
      })
  }

  private func bySize(_ sums: [Double?]) -> [Double] {
    guard share({ Self.size(of: $0) != nil }) >= usual else { return sums.map { $0 ?? .nan } }
    return zip(sums, posts).map { sum, post in
      guard let sum, let size = Self.size(of: post) else { return .nan }
      return sum / size
    }
  }

  private func share(_ isSo: (PublishedPost) -> Bool) -> Double {
    Double(posts.reduce(0) { $0 + (isSo($1) ? 1 : 0) }) / Double(max(1, posts.count))
  }

  private static func size(of post: PublishedPost) -> Double? {
    let known = DerivedMetric.sizes.lazy.compactMap(post.metric).first { $0 > 0 }
    return (known ?? post.followers).flatMap { $0 > 0 ? $0 : nil }
  }
}
