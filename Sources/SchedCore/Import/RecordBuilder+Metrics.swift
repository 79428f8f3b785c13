extension RecordBuilder {
  /// Reads the metrics of a row into `metrics`.
  mutating func readMetrics(of row: CellRow) throws(Message) {
    metrics.removeAll(keepingCapacity: true)
    let columns = layout.metricColumns
    for index in columns.indices {
      guard let cell = cells.cell(columns[index], of: row) else { continue }
      let (unit, style) = (layout.metrics[index].unit, decision.styles[index])
      guard let value = Self.value(cell, unit, style) else {
        throw Message.notANumber(cell, unit, style)
          .about(Quoting.escaped(layout.metrics[index].columnName))
      }
      metrics.append((index, value))
    }
  }

  /// A cell in the unit that records have it in; nil if it does not fit the column.
  private static func value(
    _ cell: UnsafeBufferPointer<UInt8>, _ unit: MetricUnit, _ style: NumberStyle
  ) -> Double? {
    if unit == .duration, let seconds = DurationCell.seconds(cell) { return seconds }
    if let digits = wholeNumber(cell), unit != .percent { return digits * Double(unit.factor) }
    guard var number = NumberCell(cell) else { return nil }
    if unit == .percent, !number.isPercent { number.divideByHundred() }
    guard let value = number.value(style, times: unit.factor) else { return nil }
    return unit != .count || value == value.rounded() ? value : nil
  }

  /// A number of nothing but digits, which most cells are.
  private static func wholeNumber(_ cell: UnsafeBufferPointer<UInt8>) -> Double? {
    guard (1...15).contains(cell.count) else { return nil }
    var value = 0
    for byte in cell {
      guard byte &- UInt8(ascii: "0") < 10 else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return Double(value)
  }

  func followers(of row: CellRow) -> Double? {
    guard let cell = cells.cell(layout.followers, of: row) else { return nil }
    return Self.value(cell, .count, decision.styles.last ?? .point)
  }
}

extension Message {
  fileprivate static func notANumber(
    _ cell: UnsafeBufferPointer<UInt8>, _ unit: MetricUnit, _ style: NumberStyle
  ) -> Message {
    let shown = Quoting.quoted(String(decoding: cell, as: UTF8.self))
    guard NumberCell(cell) != nil else {
      return Message("\(shown) is not a \(unit == .duration ? "duration or number" : "number")")
    }
    return Message(
      "\(shown) does not fit its column (\(unit == .count ? "whole numbers with" : "with") a decimal "
        + "\(style.rawValue))")
  }
}
