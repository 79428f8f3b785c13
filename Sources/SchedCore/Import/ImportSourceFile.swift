/// A file of sources, understood: YAML to layouts of exports.
///
/// The keys that may stand in each mapping are listed here, once; sched-sources(5) lists them too.
struct ImportSourceFile {
  private static let fileKeys = [
    "formats", "missing", "affirmations", "totals", "month_names", "sources",
  ]
  private static let sourceKeys = [
    "title", "seen", "notes", "columns", "records", "side_by_side", "platform", "account", "id",
    "clock", "posted_at", "scheduled_at", "measured_at", "status", "type", "metrics", "followers",
    "fields", "drop",
  ]

  /// Names of months that are added to those of an earlier file.
  let monthNames: [[String]]
  /// Formats that are tried where no documented one reads a column; nil if the file has none.
  let formats: [TimeFormat]?
  /// Texts of cells that hold nothing, folded; nil if the file has none.
  let missing: [String]?
  /// Words of cells that mark a platform, folded; nil if the file has none.
  let affirmations: [String]?
  /// Words that are in the place of an id in the row of totals, folded; nil if the file has none.
  let totals: [String]?
  let sources: [ImportSource]

  /// - Throws: what is wrong in the file, with its place and status 78.
  init(
    _ document: YAMLNode, catalogue: PlatformCatalogue, monthNames earlier: [[String]]
  ) throws(Message) {
    let file = try YAMLMapping(document, knownKeys: Self.fileKeys)
    monthNames = try Self.monthNames(file["month_names"], adding: earlier)
    let months = MonthNames(monthNames)
    missing = try file.strings("missing")?.map(ColumnName.folded)
    affirmations = try file.strings("affirmations")?.map(ColumnName.folded)
    totals = try file.strings("totals")?.map(ColumnName.folded)
    formats = try Self.formats(file, "formats", months)
    var sources: [ImportSource] = []
    let reader = Reader(catalogue: catalogue, months: months)
    for pair in try file.mapping("sources")?.pairs ?? [] {
      let keys = try YAMLMapping(pair.value, knownKeys: Self.sourceKeys, about: pair.shownKey)
      do throws(Message) {
        sources.append(try reader.source(pair.key, keys, at: pair.keyPlace))
      } catch {
        throw error.about(pair.shownKey).at(pair.keyPlace).ending(with: .configuration)
      }
    }
    self.sources = sources
  }

  private static func monthNames(
    _ node: YAMLNode?, adding earlier: [[String]]
  ) throws(Message) -> [[String]] {
    guard let node else { return earlier }
    let lists = try node.sequence("month_names")
    guard lists.count == 12 else {
      throw Message(
        "lists: \(lists.count) (12 are needed, one for each month)", about: "month_names",
        at: node.place, status: .configuration)
    }
    var names = earlier.isEmpty ? Array(repeating: [], count: 12) : earlier
    for (index, list) in lists.enumerated() {
      for word in list.elements { names[index].append(try word.string("month_names").lowercased()) }
    }
    return names
  }

  fileprivate static func formats(
    _ mapping: YAMLMapping, _ key: String, _ months: MonthNames
  ) throws(Message) -> [TimeFormat]? {
    guard let nodes = mapping.list(key) else { return nil }
    var formats: [TimeFormat] = []
    for node in nodes {
      formats.append(
        try node.value(as: key) { text throws(Message) in try TimeFormat(text, months: months) })
    }
    return formats
  }
}

/// Reads the keys of one source.
private struct Reader {
  let catalogue: PlatformCatalogue
  let months: MonthNames

  func source(
    _ name: String, _ keys: YAMLMapping, at place: Place
  ) throws(Message) -> ImportSource {
    var required: [[ColumnName]] = []
    for node in try keys.required("columns").sequence("columns") {
      required.append(try names(node, "columns"))
    }
    guard !required.isEmpty else {
      throw Message("at least one column is needed", about: "columns", at: place)
    }
    return ImportSource(
      name: name, title: try keys.string("title") ?? name, place: place, required: required,
      records: try keys.strings("records") ?? ["."],
      isSideBySide: try keys.boolean("side_by_side") ?? false,
      platform: try platform(keys["platform"]), account: try columns(keys, "account"),
      id: try keys["id"].map { node throws(Message) in try id(node, "id") },
      clock: try keys["clock"].map { node throws(Message) in try clock(node) },
      postedAt: try time(keys, "posted_at"), scheduledAt: try time(keys, "scheduled_at"),
      measuredAt: try time(keys, "measured_at"), status: try status(keys),
      type: try type(keys), metrics: try metrics(keys["metrics"]),
      followers: try columns(keys, "followers"), fields: try fields(keys["fields"]),
      drops: try drops(keys["drop"]))
  }

  private func names(_ node: YAMLNode, _ subject: String) throws(Message) -> [ColumnName] {
    var names: [ColumnName] = []
    for element in node.elements { names.append(ColumnName(try element.string(subject))) }
    return names
  }

  private func columns(_ keys: YAMLMapping, _ key: String) throws(Message) -> [ColumnName] {
    try keys[key].map { node throws(Message) in try names(node, key) } ?? []
  }

  /// A mapping with `columns`, or the columns alone.
  private func mapping(
    _ node: YAMLNode, _ subject: String, knownKeys: [String]
  ) throws(Message) -> YAMLMapping? {
    guard case .mapping = node.content else { return nil }
    return try YAMLMapping(node, knownKeys: knownKeys, about: subject)
  }

  private func id(_ node: YAMLNode, _ subject: String) throws(Message) -> ImportSource.IDRule {
    guard let keys = try mapping(node, subject, knownKeys: ["columns", "after"]) else {
      return ImportSource.IDRule(columns: try names(node, subject), after: [])
    }
    return ImportSource.IDRule(
      columns: try names(keys.required("columns"), subject), after: try keys.strings("after") ?? [])
  }

  private func clock(_ node: YAMLNode) throws(Message) -> ImportSource.ClockRule {
    let keys = try YAMLMapping(node, knownKeys: ["kind", "columns", "after"], about: "clock")
    let clock = try keys.required("kind").value(as: "clock.kind") { text throws(Message) in
      guard let clock = IDClock(rawValue: text) else {
        throw Message.unknownValue(text, known: IDClock.allCases.map(\.rawValue))
      }
      return clock
    }
    return ImportSource.ClockRule(
      clock: clock,
      id: ImportSource.IDRule(
        columns: try names(keys.required("columns"), "clock"),
        after: try keys.strings("after") ?? []))
  }

  private func time(_ keys: YAMLMapping, _ key: String) throws(Message) -> ImportSource.TimeRule? {
    guard let node = keys[key] else { return nil }
    guard let own = try mapping(node, key, knownKeys: ["columns", "time", "formats", "zone"]) else {
      return ImportSource.TimeRule(
        columns: try names(node, key), time: [], formats: [], zone: .required)
    }
    let zone = try own.value("zone") { text throws(Message) -> ImportSource.TimeRule.ZoneRule in
      switch text {
      case "required": .required
      case "utc": .fixed(.utc)
      default: .fixed(try Zone.named(text))
      }
    }
    return ImportSource.TimeRule(
      columns: try names(own.required("columns"), key), time: try columns(own, "time"),
      formats: try ImportSourceFile.formats(own, "formats", months) ?? [], zone: zone ?? .required)
  }

  private func platform(_ node: YAMLNode?) throws(Message) -> ImportSource.PlatformRule? {
    guard let node else { return nil }
    guard let keys = try mapping(node, "platform", knownKeys: ["columns", "map", "flags"]) else {
      return .fixed(try node.value(as: "platform", catalogue.platform(named:)))
    }
    if let flags = try keys.mapping("flags") {
      var rules: [(platform: Int, columns: [ColumnName])] = []
      for pair in flags.pairs {
        rules.append((try platform(of: pair), try names(pair.value, pair.shownKey)))
      }
      return .flags(rules)
    }
    var words: [String: Int] = [:]
    for pair in try keys.mapping("map")?.pairs ?? [] {
      let index = try platform(of: pair)
      for word in pair.value.elements { words[ColumnName.folded(try word.string("map"))] = index }
    }
    return .column(try names(keys.required("columns"), "platform"), words)
  }

  private func platform(of pair: YAMLPair) throws(Message) -> Int {
    do throws(Message) {
      return try catalogue.platform(named: pair.key)
    } catch {
      throw error.at(pair.keyPlace)
    }
  }

  private func status(_ keys: YAMLMapping) throws(Message) -> ImportSource.StatusRule? {
    guard let own = try keys.mapping("status", knownKeys: ["columns", "map"]) else { return nil }
    var words: [String: PostStatus] = [:]
    for pair in try own.mapping("map")?.pairs ?? [] {
      guard let status = PostStatus(rawValue: pair.key) else {
        throw Message.unknownValue(pair.key, known: PostStatus.allCases.map(\.rawValue))
          .about("status").at(pair.keyPlace)
      }
      for word in pair.value.elements { words[ColumnName.folded(try word.string("map"))] = status }
    }
    return ImportSource.StatusRule(
      columns: try names(own.required("columns"), "status"), words: words)
  }

  private func contentType(_ pair: YAMLPair) throws(Message) -> Int {
    do throws(Message) {
      return try catalogue.resolve(platform: nil, contentType: pair.key)
    } catch {
      throw error.at(pair.keyPlace)
    }
  }

  private func type(_ keys: YAMLMapping) throws(Message) -> ImportSource.TypeRule? {
    let known = ["columns", "map", "duration", "at_most_seconds"]
    guard let own = try keys.mapping("type", knownKeys: known) else { return nil }
    if let duration = own["duration"] {
      var bounds: [(contentType: Int, seconds: Double)] = []
      for pair in try own.mapping("at_most_seconds")?.pairs ?? [] {
        bounds.append((try contentType(pair), try pair.value.double(pair.shownKey, in: 0...1e7)))
      }
      return .duration(
        try names(duration, "duration"), bounds.sorted { $0.seconds < $1.seconds })
    }
    var words: [String: [Int]] = [:]
    for pair in try own.mapping("map")?.pairs ?? [] {
      let index = try contentType(pair)
      for word in pair.value.elements {
        words[ColumnName.folded(try word.string("map")), default: []].append(index)
      }
    }
    return .words(try names(own.required("columns"), "type"), words)
  }

  private func metrics(_ node: YAMLNode?) throws(Message) -> [ImportSource.MetricRule] {
    var rules: [ImportSource.MetricRule] = []
    for pair in try node?.pairs("metrics") ?? [] {
      let own = try mapping(pair.value, pair.shownKey, knownKeys: ["columns", "unit"])
      let unit = try own?["unit"]?.value(as: "metrics.\(pair.shownKey).unit") {
        text throws(Message) in
        guard let unit = MetricUnit(rawValue: text) else {
          throw Message.unknownValue(text, known: MetricUnit.allCases.map(\.rawValue))
        }
        return unit
      }
      rules.append(
        ImportSource.MetricRule(
          name: pair.key,
          columns: try names(own?.required("columns") ?? pair.value, pair.shownKey),
          unit: unit ?? .count))
    }
    return rules
  }

  private func fields(_ node: YAMLNode?) throws(Message) -> [ImportSource.FieldRule] {
    var rules: [ImportSource.FieldRule] = []
    for pair in try node?.pairs("fields") ?? [] {
      guard !ImportedFields.own.contains(pair.key) else {
        throw Message(
          "this field has a key of its own", about: pair.shownKey, at: pair.keyPlace)
      }
      rules.append(
        ImportSource.FieldRule(name: pair.key, columns: try names(pair.value, pair.shownKey)))
    }
    return rules
  }

  private func drops(_ node: YAMLNode?) throws(Message) -> [ImportSource.DropRule] {
    var rules: [ImportSource.DropRule] = []
    for pair in try node?.pairs("drop") ?? [] {
      let own = try YAMLMapping(
        pair.value, knownKeys: ["columns", "is", "starts_with"], about: pair.shownKey)
      let test: ImportSource.DropRule.Test
      if let prefixes = try own.strings("starts_with") {
        test = .prefixes(prefixes.map { Array($0.utf8) })
      } else {
        let words = try own.required("is").elements.map { node throws(Message) in
          try node.string("is")
        }
        test = words == ["filled"] ? .filled : .words(Set(words.map(ColumnName.folded)))
      }
      rules.append(
        ImportSource.DropRule(
          reason: pair.key, columns: try names(own.required("columns"), pair.shownKey), test: test))
    }
    return rules
  }
}
