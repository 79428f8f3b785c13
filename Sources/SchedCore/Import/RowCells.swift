/// The cells of rows by what a layout says is in them.
///
/// A class, for it goes to many functions for each row.
final class RowCells: Sendable {
  /// What becomes of a row before its values are looked at.
  enum Kind: Equatable {
    case post
    /// The index of the rule that drops it.
    case dropped(Int)
    /// A heading, a note, a total: neither an id nor a time.
    case note
  }

  let layout: ImportLayout
  private let missing: MissingCells
  private let totals: Set<String>
  let affirmations: Set<String>
  /// The header's cells, folded, by column, for tables that were joined with theirs.
  private let header: [String]

  let catalogue: PlatformCatalogue
  /// Those of every row; empty where rows say theirs.
  let fixedPlatforms: [Int]
  /// The platform of rows that name none.
  let standardPlatform: Int?
  /// Whether one account is given for all rows, whatever their cells say.
  let hasOneAccount: Bool

  /// - Parameters:
  ///   - layout: what is in the columns.
  ///   - request: what the run was asked for.
  ///   - header: the names of the columns; empty where they are paths.
  ///   - standardPlatform: the platform of rows that name none.
  init(
    _ layout: ImportLayout, _ request: ImportRequest, header: [String], standardPlatform: Int?
  ) {
    self.layout = layout
    affirmations = request.sources.affirmations
    (missing, totals) = (MissingCells(request.sources.missing), request.sources.totals)
    (catalogue, self.standardPlatform) = (request.catalogue, standardPlatform)
    if case .fixed(let platform)? = layout.source.platform {
      fixedPlatforms = [platform]
    } else {
      fixedPlatforms = []
    }
    hasOneAccount = request.account != nil
    self.header = header.map(ColumnName.folded)
  }

  /// The first cell of these columns that holds something; nil if none does.
  @inline(__always)
  func cell(_ columns: Columns, of row: CellRow) -> UnsafeBufferPointer<UInt8>? {
    for index in 0..<columns.count {
      let cell = row[columns[index]]
      if !missing.contains(cell) { return cell }
    }
    return nil
  }

  func text(_ columns: Columns, of row: CellRow) -> String? {
    cell(columns, of: row).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The text of a cell as words are compared.
  func word(_ columns: Columns, of row: CellRow) -> String? {
    text(columns, of: row).map(ColumnName.folded)
  }

  /// Whether a time's cell is a date, for its time of day has a column of its own and is not there.
  @inline(__always)
  func isWithoutHour(_ time: ImportLayout.TimeColumns, _ row: CellRow) -> Bool {
    !time.time.isEmpty && cell(time.time, of: row) == nil
  }

  /// A time's cell; where its time of day has a column of its own, with that one after a blank.
  @inline(__always)
  func time<Value>(
    _ time: ImportLayout.TimeColumns, of row: CellRow,
    _ body: (UnsafeBufferPointer<UInt8>) -> Value
  ) -> Value? {
    guard let date = cell(time.columns, of: row) else { return nil }
    guard !time.time.isEmpty, let hour = cell(time.time, of: row) else { return body(date) }
    return (Array(date) + [0x20] + Array(hour)).withUnsafeBufferPointer(body)
  }

  func kind(of row: CellRow) -> Kind {
    for (rule, columns) in layout.drops
    where isDropped(row, columns, layout.source.drops[rule].test) {
      return .dropped(rule)
    }
    if let time = layout.postedAt ?? layout.scheduledAt, let cell = cell(time.columns, of: row) {
      return isHeader(cell, time.columns) ? .note : .post
    }
    if let id = word(layout.id, of: row) { return totals.contains(id) ? .note : .post }
    let hasText = layout.fields.contains { cell($0.columns, of: row) != nil }
    return layout.scheduledAt != nil && hasText ? .post : .note
  }

  private func isHeader(_ cell: UnsafeBufferPointer<UInt8>, _ columns: Columns) -> Bool {
    guard let first = cell.first, first &- UInt8(ascii: "0") >= 10 else { return false }
    let text = ColumnName.folded(String(decoding: cell, as: UTF8.self))
    return columns.contains(where: { $0 < header.count && header[$0] == text })
  }

  private func isDropped(
    _ row: CellRow, _ columns: Columns, _ test: ImportSource.DropRule.Test
  ) -> Bool {
    guard let cell = cell(columns, of: row) else { return false }
    switch test {
    case .filled: return true
    case .words(let words):
      return cell.count < 100
        && words.contains(ColumnName.folded(String(decoding: cell, as: UTF8.self)))
    case .prefixes(let prefixes): return prefixes.contains { cell.starts(with: $0) }
    }
  }

  /// The id of a row's post.
  func id(of row: CellRow) -> UnsafeBufferPointer<UInt8>? {
    guard let rule = layout.source.id else { return nil }
    return id(rule, layout.id, of: row, isDecimal: layout.source.clock?.clock.isDecimal ?? false)
  }

  /// The id of a row: a cell, or what follows a mark in a link.
  func id(_ rule: ImportSource.IDRule, _ columns: Columns, of row: CellRow, isDecimal: Bool)
    -> UnsafeBufferPointer<UInt8>?
  {
    for index in 0..<columns.count {
      let cell = row[columns[index]]
      guard !missing.contains(cell) else { continue }
      if let id = Self.linked(rule.after, in: cell, isDecimal: isDecimal) { return id }
      if Self.isRounded(cell) { continue }
      let isLink = cell.contains(UInt8(ascii: "/")) || cell.contains(UInt8(ascii: ":"))
      if !isLink || rule.after.isEmpty { return cell }
    }
    return nil
  }

  /// Whether a row has an id that a spreadsheet has rounded, and no other.
  func hasLostID(_ row: CellRow) -> Bool {
    layout.id.contains(where: { Self.isRounded(row[$0]) })
  }

  /// Whether a spreadsheet took an id for a number: `1.81E+18`.
  private static func isRounded(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cell.count > 4, let mark = cell.lastIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }),
      mark + 1 < cell.count, cell[mark + 1] == UInt8(ascii: "+")
    else { return false }
    return NumberCell(cell) != nil
  }

  /// What follows the first of the marks that is in a link, as far as ids go.
  private static func linked(
    _ marks: [String], in cell: UnsafeBufferPointer<UInt8>, isDecimal: Bool
  ) -> UnsafeBufferPointer<UInt8>? {
    for mark in marks {
      var mark = mark
      let found = mark.withUTF8 { mark in Self.end(of: mark, in: cell) }
      guard let start = found else { continue }
      var end = start
      while end < cell.count, isIDByte(cell[end], isDecimal: isDecimal) { end += 1 }
      if end > start { return UnsafeBufferPointer(rebasing: cell[start..<end]) }
    }
    return nil
  }

  private static func end(
    of mark: UnsafeBufferPointer<UInt8>, in cell: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard !mark.isEmpty, cell.count >= mark.count else { return nil }
    return (0...cell.count - mark.count).first { start in
      mark.indices.allSatisfy { cell[start + $0] == mark[$0] }
    }.map { $0 + mark.count }
  }

  private static func isIDByte(_ byte: UInt8, isDecimal: Bool) -> Bool {
    if byte &- UInt8(ascii: "0") < 10 { return true }
    guard !isDecimal else { return false }
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
