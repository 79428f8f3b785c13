import Glibc

/// What the hour of the local week adds to the logarithm of an outcome, and how far that is known:
/// the average over all sizes that such an effect may have, none among them.
package struct HourCurve: Sendable, Equatable {
  /// The expected effect of each hour of the week, about the week's mean.
  package let values: [Double]
  /// The standard deviation of each, if hours have an effect at all.
  package let spreads: [Double]
  /// The probability that they have none.
  package let noEffect: Double

  package init(values: [Double], spreads: [Double], noEffect: Double) {
    (self.values, self.spreads, self.noEffect) = (values, spreads, noEffect)
  }

  /// Where nothing is known.
  package static let flat = HourCurve(
    values: [Double](repeating: 0, count: WeekHour.count),
    spreads: [Double](repeating: 0, count: WeekHour.count), noEffect: 1)

  /// The effect at a point of the week, in hours from Monday 00:00: straight lines between the
  /// middles of hours.
  package func value(at weekHour: Double) -> Double {
    let place = weekHour - 0.5 + Double(values.count)
    let floor = place.rounded(.down)
    let index = Int(floor) % values.count
    let share = place - floor
    return values[index] * (1 - share) + values[(index + 1) % values.count] * share
  }

  /// The variance of an hour's effect, whether there is one or not.
  private func variance(_ hour: Int) -> Double {
    let certain = 1 - noEffect
    guard certain > 0 else { return 0 }
    let own = spreads[hour] * spreads[hour]
    return max(0, certain * own + values[hour] * values[hour] * noEffect / certain)
  }

  /// The sum of two effects that do not know each other.
  package func adding(_ other: HourCurve) -> HourCurve {
    let none = noEffect * other.noEffect
    let certain = max(1 - none, 1e-9)
    let sums = zip(values, other.values).map { $0 + $1 }
    let spreads = sums.indices.map { hour in
      let whole = variance(hour) + other.variance(hour) + sums[hour] * sums[hour]
      let mean = sums[hour] / certain
      return max(0, whole / certain - mean * mean).squareRoot()
    }
    return HourCurve(values: sums, spreads: spreads, noEffect: none)
  }

  /// The effect times a factor.
  package func scaled(by factor: Double) -> HourCurve {
    HourCurve(
      values: values.map { $0 * factor }, spreads: spreads.map { $0 * factor }, noEffect: noEffect)
  }

  /// The chance that each of some hours is above their median, 0.5 where nothing is known.
  ///
  /// `values` and `spreads` are of those hours, as those of a curve.
  package static func confidences(
    _ values: [Double], _ spreads: [Double], noEffect: Double
  ) -> [Double] {
    let median = Statistics.median(values) ?? 0
    let certain = 1 - noEffect
    guard certain > 0 else { return values.map { _ in 0.5 } }
    return zip(values, spreads).map { value, spread in
      let height = (value - median) / certain
      let above =
        spread > 0
        ? SpecialFunctions.normalDistribution(height / spread)
        : height > 0 ? 1 : height < 0 ? 0 : 0.5
      return 0.5 * noEffect + certain * above
    }
  }
}
