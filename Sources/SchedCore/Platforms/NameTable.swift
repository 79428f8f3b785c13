/// The words that records may use for platforms, or for content types: names and aliases.
struct NameTable: Sendable {
  private struct Owner: Sendable {
    let index: Int
    let label: String
    let place: Place
  }

  private var owners: [String: Owner] = [:]
  /// The indices of words that are not in their folded form, by that form; -1 where two share it.
  private var folded: [String: Int] = [:]
  /// All words, in the order in which they came.
  private(set) var words: [String] = []

  /// The index that a word stands for, as it is written or else in its folded form.
  subscript(word: String) -> Int? {
    if let owner = owners[word] { return owner.index }
    let form = FoldedWord.of(word)
    return owners[form]?.index ?? folded[form].flatMap { $0 < 0 ? nil : $0 }
  }

  /// Adds a word for an index; the label names that index in a message.
  /// - Throws: that another has the word, at the place that a user wrote if one is built in.
  mutating func insert(
    _ word: String, _ index: Int, label: String, at place: Place
  ) throws(Message) {
    guard let owner = owners[word] else {
      owners[word] = Owner(index: index, label: label, place: place)
      words.append(word)
      let form = FoldedWord.of(word)
      if form != word { folded[form] = folded[form, default: index] == index ? index : -1 }
      return
    }
    guard owner.index != index else { return }
    let isBuiltIn = place.file == BuiltInPlatforms.fileName
    throw .taken(word, owner.label, label, at: isBuiltIn ? owner.place : place)
  }
}

extension Message {
  fileprivate static func taken(
    _ word: String, _ first: String, _ second: String, at place: Place
  ) -> Message {
    Message(
      "names both \(YAMLPair.shown(first)) and \(YAMLPair.shown(second))",
      about: YAMLPair.shown(word), at: place, status: .configuration)
  }
}
