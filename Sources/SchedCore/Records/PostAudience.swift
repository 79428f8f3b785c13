extension AudienceProfiles {
  /// The audience of a post: the one that it names or holds, else its platform's, else the default.
  /// - Throws: an unknown name, or a profile that is none, about `audience`.
  package func profile(
    of record: RecordReader, platform: Platform
  ) throws(Message) -> AudienceProfile {
    switch record.value(PostField.audience) {
    case nil:
      return profile(ofPlatform: [platform.name] + platform.aliases)
    case .string(let name):
      if let profile = self[name] { return profile }
      guard name != Self.defaultName else { return AudienceProfile(livingIn: defaultZone) }
      throw Message.unknownValue(name, known: names).about(PostField.audience.string)
    case .object(let members):
      do throws(Message) {
        return try AudienceProfile(
          YAMLNode(.object(members), at: Place(file: "")), defaultZone: defaultZone)
      } catch {
        // The node's place is no file's; the line's place is added on the way up.
        var message = error.about(PostField.audience.string).ending(with: .badData)
        message.place = nil
        throw message
      }
    case .some(let other):
      throw .wrongKind(other, wanted: "a profile or the name of one")
        .about(PostField.audience.string)
    }
  }
}
