/// How many columns of a terminal a text takes.
///
/// After Unicode Standard Annex #11 (East Asian Width), by blocks: ideographs, Hangul, full-width forms
/// and pictures are two columns wide. Terminals differ in single pictures; a column that is one off is
/// all that comes of it.
enum TextWidth {
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F1E6...0x1F1FF, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
    0x1F900...0x1F9FF,
    0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
  ]

  static func columns(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + columns(of: $1) }
  }

  static func columns(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.value < 0x300 { return 1 }
    // The variation selector asks for the coloured picture, which is wide.
    if character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    if first.properties.generalCategory == .nonspacingMark || first.value == 0x200B { return 0 }
    return wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  /// The text in so many columns: cut with `…`, or filled with spaces.
  static func fitted(_ text: String, to width: Int, isNumber: Bool = false) -> String {
    let own = columns(of: text)
    guard own > width else {
      let fill = String(repeating: " ", count: width - own)
      return isNumber ? fill + text : text + fill
    }
    guard width > 0 else { return "" }
    var (cut, used) = ("", 0)
    for character in text {
      let next = columns(of: character)
      guard used + next < width else { break }
      cut.append(character)
      used += next
    }
    return cut + "…" + String(repeating: " ", count: width - used - 1)
  }

  /// The text in lines of at most so many columns, broken between words; a longer word is cut, and a
  /// no-break space (U+00A0) keeps words together and comes out as a space.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.replacing(" %", with: "\u{A0}%").split(separator: " ") {
      let own = columns(of: String(word))
      if used > 0, used + 1 + own > width {
        lines.append(line)
        (line, used) = ("", 0)
      }
      if used > 0 {
        line += " "
        used += 1
      }
      line += own > width ? fitted(String(word), to: width) : String(word)
      used += min(own, width)
    }
    if used > 0 { lines.append(line) }
    return lines.map { $0.replacing("\u{A0}", with: " ") }
  }
}
