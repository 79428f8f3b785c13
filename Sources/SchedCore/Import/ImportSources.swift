/// All sources that a run knows: those of sources.yaml, as compiled in, with a user's.
package struct ImportSources: Sendable {
  /// The file's bytes, as `--print-sources` writes them.
  package static var builtInYAML: [UInt8] { PackageResources.sources_yaml }

  /// The file's name in places; no file of a user's is likely to be called so.
  private static let builtInName = "<built-in sources>"

  private(set) var sources: [ImportSource] = []
  /// Formats that are tried where no documented one reads a column.
  private(set) var formats: [TimeFormat] = []
  /// Texts of cells that hold nothing, folded.
  private(set) var missing: Set<String> = []
  /// Words of cells that mark a platform, folded.
  private(set) var affirmations: Set<String> = []
  /// Words that are in the place of an id in the row of totals, folded.
  private(set) var totals: Set<String> = []
  private var monthNames: [[String]] = []
  private var document: YAMLNode?

  /// The built-in sources.
  /// - Throws: a defect only.
  package init(catalogue: PlatformCatalogue) throws(Message) {
    guard let document = try YAMLParser.parse(bytes: Self.builtInYAML, file: Self.builtInName)
    else {
      throw .defect("no built-in sources")
    }
    try add(document, catalogue: catalogue)
  }

  /// The sources with those of a user's file; a source of a known name replaces single keys of it.
  /// - Throws: a file that cannot be opened (66), or what is wrong in it (78).
  package func adding(
    contentsOf path: String, catalogue: PlatformCatalogue
  ) throws(Message) -> ImportSources {
    guard let file = try YAMLParser.parse(contentsOf: path) else { return self }
    var sources = self
    try sources.add(file.laid(over: document, under: "sources"), catalogue: catalogue)
    return sources
  }

  /// The source of that name.
  /// - Throws: that there is none, with the nearest name.
  func named(_ name: String) throws(Message) -> ImportSource {
    guard let source = sources.first(where: { $0.name == name }) else {
      throw .unknownValue(name, known: sources.map(\.name))
    }
    return source
  }

  private mutating func add(
    _ document: YAMLNode, catalogue: PlatformCatalogue
  ) throws(Message) {
    let file = try ImportSourceFile(document, catalogue: catalogue, monthNames: monthNames)
    monthNames = file.monthNames
    formats = (file.formats ?? []) + formats.filter { !(file.formats ?? []).contains($0) }
    missing.formUnion(file.missing ?? [])
    affirmations.formUnion(file.affirmations ?? [])
    totals.formUnion(file.totals ?? [])
    for source in file.sources {
      if let index = sources.firstIndex(where: { $0.name == source.name }) {
        sources[index] = source
      } else {
        sources.append(source)
      }
    }
    self.document = document
  }
}
