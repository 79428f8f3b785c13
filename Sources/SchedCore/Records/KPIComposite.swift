/// A platform's idea of success as one number: the weighted mean of the metrics that are there.
enum KPIComposite {
  /// The mean over the weights whose metric is there; nil if none is.
  ///
  /// `metric` is asked for the value of the metric with that index among the weights, and `median`
  /// for the account's own median of it, above 0, where it is a count.
  static func value(
    _ weights: [KPIWeight], metric: (Int) -> Double?, median: (Int) -> Double?
  ) -> Double? {
    var (sum, total) = (0.0, 0.0)
    for (index, weight) in weights.enumerated() {
      guard let value = metric(index) else { continue }
      let part: Double? =
        switch weight.scale {
        case .asIs: value
        case .constant(let whole): value / whole
        case .accountMedian: median(index).map { value / $0 }
        }
      guard let part else { continue }
      sum += weight.weight * part
      total += weight.weight
    }
    return total > 0 ? sum / total : nil
  }

  /// Of each platform what its success is made of: its composite, or one metric as it is.
  static func composites(of catalogue: PlatformCatalogue, target: String?) -> [[KPIWeight]] {
    catalogue.platforms.map { platform in
      target.map { [KPIWeight(metric: $0, weight: 1, scale: .asIs)] } ?? platform.kpiWeights
    }
  }
}
