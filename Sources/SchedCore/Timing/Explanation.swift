import Glibc

/// Which factors made an hour's score what it is.
///
/// The effect of a factor is what it multiplies the score by: the raw score divided by the raw
/// score without the factor. For the windows, or what was learned in their place, which cannot be left
/// out, it is set against the mean of their week. An effect of 1 says nothing and is left out.
struct Explanation {
  struct Effect {
    let factor: String
    let effect: Double
  }

  /// The strongest effects, strongest first by ratio, up or down alike.
  let effects: [Effect]

  /// How many factors an explanation names; the contract's figure.
  private static let most = 3

  /// Explains an hour, counted from the range's start, whose recency factor is given.
  init(
    ofHour index: Int, in range: HourRange, _ factors: TimingFactors, _ audience: AudienceProfile,
    _ weights: TimingWeights, recency: Double
  ) {
    let hours = Self.localHours(of: range.first + index, in: range, audience, weights)
    func raw(_ table: WeekCurve, season: Bool = true) -> Double {
      hours.reduce(0) { $0 + $1.weight * table[$1.weekHour] * (season ? $1.season : 1) }
    }
    let product = factors.product
    let all = raw(product)
    func effect(without factor: WeekCurve, neutral: Double = 1) -> Double {
      let rest = WeekCurve { factor[$0] > 0 ? product[$0] / factor[$0] * neutral : 0 }
      let others = raw(rest)
      return others > 0 ? all / others : 0
    }
    let unseasoned = raw(product, season: false)
    effects = [
      Effect(
        factor: factors.isLearned ? "learned" : "window",
        effect: effect(without: factors.base, neutral: factors.base.mean)),
      Effect(factor: "audience", effect: effect(without: factors.demographics)),
      Effect(factor: "format", effect: effect(without: factors.format)),
      Effect(factor: "guard", effect: effect(without: factors.guardFactor)),
      Effect(factor: "season", effect: unseasoned > 0 ? all / unseasoned : 1),
      Effect(factor: "recency", effect: recency),
    ]
    .filter { abs($0.effect - 1) >= 0.005 }
    .sorted { abs(log(max($0.effect, 1e-9))) > abs(log(max($1.effect, 1e-9))) }
    .prefix(Self.most).map { $0 }
  }

  private struct LocalHour {
    let weekHour: Int
    let weight: Double
    /// 1 + w_seas·S.
    let season: Double
  }

  private static func localHours(
    of index: Int, in range: HourRange, _ audience: AudienceProfile, _ weights: TimingWeights
  ) -> [LocalHour] {
    audience.zoneWeights.map { zone, weight in
      let hours = range.hours(in: zone)
      let season = hours.seasons.isEmpty ? 0 : hours.seasons[index]
      return LocalHour(
        weekHour: Int(hours.weekHours[index]), weight: weight,
        season: max(0, 1 + weights.season * season))
    }
  }
}

extension Explanation {
  /// Appends `,"factors":[{"factor":"window","effect":2.41},…]`.
  func append(to buffer: inout [UInt8]) {
    buffer.append(contentsOf: ",\"factors\":[".utf8)
    for (index, effect) in effects.enumerated() {
      let separator = index > 0 ? "," : ""
      buffer.append(contentsOf: "\(separator){\"factor\":\"\(effect.factor)\",\"effect\":".utf8)
      JSONNumber.append((effect.effect * 100).rounded() / 100, to: &buffer)
      buffer.append(UInt8(ascii: "}"))
    }
    buffer.append(UInt8(ascii: "]"))
  }
}
