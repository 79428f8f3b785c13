/// What counts as success, as one number for each sample.
package struct OutcomeRule: Sendable {
  /// The metric that is learned; nil for the platform's composite.
  package var metric: String?
  /// Whether outcomes are ratios to the account's own median for the content type.
  package var isNormalized = true

  package init() {}

  /// The name in a model.
  package var name: String { metric ?? "kpi" }

  private static let counts: Set<String> = [
    "impressions", "reach", "views", "likes", "comments", "shares", "saves", "clicks",
  ]

  /// Whether the outcome is a plain count.
  var isCount: Bool { !isNormalized && metric.map(Self.counts.contains) ?? false }
}

/// The outcomes of samples, measured against the medians of some of them.
///
/// Whoever judges a model takes the medians from the samples that the model was learned from, so
/// that nothing of those held out leaks into it.
package struct OutcomeScale {
  private struct Key: Hashable {
    var account: String
    var contentType: Int
  }

  /// Fewer samples of an account and type than this have no median of their own (chosen: of one or
  /// two, the ratio would be about 1 whatever they did).
  private static let leastOwn = 3

  /// A median for each account and content type, for each type, and for all.
  private struct Medians {
    var own: [Key: Double] = [:]
    var ofType: [Int: Double] = [:]
    var all = 0.0

    init(_ values: [(key: Key, value: Double)]) {
      var byKey: [Key: [Double]] = [:]
      var byType: [Int: [Double]] = [:]
      for (key, value) in values {
        byKey[key, default: []].append(value)
        byType[key.contentType, default: []].append(value)
      }
      own = byKey.filter { $0.value.count >= leastOwn }.mapValues(Self.middle)
      ofType = byType.mapValues(Self.middle)
      all = Self.middle(values.map(\.value))
    }

    /// The median; where more than half are 0, the mean.
    private static func middle(_ values: [Double]) -> Double {
      let median = Statistics.median(values) ?? 0
      return median > 0 ? median : Statistics.mean(values) ?? 0
    }

    /// The median to compare with, or nil if there is none above 0.
    func median(for key: Key) -> Double? {
      let candidates = [own[key], ofType[key.contentType], all]
      return candidates.lazy.compactMap(\.self).first { $0 > 0 }
    }
  }

  private let rule: OutcomeRule
  private let weights: [KPIWeight]
  private var metricMedians: [String: Medians] = [:]
  private var medians: Medians?
  /// Whether any sample tells how many people there were to react.
  private let hasSizes: Bool

  package init(_ rule: OutcomeRule, weights: [KPIWeight], of samples: some Sequence<Sample>) {
    self.rule = rule
    self.weights = weights
    hasSizes = samples.contains { Self.size(of: $0) != nil }
    if rule.metric == nil {
      for weight in weights where weight.scale == .accountMedian {
        metricMedians[weight.metric] = Medians(
          samples.compactMap { sample in
            sample.metric(weight.metric).map { (Self.key(sample), $0) }
          })
      }
    }
    guard rule.isNormalized else { return }
    medians = Medians(
      samples.compactMap { sample in raw(sample).map { (Self.key(sample), $0) } })
  }

  private static func key(_ sample: Sample) -> Key {
    Key(account: sample.identity.account, contentType: sample.identity.contentType)
  }

  /// The outcome of a sample; nil if it has none of the metrics.
  package func outcome(_ sample: Sample) -> Double? {
    guard let raw = raw(sample) else { return nil }
    guard let medians else { return raw }
    return medians.median(for: Self.key(sample)).map { raw / $0 }
  }

  private func raw(_ sample: Sample) -> Double? {
    if let metric = rule.metric { return sample.metric(metric) }
    return composite(sample) ?? engagement(sample)
  }

  /// The weighted mean of the metrics that are there.
  private func composite(_ sample: Sample) -> Double? {
    KPIComposite.value(
      weights, metric: { sample.metric(weights[$0].metric) },
      median: { metricMedians[weights[$0].metric]?.median(for: Self.key(sample)) })
  }

  /// Reactions by the size of the audience; in a history without sizes, reactions alone.
  private func engagement(_ sample: Sample) -> Double? {
    let reactions = ["likes", "comments", "shares", "saves"].compactMap(sample.metric)
    guard !reactions.isEmpty else { return nil }
    let sum = reactions.reduce(0, +)
    return hasSizes ? Self.size(of: sample).map { sum / $0 } : sum
  }

  /// How many people there were, or could have been, to react.
  private static func size(of sample: Sample) -> Double? {
    let sizes = ["reach", "impressions", "views"].lazy.compactMap(sample.metric)
    let size = sizes.first { $0 > 0 } ?? sample.followers
    return size.flatMap { $0 > 0 ? $0 : nil }
  }
}
