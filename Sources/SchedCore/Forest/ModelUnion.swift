/// The models of some files together.
///
/// Models of one platform are one forest, as if their trees had been grown at once; the same model
/// twice is that model, so that a file given or copied twice changes nothing.
package struct ModelUnion: Sendable {
  /// In the order of the files.
  package private(set) var models: [StoredModel] = []
  private var checksums: Set<String> = []
  /// The platforms of `skipped` records.
  private var skipped: [String] = []

  package init() {}

  /// Adds the models of a file.
  /// - Throws: a file that cannot be opened (66) or read (74), or what makes it no model (65).
  package mutating func add(contentsOf path: String, threads: Int) throws(Message) {
    try ModelReader.read(path, threads: threads, into: &self)
  }

  mutating func add(_ model: StoredModel) {
    if checksums.insert(model.header.checksum).inserted { models.append(model) }
  }

  mutating func addSkipped(_ platform: String) {
    if !skipped.contains(platform) { skipped.append(platform) }
  }

  /// Which platforms are predicted by rules because there was too little to learn from; nil if
  /// there are none.
  package var explanation: Message? {
    let known = Set(models.map(\.header.model.platform))
    let names = skipped.filter { !known.contains($0) }
    return names.isEmpty ? nil : .withoutForest(names)
  }
}

extension Message {
  fileprivate static func withoutForest(_ platforms: [String]) -> Message {
    let names = platforms.map(Quoting.quoted).joined(separator: ", ")
    return Message(
      "too few samples were there to learn \(names) from; rules predict them", about: "--model",
      level: .note)
  }
}
