/// A whole platform file, understood: YAML to platforms and content types.
///
/// A platform, its content types and the defaults are three layers of keys. The keys that may stand
/// in each are listed here, once; sched-platforms(5) lists them too.
struct PlatformFile {
  private static let fileKeys = ["defaults", "metric_names", "platforms", "trust_counts"]
  /// The keys that a content type takes from its platform, and that from the defaults.
  private static let sharedKeys = [
    "floor", "format", "quiet_hours", "guard", "min_gap_hours", "trust", "cadence",
  ]
  private static let platformKeys =
    sharedKeys + [
      "aliases", "content_types", "quota", "half_life_hours", "kpi_weights", "sources", "notes",
    ]
  private static let contentTypeKeys =
    sharedKeys + ["aliases", "like", "flatten", "windows", "sources", "notes"]

  private(set) var platforms: [Platform] = []
  private(set) var contentTypes: [ContentType] = []
  private(set) var platformNames = NameTable()
  private(set) var contentTypeNames = NameTable()
  /// Of each other name of a metric, the one that is used here.
  private(set) var metricNames: [String: String] = [:]

  init(_ document: YAMLNode) throws(Message) {
    let file = try YAMLMapping(document, knownKeys: PlatformFile.fileKeys)
    let trustCounts = try TrustCounts(file)
    metricNames = try MetricNames.table(file["metric_names"])
    let defaults = try file.mapping("defaults", knownKeys: PlatformFile.sharedKeys)
    if let defaults { try PlatformFile.check(defaults, trustCounts) }
    var drafts: [ContentTypeDraft] = []
    for pair in try YAMLMapping(file.required("platforms"), about: "platforms").pairs {
      let keys = try YAMLMapping(
        pair.value, knownKeys: PlatformFile.platformKeys, about: pair.shownKey)
      try PlatformFile.check(keys, trustCounts)
      let first = drafts.count
      for type in try YAMLMapping(keys.required("content_types"), about: "content_types").pairs {
        let own = try YAMLMapping(
          type.value, knownKeys: PlatformFile.contentTypeKeys, about: type.shownKey)
        drafts.append(
          ContentTypeDraft(
            name: type.key, place: type.keyPlace, platform: platforms.count,
            platformName: pair.key, own: own, platformKeys: keys, defaults: defaults))
      }
      guard drafts.count > first else { throw .noContentTypes(of: pair) }
      platforms.append(
        try Platform(pair, keys, contentTypes: Array(first..<drafts.count), defaults: defaults))
    }
    try registerPlatforms(of: file)
    try registerContentTypes(drafts)
    let windows = try ContentTypeDraft.windows(of: drafts, names: contentTypeNames)
    for (draft, windows) in zip(drafts, windows) {
      contentTypes.append(try draft.contentType(windows: windows, trustCounts: trustCounts))
    }
  }

  /// Checks the shared keys of a layer, which no content type may happen to use.
  private static func check(_ keys: YAMLMapping, _ trustCounts: TrustCounts) throws(Message) {
    for kind in WeekTable.Kind.allCases {
      if let node = keys[kind.rawValue] { _ = try WeekTable(node, kind) }
    }
    _ = try trustCounts.curve(keys["trust"])
    _ = try keys.double("floor", in: 0...1)
    _ = try keys.minGapHours()
    _ = try CadenceAdvice.list(keys["cadence"])
  }

  /// Names go before aliases, so that an alias is what collides.
  private mutating func registerPlatforms(of file: YAMLMapping) throws(Message) {
    guard let pairs = try file.mapping("platforms")?.pairs else { return }
    for (index, pair) in pairs.enumerated() {
      try platformNames.insert(pair.key, index, label: pair.key, at: pair.keyPlace)
    }
    for (index, pair) in pairs.enumerated() {
      for alias in try YAMLMapping(pair.value).list("aliases") ?? [] {
        let word = try alias.string("aliases")
        try platformNames.insert(word, index, label: pair.key, at: alias.place)
      }
    }
  }

  private mutating func registerContentTypes(_ drafts: [ContentTypeDraft]) throws(Message) {
    for (index, draft) in drafts.enumerated() {
      try contentTypeNames.insert(draft.name, index, label: draft.label, at: draft.place)
    }
    for (index, draft) in drafts.enumerated() {
      for alias in draft.own.list("aliases") ?? [] {
        let word = try alias.string("aliases")
        try contentTypeNames.insert(word, index, label: draft.label, at: alias.place)
      }
    }
  }
}

extension Platform {
  /// Reads a platform's own keys; a quota is read when it is wanted.
  fileprivate init(
    _ pair: YAMLPair, _ keys: YAMLMapping, contentTypes: [Int], defaults: YAMLMapping?
  ) throws(Message) {
    name = pair.key
    aliases = try keys.strings("aliases") ?? []
    self.contentTypes = contentTypes
    let defaultGapHours = try defaults?.minGapHours()
    minGapHours = try keys.minGapHours() ?? defaultGapHours ?? 0
    cadence = try CadenceAdvice.list(keys["cadence"] ?? defaults?["cadence"])
    halfLifeHours = try keys.halfLifeHours()
    kpiWeights = try KPIWeight.list(keys["kpi_weights"])
    notes = try keys.strings("notes") ?? []
    sources = try FigureSource.list(keys["sources"])
    quotaNode = keys["quota"]
  }
}

extension Message {
  fileprivate static func noContentTypes(of pair: YAMLPair) -> Message {
    Message(
      "a platform needs at least one content type", about: "content_types", at: pair.keyPlace,
      status: .configuration)
  }
}
