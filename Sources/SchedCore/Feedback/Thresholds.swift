/// The bounds beyond which a figure is told, each with a name that flags and files use.
package struct Thresholds: Sendable, Equatable {
  /// A bound by its name.
  package enum Name: String, CaseIterable, Sendable {
    case high429 = "rate_429_high"
    case moderate429 = "rate_429_moderate"
    case latency = "latency_p95_minutes"
    case adherence
    case throughput
    case completion = "completion_rate"

    /// The contract's bound; that of throughput, which is in posts an hour, is a person's alone.
    var standard: Double {
      switch self {
      case .high429: 0.05
      case .moderate429: 0.02
      case .latency: 30
      case .adherence: 0.9
      case .throughput: 0
      case .completion: 0.9
      }
    }

    /// A bound that a message can show.
    fileprivate var example: Double { self == .throughput ? 0.5 : standard }

    /// The bounds that make sense.
    var range: ClosedRange<Double> {
      switch self {
      case .high429, .moderate429, .adherence, .completion: 0...1
      case .latency, .throughput: 0...1_000_000
      }
    }
  }

  private var bounds: [Name: Double] = [:]

  package init() {}

  package subscript(_ name: Name) -> Double { bounds[name] ?? name.standard }

  /// The least throughput in posts an hour, if a person set one.
  var leastThroughput: Double? { bounds[.throughput] }

  /// Without one, the least share of the planned throughput; chosen as the completion rate's.
  static let leastShareOfPlan = 0.9
}

extension Thresholds {
  /// Takes `NAME=NUMBER`, as a flag gives it.
  package mutating func set(_ text: String) throws(Message) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = Name(rawValue: String(parts[0])) else {
      throw .unknownValue(String(parts[0]), known: Name.allCases.map(\.rawValue))
    }
    guard parts.count == 2, let bound = Double(parts[1]), name.range.contains(bound) else {
      throw .noBound(name)
    }
    bounds[name] = bound
  }

  /// Reads a file of `NAME: NUMBER`, any of them.
  /// - Throws: a file that cannot be opened (66), or what is wrong in it (78).
  package init(contentsOf path: String) throws(Message) {
    guard let node = try YAMLParser.parse(contentsOf: path) else { return }
    let file = try YAMLMapping(node, knownKeys: Name.allCases.map(\.rawValue))
    for name in Name.allCases {
      if let bound = try file.double(name.rawValue, in: name.range) { bounds[name] = bound }
    }
  }
}

extension Message {
  fileprivate static func noBound(_ name: Thresholds.Name) -> Message {
    Message(
      "a number from \(Int(name.range.lowerBound)) to \(Int(name.range.upperBound)) is needed, "
        + "as \(name.rawValue)=\(name.example)")
  }
}
