/// How waiting makes a post matter more, so that nothing starves.
package struct Ageing: Sendable, Equatable {
  package static let defaultNormalHours = 24.0
  package static let defaultLowHours = 48.0

  /// A normal post that is older than this weighs as much as a high one.
  package var normalHours = Ageing.defaultNormalHours
  /// A low post that is older than this weighs as much as a normal one.
  package var lowHours = Ageing.defaultLowHours

  package init() {}

  /// A post's weight in the objective; `queuedAt` in the future, or none, is no age.
  package func weight(of priority: Priority, queuedAt: Instant?, now: Instant) -> Int {
    guard let queuedAt else { return priority.weight }
    let hours = Double(now.milliseconds - queuedAt.milliseconds) / 3_600_000
    switch priority {
    case .normal where hours > normalHours: return Priority.high.weight
    case .low where hours > lowHours: return Priority.normal.weight
    default: return priority.weight
    }
  }
}

extension Ageing {
  /// Reads `{normal_hours: 24, low_hours: 48}`.
  init(_ mapping: YAMLMapping) throws(Message) {
    let range = 0.0...87_600
    normalHours = try mapping.double("normal_hours", in: range) ?? Self.defaultNormalHours
    lowHours = try mapping.double("low_hours", in: range) ?? Self.defaultLowHours
  }

  static let keys = ["normal_hours", "low_hours"]
}
