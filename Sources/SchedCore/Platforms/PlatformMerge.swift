/// Lays a user's platform file over another: platforms and content types are added, or single keys
/// of theirs replaced.
///
/// The merge works on nodes, before anything is understood: every node keeps its own place, so that
/// a fault is reported in the file where it stands, and what is derived from a figure (a curve that is
/// `like` another) follows the figure that a user overrides.
enum PlatformMerge {
  /// How deep two nodes are merged.
  private indirect enum Shape: Sendable {
    /// Not at all: the upper replaces the lower.
    case whole
    /// Key by key, every key in the same way.
    case each(Shape)
    /// Key by key; the keys that are not named are replaced.
    case named([String: Shape])

    /// How deep what a key is set to is merged.
    func below(_ key: String) -> Shape {
      switch self {
      case .whole: .whole
      case .each(let shape): shape
      case .named(let shapes): shapes[key] ?? .whole
      }
    }
  }

  private static let document = Shape.named([
    "trust_counts": .each(.whole),
    "metric_names": .each(.whole),
    "defaults": .each(.whole),
    "platforms": .each(.named(["content_types": .each(.each(.whole))])),
  ])

  /// The lower document with the upper one laid over it.
  static func merged(_ lower: YAMLNode, under upper: YAMLNode) -> YAMLNode {
    merged(lower, under: upper, as: document)
  }

  /// Keys keep the order of the lower mapping; new ones follow in the order of the upper.
  private static func merged(
    _ lower: YAMLNode, under upper: YAMLNode, as shape: Shape
  ) -> YAMLNode {
    if case .whole = shape { return upper }
    if upper.isNull { return lower }
    guard case .mapping(var pairs) = lower.content, case .mapping(let added) = upper.content else {
      return upper
    }
    let indices = Dictionary(
      pairs.indices.map { (pairs[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
    for pair in added {
      guard let index = indices[pair.key] else {
        pairs.append(pair)
        continue
      }
      let value = merged(pairs[index].value, under: pair.value, as: shape.below(pair.key))
      pairs[index] = YAMLPair(key: pair.key, keyPlace: pair.keyPlace, value: value)
    }
    return YAMLNode(.mapping(pairs), at: upper.place)
  }
}
