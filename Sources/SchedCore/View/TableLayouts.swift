/// All layouts that a run knows: those of layouts.yaml, as compiled in, with a user's.
package struct TableLayouts: Sendable {
  /// The file's bytes, as `--print-layouts` writes them.
  package static var builtInYAML: [UInt8] { PackageResources.layouts_yaml }

  /// The file's name in places; no file of a user's is likely to be called so.
  static let builtInName = "<built-in layouts>"

  private var layouts: [TableLayout] = []
  private var document: YAMLNode?

  /// The built-in layouts.
  /// - Throws: a defect only.
  package init(catalogue: PlatformCatalogue) throws(Message) {
    guard let document = try YAMLParser.parse(bytes: Self.builtInYAML, file: Self.builtInName)
    else {
      throw .defect("no built-in layouts")
    }
    try add(document, catalogue)
  }

  /// The layouts with those of a user's file; a layout of a known name replaces single keys of it.
  /// - Throws: a file that cannot be opened (66), or what is wrong in it (78).
  package func adding(
    contentsOf path: String, catalogue: PlatformCatalogue
  ) throws(Message) -> TableLayouts {
    guard let file = try YAMLParser.parse(contentsOf: path) else { return self }
    var layouts = self
    try layouts.add(file.laid(over: document, under: TableLayoutFile.layoutsKey), catalogue)
    return layouts
  }

  /// The layout of that name.
  /// - Throws: that there is none, with the nearest name.
  package func named(_ name: String) throws(Message) -> TableLayout {
    guard let layout = layouts.first(where: { $0.name == name }) else {
      throw .unknownValue(name, known: layouts.map(\.name))
    }
    return layout
  }

  private mutating func add(_ document: YAMLNode, _ catalogue: PlatformCatalogue) throws(Message) {
    for layout in try TableLayoutFile(document, catalogue: catalogue).layouts {
      if let index = layouts.firstIndex(where: { $0.name == layout.name }) {
        layouts[index] = layout
      } else {
        layouts.append(layout)
      }
    }
    self.document = document
  }
}
