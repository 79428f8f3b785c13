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

  /// What models of the first format mean now; nil if there are none.
  package var warning: Message? {
    let old = models.filter(\.header.model.isFirstFormat).map(\.header.model.platform)
    return old.isEmpty ? nil : .firstFormat(Set(old).sorted())
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
  fileprivate static func firstFormat(_ platforms: [String]) -> Message {
    let names = platforms.map(Quoting.quoted).joined(separator: ", ")
    return Message(
      "the model of \(names) is of the first format, which claims more than later outcomes bear out; "
        + "where its forest did not beat the mean, its curve predicts alone (learn it again)",
      about: "--model", level: .warning)
  }

  fileprivate static func withoutForest(_ platforms: [String]) -> Message {
    let names = platforms.map(Quoting.quoted).joined(separator: ", ")
    return Message(
      "too few samples were there to learn \(names) from; rules predict them", about: "--model",
      level: .note)
  }
}
