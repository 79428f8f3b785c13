/// The audience profiles of a run: by name, by platform, and the one for everybody else.
package struct AudienceProfiles: Sendable {
  /// The name of the profile that holds where no other is named.
  package static let defaultName = "default"

  private var profiles: [String: AudienceProfile] = [:]
  /// The names of the profiles in the order of the file.
  package private(set) var names: [String] = []
  private var profileOfPlatform: [String: String] = [:]
  /// Where audiences live that name no time zones.
  package let defaultZone: Zone

  /// No profiles: every audience lives in one zone, and nothing else is known of it.
  package init(defaultZone: Zone) { self.defaultZone = defaultZone }

  /// Reads a file of profiles, or of one bare profile, which is then the default one.
  ///
  /// Platforms go by any of `platformWords`, their names and aliases.
  /// - Throws: a file that cannot be opened (66), or what is wrong in it (78).
  package init(
    contentsOf path: String, defaultZone: Zone, platformWords: [String]
  ) throws(Message) {
    self.init(defaultZone: defaultZone)
    guard let node = try YAMLParser.parse(contentsOf: path) else { return }
    try read(node, platformWords: platformWords)
  }

  package mutating func read(_ node: YAMLNode, platformWords: [String]) throws(Message) {
    let keys = ["profiles", "platforms"]
    let pairs = try YAMLMapping(node, knownKeys: keys + AudienceProfile.keys).pairs
    guard !pairs.contains(where: { AudienceProfile.keys.contains($0.key) }) else {
      return add(try AudienceProfile(node, defaultZone: defaultZone), named: Self.defaultName)
    }
    let file = try YAMLMapping(node, knownKeys: keys)
    if let profiles = try file.mapping("profiles") {
      for pair in profiles.pairs {
        add(try AudienceProfile(pair.value, defaultZone: defaultZone), named: pair.key)
      }
    }
    for pair in try file.mapping("platforms", knownKeys: platformWords)?.pairs ?? [] {
      let name = try pair.value.string("platforms.\(pair.shownKey)")
      guard profiles[name] != nil else {
        throw .noProfile(name, known: names, about: "platforms.\(pair.shownKey)")
          .at(pair.value.place)
      }
      profileOfPlatform[pair.key] = name
    }
  }

  private mutating func add(_ profile: AudienceProfile, named name: String) {
    profiles[name] = profile
    names.append(name)
  }
}

extension AudienceProfiles {
  package subscript(name: String) -> AudienceProfile? { profiles[name] }

  /// The profile of a platform that goes by any of these words, else the default one.
  package func profile(ofPlatform words: [String]) -> AudienceProfile {
    let name = words.lazy.compactMap { profileOfPlatform[$0] }.first ?? Self.defaultName
    return profiles[name] ?? AudienceProfile(livingIn: defaultZone)
  }
}

extension Message {
  fileprivate static func noProfile(
    _ name: String, known: [String], about subject: String
  ) -> Message {
    var message = Message.unknownValue(name, known: known)
    message.subject = subject
    return message.ending(with: .configuration)
  }
}
