/// The words that records may use for platforms, or for content types: names and aliases.
struct NameTable: Sendable {
  private struct Owner: Sendable {
    let index: Int
    let label: String
    let place: Place
  }

  private var owners: [String: Owner] = [:]
  /// All words, in the order in which they came.
  private(set) var words: [String] = []

  /// The index that a word stands for.
  subscript(word: String) -> Int? { owners[word]?.index }

  /// Adds a word for an index; the label names that index in a message.
  /// - Throws: that another has the word, at the place that a user wrote if one is built in.
  mutating func insert(
    _ word: String, _ index: Int, label: String, at place: Place
  ) throws(Message) {
    guard let owner = owners[word] else {
      owners[word] = Owner(index: index, label: label, place: place)
      words.append(word)
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
