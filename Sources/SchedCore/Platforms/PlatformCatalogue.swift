/// All platforms and content types that a run knows, and what a record's words mean.
///
/// A name is found in any case, and with a blank or a hyphen for `_`; a near miss is suggested.
package struct PlatformCatalogue: Sendable {
  package let platforms: [Platform]
  package let contentTypes: [ContentType]
  /// What was read, for a user's file to be laid over.
  private let document: YAMLNode
  private let platformNames: NameTable
  private let contentTypeNames: NameTable
  /// Of each other name of a metric, the one that is used here: `retweets` is `shares`.
  package let metricNames: [String: String]

  /// The metric that `--target` names, with or without `metrics.` before it.
  package func metric(ofTarget text: String) -> String {
    let name = text.hasPrefix("metrics.") ? String(text.dropFirst("metrics.".count)) : text
    return metricNames[name] ?? name
  }

  /// The platforms that are compiled in.
  /// - Throws: a defect only.
  package static func builtIn() throws(Message) -> PlatformCatalogue {
    let bytes = BuiltInPlatforms.yaml
    guard let document = try YAMLParser.parse(bytes: bytes, file: BuiltInPlatforms.fileName) else {
      throw .defect("no built-in platforms")
    }
    return try PlatformCatalogue(document)
  }

  private init(_ document: YAMLNode) throws(Message) {
    let file = try PlatformFile(document)
    platforms = file.platforms
    contentTypes = file.contentTypes
    platformNames = file.platformNames
    contentTypeNames = file.contentTypeNames
    metricNames = file.metricNames
    self.document = document
  }

  /// The catalogue with a user's platform file laid over it; nil, an empty file, changes nothing.
  ///
  /// The file adds platforms and content types, and replaces single keys of those that exist.
  /// - Throws: what is wrong in the file, with its place and status 78.
  package func adding(_ file: YAMLNode?) throws(Message) -> PlatformCatalogue {
    guard let file else { return self }
    let catalogue = try PlatformCatalogue(PlatformMerge.merged(document, under: file))
    for platform in catalogue.platforms { _ = try platform.quotas() }
    return catalogue
  }

  /// The catalogue with the platform file at a path laid over it.
  package func adding(contentsOf path: String) throws(Message) -> PlatformCatalogue {
    try adding(try YAMLParser.parse(contentsOf: path))
  }
}

extension PlatformCatalogue {
  /// The names and aliases of all platforms.
  package var platformWords: [String] { platformNames.words }

  /// The index of the content type that a record means: either field implies the other.
  /// - Throws: an unknown word, or a type of another platform, about `platform` or `content_type`.
  package func resolve(platform: String?, contentType: String?) throws(Message) -> Int {
    let platformIndex = try platform.map { name throws(Message) in try self.platform(named: name) }
    guard let contentType else {
      guard let platformIndex else { throw .neither }
      return platforms[platformIndex].defaultContentType
    }
    guard let index = contentTypeNames[contentType] else {
      throw Message.unknownValue(contentType, known: likelyTypes(contentType, of: platformIndex))
        .about("content_type")
    }
    let owner = contentTypes[index].platform
    guard platformIndex == nil || platformIndex == owner else {
      throw .otherPlatform(contentType, platforms[owner].name, not: platform ?? "")
    }
    return index
  }

  /// The index of the platform of that name or alias.
  /// - Throws: that there is none, about `platform`.
  package func platform(named name: String) throws(Message) -> Int {
    guard let index = platformNames[name] else {
      throw Message.unknownValue(name, known: platformNames.words).about("platform")
    }
    return index
  }

  /// The least distance of two posts of the type: its own, else its platform's.
  package func minGapHours(_ contentType: Int) -> Double {
    let type = contentTypes[contentType]
    return type.minGapHours ?? platforms[type.platform].minGapHours
  }

  /// The words to choose a suggestion from: all if one is near, else those of the platform.
  private func likelyTypes(_ word: String, of platform: Int?) -> [String] {
    guard let platform, Suggestion.nearest(to: word, among: contentTypeNames.words) == nil else {
      return contentTypeNames.words
    }
    return platforms[platform].contentTypes.map { contentTypes[$0].name }
  }
}

extension Message {
  fileprivate static var neither: Message {
    Message("this field or content_type is needed", about: "platform")
  }

  fileprivate static func otherPlatform(
    _ type: String, _ owner: String, not platform: String
  ) -> Message {
    Message(
      "\(Quoting.quoted(type)) belongs to \(YAMLPair.shown(owner)), not to "
        + YAMLPair.shown(platform), about: "content_type")
  }
}
