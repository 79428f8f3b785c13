/// Reads a constraints file that a person wrote (sched-constraints(5)).
extension Constraints {
  /// What a number of posts may be; chosen, none comes near.
  static let counts = 0...1_000_000

  private static let keys = [
    "time_zone", "slot_minutes", "max_concurrent_posts", "max_urgent_concurrent", "blackouts",
    "campaign", "platforms", "backoff", "aging",
  ]

  /// - Throws: a file that cannot be opened (66) or is no constraints file (78).
  package init(contentsOf path: String, catalogue: PlatformCatalogue) throws(Message) {
    try self.init(try YAMLParser.parse(contentsOf: path), catalogue: catalogue)
  }

  /// Lays a document over the built-in rules; nil, an empty one, changes nothing.
  package init(_ document: YAMLNode?, catalogue: PlatformCatalogue) throws(Message) {
    try self.init(catalogue: catalogue)
    guard let document else { return }
    let file = try YAMLMapping(document, knownKeys: Self.keys)
    zone = try file.value("time_zone") { name throws(Message) in try Zone.named(name) } ?? .utc
    slotMinutes = try file.integer("slot_minutes", in: 1...1440) ?? slotMinutes
    maxConcurrentPosts =
      try file.integer("max_concurrent_posts", in: Self.counts) ?? maxConcurrentPosts
    maxUrgentConcurrent =
      try file.integer("max_urgent_concurrent", in: Self.counts) ?? maxUrgentConcurrent
    for node in file.list("blackouts") ?? [] { blackouts.append(try Blackout(node)) }
    let campaign = try file.mapping("campaign", knownKeys: ["min_gap_minutes"])
    campaignGapMinutes = try campaign?.double("min_gap_minutes", in: 0...525_600) ?? 0
    if let mapping = try file.mapping("backoff", knownKeys: Backoff.keys) {
      backoff = try Backoff(mapping)
    }
    if let mapping = try file.mapping("aging", knownKeys: Ageing.keys) {
      ageing = try Ageing(mapping)
    }
    if let mapping = try file.mapping("platforms") { try readPlatforms(mapping, catalogue) }
  }

  private mutating func readPlatforms(
    _ mapping: YAMLMapping, _ catalogue: PlatformCatalogue
  ) throws(Message) {
    var seen = SeenKeys()
    for pair in mapping.pairs {
      let index = try pair.keyNode.value(as: nil) { name throws(Message) in
        try catalogue.platform(named: name)
      }
      try seen.insert(index, pair, name: catalogue.platforms[index].name)
      let keys = try YAMLMapping(
        pair.value, knownKeys: PlatformRules.keys, about: pair.shownKey)
      try platforms[index].read(keys, zone: zone)
      try readGaps(keys, of: index, catalogue)
    }
  }

  /// Content types after their platform, whose gap is for those that have none of their own here.
  private mutating func readGaps(
    _ keys: YAMLMapping, of platform: Int, _ catalogue: PlatformCatalogue
  ) throws(Message) {
    if let hours = try keys.minGapHours() {
      for type in catalogue.platforms[platform].contentTypes { writeGap(hours, of: type) }
    }
    var seen = SeenKeys()
    for pair in try keys.mapping("content_types")?.pairs ?? [] {
      let index = try pair.keyNode.value(as: nil) { name throws(Message) in
        try catalogue.resolve(
          platform: catalogue.platforms[platform].name, contentType: name)
      }
      try seen.insert(index, pair, name: catalogue.contentTypes[index].name)
      let own = try YAMLMapping(
        pair.value, knownKeys: ["min_gap_hours"], about: pair.shownKey)
      if let hours = try own.minGapHours() { writeGap(hours, of: index) }
    }
  }

  private mutating func writeGap(_ hours: Double, of type: Int) {
    gapHours[type] = hours
    isGapWritten[type] = true
  }
}

/// The things that a mapping has named so far: two names of one thing are two, though their keys
/// differ.
private struct SeenKeys {
  private var lines: [Int: Int] = [:]

  mutating func insert(_ index: Int, _ pair: YAMLPair, name: String) throws(Message) {
    let line = pair.keyPlace.line ?? 0
    guard let first = lines.updateValue(line, forKey: index) else { return }
    throw .doubled(pair, name: name, firstLine: first)
  }
}

extension YAMLPair {
  /// The key as a node, so that what is wrong with it is said at its own place.
  fileprivate var keyNode: YAMLNode { YAMLNode(.scalar(key, isPlain: false), at: keyPlace) }
}

extension Message {
  fileprivate static func doubled(
    _ pair: YAMLPair, name: String, firstLine: Int
  ) -> Message {
    Message(
      "\(YAMLPair.shown(name)) stands twice, by two names (first in line \(firstLine))",
      about: pair.shownKey, at: pair.keyPlace, status: .configuration)
  }
}
