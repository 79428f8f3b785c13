/// The name of a column as people compare names: any case, blanks as one, typographic quotation
/// marks as plain ones; `Likes#2` is the second column of that name.
struct ColumnName: Hashable, Sendable {
  /// The name as it was written, which is a path in JSON.
  let written: String
  private let folded: String
  /// Which column of that name, from 1.
  private let occurrence: Int

  init(_ text: String) {
    written = text
    let parts = text.split(separator: "#", omittingEmptySubsequences: false)
    if parts.count == 2, let occurrence = Int(parts[1]), occurrence > 1 {
      (folded, self.occurrence) = (Self.folded(String(parts[0])), occurrence)
    } else {
      (folded, occurrence) = (Self.folded(text), 1)
    }
  }

  static func == (a: ColumnName, b: ColumnName) -> Bool {
    a.folded == b.folded && a.occurrence == b.occurrence
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(folded)
    hasher.combine(occurrence)
  }

  /// The columns of a header by name, the first of each name as such.
  static func table(_ header: [String]) -> [ColumnName: Int] {
    var table: [ColumnName: Int] = [:]
    var counts: [String: Int] = [:]
    for (index, text) in header.enumerated() where !text.isEmpty {
      let folded = Self.folded(text)
      counts[folded, default: 0] += 1
      table[ColumnName("\(text)#\(counts[folded] ?? 1)")] = index
      if counts[folded] == 1 { table[ColumnName(text)] = index }
    }
    return table
  }

  /// The text as names and words are compared.
  static func folded(_ text: String) -> String {
    var folded = ""
    var isAfterBlank = true
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\t", "\n", "\r", "\u{A0}", "\u{202F}", "\u{2009}":
        if !isAfterBlank { folded += " " }
        isAfterBlank = true
        continue
      case "„", "“", "”", "«", "»": folded += "\""
      case "’", "‘", "‚", "´": folded += "'"
      case "\u{FEFF}", "\u{200E}", "\u{200F}", "\u{AD}": continue
      default: folded.unicodeScalars.append(scalar)
      }
      isAfterBlank = false
    }
    if folded.hasSuffix(" ") { folded.removeLast() }
    return folded.lowercased()
  }
}
