extension RecordBuilder {
  mutating func setMetrics(of row: CellRow) throws(Message) {
    piece.metrics.removeAll(keepingCapacity: true)
    for index in layout.metrics.indices {
      let metric = layout.metrics[index]
      guard let cell = cells.cell(metric.columns, of: row) else { continue }
      guard let value = Self.value(cell, metric.unit, decision.styles[index]) else {
        throw Message.notANumber(cell, metric.unit, decision.styles[index])
          .about(Quoting.escaped(metric.columnName))
      }
      piece.metrics.append((metric.name, value))
    }
  }

  /// A cell in the unit that records have it in; nil if it does not fit the column.
  private static func value(
    _ cell: UnsafeBufferPointer<UInt8>, _ unit: MetricUnit, _ style: NumberStyle
  ) -> Double? {
    if unit == .duration, let seconds = DurationCell.seconds(cell) { return seconds }
    if let digits = wholeNumber(cell), unit != .percent { return digits * unit.factor }
    guard let number = NumberCell(cell) else { return nil }
    let shift = unit == .percent && !number.isPercent ? -2 : 0
    guard let value = number.value(style, shiftedBy: shift) else { return nil }
    guard unit != .count || value == value.rounded() else { return nil }
    return value * unit.factor
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
