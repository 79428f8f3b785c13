/// A value for each hour of the local week, from Monday 00:00.
package struct WeekCurve: Equatable, Sendable {
  /// Always 168 values.
  private var values: [Double]

  /// The curve whose value at each hour, 0 to 167, the closure gives.
  package init(_ value: (Int) -> Double) { values = (0..<WeekHour.count).map(value) }

  package init(repeating value: Double) { self.init { _ in value } }

  package subscript(_ index: Int) -> Double {
    get { values[index] }
    set { values[index] = newValue }
  }

  package subscript(_ hour: WeekHour) -> Double {
    get { values[hour.index] }
    set { values[hour.index] = newValue }
  }

  package func map(_ transform: (Double) -> Double) -> WeekCurve {
    WeekCurve { transform(values[$0]) }
  }
}

extension WeekCurve {
  package var mean: Double { values.reduce(0, +) / Double(WeekHour.count) }

  package var maximum: Double { values.max() ?? 0 }

  package var minimum: Double { values.min() ?? 0 }
}
