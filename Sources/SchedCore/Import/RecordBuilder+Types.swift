extension RecordBuilder {
  /// What a word means on a platform.
  struct KnownType {
    let platform: Int
    let word: [UInt8]
    let type: Int

    func isWord(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
      word.count == cell.count && word.elementsEqual(cell)
    }
  }

  /// So few are found sooner one after another than by a hash of the word; chosen.
  private static let mostTypes = 32

  mutating func contentType(of row: CellRow, _ platform: Int) throws(Message) -> Int {
    let standard = catalogue.platforms[platform].defaultContentType
    guard let own = layout.type, let cell = cells.cell(own.columns, of: row) else {
      return standard
    }
    switch layout.source.type {
    case .words(_, let words)?:
      if let known = types.first(where: { $0.platform == platform && $0.isWord(cell) }) {
        return known.type
      }
      let text = String(decoding: cell, as: UTF8.self)
      let type = try contentType(text, platform, words, standard, own.name)
      if types.count < Self.mostTypes {
        types.append(KnownType(platform: platform, word: Array(cell), type: type))
      }
      return type
    case .duration(_, let bounds)?:
      guard let seconds = DurationCell.seconds(cell) ?? NumberCell(cell)?.value(.point) else {
        throw Message(
          "\(Quoting.quoted(String(decoding: cell, as: UTF8.self))) is no duration",
          about: Quoting.escaped(own.name))
      }
      return bounds.first { seconds <= $0.seconds }?.contentType ?? standard
    case nil: return standard
    }
  }

  private func contentType(
    _ text: String, _ platform: Int, _ words: [String: [Int]], _ standard: Int, _ column: String
  ) throws(Message) -> Int {
    func isOfPlatform(_ type: Int) -> Bool { catalogue.contentTypes[type].platform == platform }
    let word = ColumnName.folded(text)
    if let type = words[word]?.first(where: isOfPlatform) { return type }
    if let type = try? catalogue.resolve(platform: nil, contentType: word), isOfPlatform(type) {
      return type
    }
    // A source that tells no types of this platform apart has its default.
    let known = words.filter { $0.value.contains(where: isOfPlatform) }.keys.sorted()
    guard !known.isEmpty else { return standard }
    throw Message.unknownValue(text, known: known).about(Quoting.escaped(column))
  }
}
