/// The posts of a row: one for each platform that it goes to.
extension RowCells {
  /// The platforms of a row, at least one.
  /// - Throws: that it names none, or one that is not known, about its column.
  func platforms(of row: CellRow) throws(Message) -> [Int] {
    guard fixedPlatforms.isEmpty else { return fixedPlatforms }
    if !layout.flags.isEmpty {
      let platforms = layout.flags.filter { flag in
        word(flag.columns, of: row).map(affirmations.contains) ?? false
      }.map(\.platform)
      guard !platforms.isEmpty else { throw .noFlag }
      return platforms
    }
    if let own = layout.platform, let text = text(own.columns, of: row) {
      return [try platform(named: text, in: own)]
    }
    guard let standardPlatform else { throw .noPlatform(layout.platform?.name ?? "platform") }
    return [standardPlatform]
  }

  /// The platform of a word, of the source's or the catalogue's.
  private func platform(
    named text: String, in column: ImportLayout.Words
  ) throws(Message) -> Int {
    let word = ColumnName.folded(text)
    if case .column(_, let words)? = layout.source.platform, let index = words[word] {
      return index
    }
    do throws(Message) {
      return try catalogue.platform(named: word)
    } catch {
      throw Message.unknownValue(text, known: catalogue.platformWords)
        .about(Quoting.escaped(column.name))
    }
  }

  /// What tells a post of a row from others: platform, account and id, or without an id what the
  /// cells of its time, type and texts hold.
  func key(of row: CellRow, platform: Int) -> UInt64 {
    var checksum = Checksum()
    checksum.add(UInt64(platform))
    if !hasOneAccount, let cell = cell(layout.account, of: row) { checksum.add(cell) }
    if let id = id(of: row) {
      checksum.add(id)
      return checksum.value
    }
    for time in layout.times {
      if let cell = cell(time.columns, of: row) { checksum.add(cell) }
      if let cell = cell(time.time, of: row) { checksum.add(cell) }
    }
    if let cell = layout.type.flatMap({ cell($0.columns, of: row) }) { checksum.add(cell) }
    for field in layout.fields {
      if let cell = cell(field.columns, of: row) { checksum.add(cell) }
    }
    return checksum.value
  }
}

extension Message {
  fileprivate static var noFlag: Message {
    Message("no column says yes to a platform (TRUE, yes, x or 1)", about: "platform")
  }

  fileprivate static func noPlatform(_ column: String) -> Message {
    Message("missing (or say it for all rows with --platform)", about: Quoting.escaped(column))
  }
}
