import Glibc

/// Whether the hour matters, and how much: what a person wants to know before all hours.
package struct TimeEffect: Sendable, Equatable {
  /// The probability that it does.
  package var probability: Double
  /// What the best hour of the week brings beside a typical one, as a ratio.
  package var best: Double
  /// The interval that holds that ratio with a probability of 80 %.
  package var lower: Double
  package var upper: Double
  /// How much of the variance of outcomes the hours explain.
  package var share: Double
  /// How many more posts would tell the ratio within 10 %.
  package var postsNeeded: Int

  package init(
    probability: Double, best: Double, lower: Double, upper: Double, share: Double,
    postsNeeded: Int
  ) {
    (self.probability, self.best, self.share) = (probability, best, share)
    (self.lower, self.upper, self.postsNeeded) = (lower, upper, postsNeeded)
  }

  /// Half of what is left outside of the interval, and the normal value that is beyond it.
  private static let outside = 0.1
  private static let normalQuantile = 1.2816
  /// The logarithm of 10 % more.
  private static let wanted = 0.0953
  private static let mostPosts = 1e9

  /// - Parameters:
  ///   - curve: of one content type.
  ///   - counts: how many outcomes each hour of the week has.
  ///   - variance: of one outcome.
  package init(of curve: HourCurve, counts: [Double], variance: Double) {
    let order = curve.values.indices.sorted { curve.values[$0] < curve.values[$1] }
    let (top, median) = (order[order.count - 1], Statistics.median(curve.values) ?? 0)
    let height = curve.values[top] - median
    let certain = 1 - curve.noEffect
    let (mean, spread) = (certain > 0 ? height / certain : 0, curve.spreads[top])
    probability = certain
    best = exp(height)
    func quantile(_ share: Double) -> Double {
      var (low, high) = (min(0, mean - 10 * spread), max(0, mean + 10 * spread))
      for _ in 0..<60 {
        let middle = (low + high) / 2
        let below =
          spread > 0
          ? SpecialFunctions.normalDistribution((middle - mean) / spread) : middle >= mean ? 1 : 0
        if certain * below + (middle >= 0 ? curve.noEffect : 0) < share {
          low = middle
        } else {
          high = middle
        }
      }
      return high
    }
    (lower, upper) = (exp(quantile(Self.outside)), exp(quantile(1 - Self.outside)))
    let count = counts.reduce(0, +)
    let weighted = zip(counts, curve.values).reduce(0) { $0 + $1.0 * $1.1 } / max(1, count)
    let explained = zip(counts, curve.values).reduce(0) { sum, hour in
      sum + hour.0 * (hour.1 - weighted) * (hour.1 - weighted) / max(1, count)
    }
    share = explained / (explained + variance)
    let ratio = Self.normalQuantile * spread / Self.wanted
    let needed = min(Self.mostPosts, max(0, count * (ratio * ratio - 1)))
    let unit = needed < 10 ? 1.0 : needed < 1000 ? 10 : needed < 100_000 ? 100 : 10_000
    postsNeeded = Int((needed / unit).rounded(.up) * unit)
  }
}

extension TimeEffect {
  /// Appends `{"probability":0.83,"best":1.12,"lower":1,"upper":1.25,"share":0.009,"posts_needed":1200}`.
  func append(to buffer: inout [UInt8]) {
    func add(_ name: String, _ value: Double) {
      buffer.append(contentsOf: "\"\(name)\":".utf8)
      let rounded = (value * 1e4).rounded() / 1e4
      JSONNumber.append(rounded.isFinite ? rounded : value, to: &buffer)
      buffer.append(UInt8(ascii: ","))
    }
    buffer.append(UInt8(ascii: "{"))
    add("probability", probability)
    add("best", best)
    add("lower", lower)
    add("upper", upper)
    add("share", share)
    buffer.append(contentsOf: "\"posts_needed\":\(postsNeeded)}".utf8)
  }

  /// - Throws: what is missing or out of range, about the field.
  init(_ value: CheckedValue) throws(Message) {
    let ratios = 0...1e300
    probability = try value.member("probability").number(in: 0...1)
    best = try value.member("best").number(in: ratios)
    lower = try value.member("lower").number(in: ratios)
    upper = try value.member("upper").number(in: ratios)
    share = try value.member("share").number(in: 0...1)
    postsNeeded = try value.member("posts_needed").integer(in: 0...1 << 48)
  }
}
