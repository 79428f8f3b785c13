/// A file of layouts, understood: YAML to layouts of tables.
///
/// The keys of each mapping are listed here, once; sched-layouts(5) lists them too.
struct TableLayoutFile {
  static let layoutsKey = "layouts"
  private static let layoutKeys = [
    "title", "seen", "notes", "header", "delimiter", "line_end", "zone", "rows", "file_of",
    "platforms", "formulas", "yes", "no", "columns",
  ]
  private static let columnKeys = [
    "name", "field", "first_line", "constant", "words", "other", "flag", "time", "later_minutes",
    "zone",
  ]
  /// Of these a column has one: what its cells hold.
  private static let valueKeys = ["field", "constant", "words", "flag", "time"]

  let layouts: [TableLayout]

  /// - Throws: what is wrong in the file, with its place and status 78.
  init(_ document: YAMLNode, catalogue: PlatformCatalogue) throws(Message) {
    var layouts: [TableLayout] = []
    let file = try YAMLMapping(document, knownKeys: [Self.layoutsKey])
    for pair in try file.mapping(Self.layoutsKey)?.pairs ?? [] {
      let keys = try YAMLMapping(pair.value, knownKeys: Self.layoutKeys, about: pair.shownKey)
      do throws(Message) {
        layouts.append(try Reader(catalogue: catalogue, keys: keys).layout(pair.key))
      } catch {
        throw error.about(pair.shownKey).at(pair.keyPlace).ending(with: .configuration)
      }
    }
    self.layouts = layouts
  }

  /// Reads the keys of one layout.
  private struct Reader {
    let catalogue: PlatformCatalogue
    let keys: YAMLMapping

    func layout(_ name: String) throws(Message) -> TableLayout {
      let hasHeader = try keys.boolean("header") ?? true
      let zone = try keys.choice("zone", TableLayout.ZoneRule.allCases) ?? .required
      var columns: [TableLayout.Column] = []
      for node in try keys.required("columns").sequence("columns") {
        columns.append(try column(node, hasHeader: hasHeader, isUTC: zone == .utc))
      }
      guard !columns.isEmpty else {
        throw Message("at least one column is needed", about: "columns", at: keys.place)
      }
      let lineEnd = try keys.choice("line_end", LineEnd.allCases) ?? .crlf
      return TableLayout(
        name: name, title: try keys.string("title") ?? name, hasHeader: hasHeader,
        delimiter: try keys.value("delimiter", delimiter) ?? UInt8(ascii: ","),
        lineEnd: lineEnd == .crlf ? [0x0D, 0x0A] : [0x0A], zone: zone,
        mostRows: try keys.integer("rows", in: 1...1_000_000_000),
        fileOwner: try keys.choice("file_of", TableLayout.FileOwner.allCases) ?? .anyone,
        platforms: try platforms(),
        marksFormulas: try keys.choice("formulas", Formulas.allCases) == .apostrophe,
        columns: columns)
    }

    private func platforms() throws(Message) -> Set<Int>? {
      guard let nodes = keys.list("platforms") else { return nil }
      var platforms: Set<Int> = []
      for node in nodes {
        let name = try node.string("platforms")
        for type in try types(of: name, at: node.place) {
          platforms.insert(catalogue.contentTypes[type].platform)
        }
      }
      return platforms
    }

    private func column(
      _ node: YAMLNode, hasHeader: Bool, isUTC: Bool
    ) throws(Message) -> TableLayout.Column {
      let own = try YAMLMapping(node, knownKeys: columnKeys, about: "columns")
      let name = try hasHeader ? own.required("name").string("name") : own.string("name") ?? ""
      let present = valueKeys.filter { own[$0] != nil }
      guard present.count == 1 else { throw .values(present, at: node.place) }
      return TableLayout.Column(name: name, value: try value(own, isUTC: isUTC))
    }

    private func value(_ own: YAMLMapping, isUTC: Bool) throws(Message) -> TableLayout.Value {
      if let nodes = own.list("field") {
        return .fields(try sources(nodes), isFirstLine: try own.boolean("first_line") ?? false)
      }
      if let text = try own.string("constant") { return .constant(Array(text.utf8)) }
      if let nodes = own.list("flag") {
        let yes = Array((try keys.string("yes") ?? "true").utf8)
        var cells = [[UInt8]](
          repeating: Array((try keys.string("no") ?? "false").utf8),
          count: catalogue.contentTypes.count)
        for node in nodes {
          for type in try types(of: try node.string("flag"), at: node.place) { cells[type] = yes }
        }
        return .words(cells)
      }
      if let words = try own.mapping("words") {
        return .words(try cells(of: words, other: try own.string("other") ?? ""))
      }
      let format = try own.required("time").value(as: "time") { text throws(Message) in
        try ClockFormat(text)
      }
      let zone = try own.choice("zone", TableLayout.ZoneRule.allCases)
      return .time(
        format, secondsLater: Int64(try own.integer("later_minutes", in: 0...525_600) ?? 0) * 60,
        isUTC: isUTC || zone == .utc)
    }

    private func sources(_ nodes: [YAMLNode]) throws(Message) -> [TableLayout.Source] {
      var sources: [TableLayout.Source] = []
      for node in nodes {
        sources.append(
          try node.value(as: "field") { text throws(Message) -> TableLayout.Source in
            switch text {
            case PostField.account.string: .account
            case PostField.platform.string: .platform
            case PostField.contentType.string: .contentType
            default: .field(try FieldPath(text))
            }
          })
      }
      return sources
    }

    /// The word of each content type: its own, or else its platform's.
    private func cells(of words: YAMLMapping, other: String) throws(Message) -> [[UInt8]] {
      var cells = [[UInt8]](
        repeating: Array(other.utf8), count: catalogue.contentTypes.count)
      var isOwn = [Bool](repeating: false, count: cells.count)
      for pair in words.pairs {
        let types = try types(of: pair.key, at: pair.keyPlace)
        let word = Array(try pair.value.string(pair.shownKey).utf8)
        for type in types where types.count == 1 || !isOwn[type] {
          cells[type] = word
          isOwn[type] = types.count == 1
        }
      }
      return cells
    }

    /// The content types that a platform's name or a type's own means.
    ///
    /// The built-in file may name platforms that a catalogue does not have yet: they have none.
    private func types(of name: String, at place: Place) throws(Message) -> [Int] {
      if let platform = try? catalogue.platform(named: name) {
        return catalogue.platforms[platform].contentTypes
      }
      if let type = try? catalogue.resolve(platform: nil, contentType: name) { return [type] }
      guard place.file != TableLayouts.builtInName else { return [] }
      throw Message.unknownValue(
        name, known: catalogue.platformWords + catalogue.contentTypes.map(\.name)
      ).at(place)
    }

    private func delimiter(_ text: String) throws(Message) -> UInt8 {
      let bytes = Array(text.utf8)
      guard bytes.count == 1, let byte = bytes.first, byte < 0x80, byte != UInt8(ascii: "\""),
        byte == UInt8(ascii: "\t") || byte > UInt8(ascii: " ")
      else { throw Message("\(Quoting.quoted(text)) is no delimiter (such as , or ; or \"\\t\")") }
      return byte
    }
  }

  private enum LineEnd: String, CaseIterable {
    case crlf, lf
  }

  /// What becomes of texts that a spreadsheet would treat as formulas.
  private enum Formulas: String, CaseIterable {
    case keep, apostrophe
  }
}

extension YAMLMapping {
  /// The one of some words that the key is set to.
  fileprivate func choice<Choice: RawRepresentable<String>>(
    _ key: String, _ known: [Choice]
  ) throws(Message) -> Choice? {
    try value(key) { text throws(Message) in
      guard let choice = Choice(rawValue: text) else {
        throw Message.unknownValue(text, known: known.map(\.rawValue))
      }
      return choice
    }
  }
}

extension Message {
  fileprivate static func values(_ present: [String], at place: Place) -> Message {
    let what =
      present.isEmpty ? "nothing says what is in the column" : present.joined(separator: " and ")
    return Message(
      "\(what) (one of field, constant, words, flag and time is needed)", about: "columns",
      at: place)
  }
}
