/// At most so many posts of one account and platform in each window.
package struct Quota: Sendable, Equatable {
  /// How the windows lie in time; the four kinds differ in what they allow around their borders.
  package enum Window: Sendable, Equatable {
    /// Any half-open window of so many hours.
    case rolling(hours: Double)
    /// A calendar day of the zone, 23 or 25 hours long over a clock change.
    case day(Zone)
    /// Windows of so many minutes, laid end to end from the epoch.
    case fixed(minutes: Double)
    /// Any half-open window of so many minutes.
    case sliding(minutes: Double)
  }

  package let posts: Int
  package let window: Window

  package init(posts: Int, window: Window) {
    self.posts = posts
    self.window = window
  }
}

extension Quota {
  /// The quotas of a node that holds one, or a list of them.
  ///
  /// A day quota that names no zone has the default's.
  package static func list(
    _ node: YAMLNode, defaultZone: Zone = .utc
  ) throws(Message) -> [Quota] {
    var quotas: [Quota] = []
    for element in node.elements {
      quotas.append(try Quota(element, defaultZone: defaultZone))
    }
    return quotas
  }

  /// Reads `{kind: rolling, posts: 25, per_hours: 24}`, or another of the four kinds.
  package init(_ node: YAMLNode, defaultZone: Zone) throws(Message) {
    let kinds = [
      "rolling": "per_hours", "day": "zone", "fixed": "per_minutes", "sliding": "per_minutes",
    ]
    let kindNode = try YAMLMapping(node, about: "quota").required("kind")
    let (kind, key) = try kindNode.value(as: "kind") { text throws(Message) in
      guard let key = kinds[text] else { throw .unknownValue(text, known: kinds.keys.sorted()) }
      return (text, key)
    }
    let mapping = try YAMLMapping(node, knownKeys: ["kind", "posts", key], about: "quota")
    posts = try mapping.required("posts").integer("posts", in: 0...1_000_000)
    switch kind {
    case "day":
      let zone = try mapping.value(key) { text throws(Message) in try Zone.named(text) }
      window = .day(zone ?? defaultZone)
    case "rolling":
      window = .rolling(hours: try mapping.required(key).double(key, in: 0.001...8760))
    default:
      let minutes = try mapping.required(key).double(key, in: 0.01...525_600)
      window = kind == "fixed" ? .fixed(minutes: minutes) : .sliding(minutes: minutes)
    }
  }
}

extension Quota {
  /// `at most 25 posts in any 24 h`.
  package var inWords: String {
    let window =
      switch window {
      case .rolling(let hours): "in any \(Self.shortest(hours)) h"
      case .day(let zone): "a day (\(zone.name))"
      case .fixed(let minutes): "in each \(Self.shortest(minutes)) min from the epoch"
      case .sliding(let minutes): "in any \(Self.shortest(minutes)) min"
      }
    return "at most \(posts) \(posts == 1 ? "post" : "posts") \(window)"
  }

  private static func shortest(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
