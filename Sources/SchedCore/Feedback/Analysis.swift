/// What the figures of a cycle mean: each that is beyond its threshold, with its trend, and a
/// sentence to act on.
struct Analysis: Sendable, Equatable {
  enum Level: String, Sendable {
    case good, moderate, high
  }

  /// A figure that is watched.
  enum Metric: String, CaseIterable, Sendable {
    case rate429 = "rate_429"
    case latencyP95 = "latency_p95_minutes"
    case adherence
    case throughput
    case completion = "completion_rate"

    /// Whether less is better.
    var isBetterBelow: Bool { self == .rate429 || self == .latencyP95 }
  }

  let scope: KPIRecord.Scope
  let metric: Metric
  let value: Double
  let threshold: Double
  let level: Level
  /// Whether the threshold is a share of what was planned.
  let isOfPlan: Bool
  /// The change a cycle over the last cycles.
  let trend: RobustSlope?

  /// The findings on one scope, from its records of the last cycles in order.
  static func findings(
    _ records: [KPIRecord], thresholds: Thresholds, tolerance: Double
  ) -> [Analysis] {
    guard let last = records.last else { return [] }
    return Metric.allCases.compactMap { metric in
      func value(of record: KPIRecord) -> Double? {
        metric.value(of: record, thresholds, tolerance)
      }
      guard let value = value(of: last) else { return nil }
      let trend = RobustSlope(records.compactMap(value(of:)))
      let (level, threshold) = metric.level(of: value, last, thresholds)
      return Analysis(
        scope: last.scope, metric: metric, value: value, threshold: threshold, level: level,
        isOfPlan: metric == .throughput && thresholds.leastThroughput == nil, trend: trend)
    }
  }
}

extension Analysis.Metric {
  fileprivate func value(
    of record: KPIRecord, _ thresholds: Thresholds, _ tolerance: Double
  ) -> Double? {
    switch self {
    case .rate429: record.rate429
    case .latencyP95: record.latencyP95Minutes
    case .adherence: record.adherence(within: tolerance)
    case .throughput:
      thresholds.leastThroughput == nil ? record.throughputOfPlan : record.throughput
    case .completion: record.completionRate
    }
  }

  fileprivate func level(
    of value: Double, _ record: KPIRecord, _ thresholds: Thresholds
  ) -> (Analysis.Level, threshold: Double) {
    func level(against bound: Double) -> (Analysis.Level, Double) {
      let isBeyond = isBetterBelow ? value > bound : value < bound
      return (isBeyond ? .high : .good, bound)
    }
    switch self {
    case .rate429:
      let high = level(against: thresholds[.high429])
      guard high.0 == .good, value > thresholds[.moderate429] else { return high }
      return (.moderate, thresholds[.moderate429])
    case .latencyP95: return level(against: thresholds[.latency])
    case .adherence: return level(against: thresholds[.adherence])
    case .throughput:
      let plan = Thresholds.leastShareOfPlan * (record.plannedThroughput ?? 0)
      return level(against: thresholds.leastThroughput ?? plan)
    case .completion: return level(against: thresholds[.completion])
    }
  }
}

extension Analysis {
  /// What it means and what to do, in one sentence.
  var text: String {
    let place = scope.platform ?? "all posts"
    var bound = Self.shown(threshold, metric)
    if isOfPlan { bound += ", \(Self.short(100 * Thresholds.leastShareOfPlan)) % of the plan" }
    let side = metric.isBetterBelow ? "above" : "below"
    let value = Self.shown(value, metric)
    guard level != .good else {
      return "\(place): \(metric.inWords) is \(value), as it should be" + trendInWords
    }
    return "\(place): \(metric.inWords) is \(value), \(side) \(bound)\(trendInWords); "
      + (isOfPlan ? "look at the posts that failed or are overdue" : metric.advice)
  }

  private var trendInWords: String {
    guard let trend, trend.isClear else { return "" }
    let isBetter = (trend.slope < 0) == metric.isBetterBelow
    let direction = isBetter ? "better" : "worse"
    return ", and gets \(direction) by \(Self.shown(trend.slope.magnitude, metric)) a cycle"
  }

  /// `12.5 %`, `31 min` or `0.4 posts an hour`.
  private static func shown(_ value: Double, _ metric: Metric) -> String {
    switch metric {
    case .rate429, .adherence, .completion: "\(short(100 * value)) %"
    case .latencyP95: "\(short(value)) min"
    case .throughput: "\(short(value)) \(value == 1 ? "post" : "posts") an hour"
    }
  }

  /// With two decimals at most.
  private static func short(_ value: Double) -> String {
    var text: [UInt8] = []
    JSONNumber.append((value * 100).rounded() / 100, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the line.
  func append(to writer: inout JSONWriter, cycle: Int) {
    writer.line { line in
      line.add("kind", "analysis")
      line.add("cycle", cycle)
      if let platform = scope.platform { line.add("platform", platform) }
      line.add("metric", metric.rawValue)
      line.add("value", value)
      line.add("threshold", threshold)
      line.add("level", level.rawValue)
      if let trend {
        line.addObject("trend") {
          $0.add("slope", trend.slope)
          $0.add("lower", trend.lower)
          $0.add("upper", trend.upper)
        }
      }
      line.add("text", text)
    }
  }
}

extension Analysis.Metric {
  fileprivate var inWords: String {
    switch self {
    case .rate429: "the share of refused posts (429)"
    case .latencyP95: "the 95th percentile of the delay"
    case .adherence: "the share of posts on time"
    case .throughput: "the throughput"
    case .completion: "the share of posts that went out"
    }
  }

  fileprivate var advice: String {
    switch self {
    case .rate429: "fewer posts a day, or further apart, fit the platform's quota"
    case .latencyP95: "start the publisher more often, or plan fewer posts at once"
    case .adherence: "look whether the publisher runs at every slot"
    case .throughput: "more posts in the queue, or wider windows, would raise it"
    case .completion: "look at the failed posts: what they have in common is not the hour"
    }
  }
}
