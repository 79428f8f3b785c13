/// Reads audience profiles, from YAML that a person wrote or from an object in a record.
extension AudienceProfile {
  static let keys = ["age_cohorts", "device_split", "time_zone_weights"]

  /// Reads a profile; without time zones, its audience lives in the default one.
  ///
  /// - Throws: an unknown key, cohort, device or zone, or shares that cannot be normalised.
  package init(_ node: YAMLNode, defaultZone: Zone) throws(Message) {
    let profile = try YAMLMapping(node, knownKeys: Self.keys)
    let ages = try Self.shares(in: profile, "age_cohorts", known: ActivityCurve.ages.map(\.name))
    let devices = try Self.shares(
      in: profile, "device_split", known: ActivityCurve.devices.map(\.name))
    var zones: [(zone: Zone, weight: Double)] = []
    for (pair, weight) in try Self.shares(in: profile, "time_zone_weights", known: nil) {
      do throws(Message) {
        zones.append((try Zone.named(pair.key), weight))
      } catch {
        throw error.at(pair.keyPlace).about("time_zone_weights").ending(with: .configuration)
      }
    }
    self.init(
      ageShares: Dictionary(ages.map { ($0.pair.key, $0.share) }) { first, _ in first },
      deviceShares: Dictionary(devices.map { ($0.pair.key, $0.share) }) { first, _ in first },
      zoneWeights: zones.isEmpty ? [(defaultZone, 1)] : zones, isDefaultZone: zones.isEmpty)
  }

  /// Reads a mapping of shares and normalises them to the sum 1.
  private static func shares(
    in profile: YAMLMapping, _ key: String, known: [String]?
  ) throws(Message) -> [(pair: YAMLPair, share: Double)] {
    guard let node = profile[key] else { return [] }
    let mapping =
      if let known {
        try YAMLMapping(node, knownKeys: known, about: key)
      } else {
        try YAMLMapping(node, about: key)
      }
    var shares: [(pair: YAMLPair, share: Double)] = []
    for pair in mapping.pairs {
      let subject = "\(key).\(pair.shownKey)"
      shares.append((pair, try pair.value.double(subject, in: 0...Double.greatestFiniteMagnitude)))
    }
    let sum = shares.reduce(0) { $0 + $1.share }
    guard sum > 0, sum.isFinite else { throw .noShares(key).at(node.place) }
    return shares.map { ($0.pair, $0.share / sum) }
  }
}

extension Message {
  fileprivate static func noShares(_ key: String) -> Message {
    Message(
      "no share is above 0, or they are too large to be added", about: key, status: .configuration)
  }
}
