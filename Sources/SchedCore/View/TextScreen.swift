/// Blocks as lines of a terminal.
///
/// What colour shows a shade, a digit or a word shows too. Whatever strangers wrote is escaped before
/// it reaches the terminal.
package struct TextScreen {
  /// Columns of a line.
  let width: Int
  let hasColor: Bool
  package private(set) var bytes: [UInt8] = []

  /// The narrowest screen that is drawn for.
  package static let leastWidth = 40

  package init(width: Int, hasColor: Bool) {
    self.width = max(width, Self.leastWidth)
    self.hasColor = hasColor
  }

  package mutating func append(_ block: ViewBlock) {
    switch block {
    case .heading(let text):
      if !bytes.isEmpty, !bytes.suffix(2).elementsEqual("\n\n".utf8) { line() }
      line(styled(Quoting.escaped(text), .bold))
      line(String(repeating: "─", count: min(width, TextWidth.columns(of: text))))
      return
    case .paragraph(let text):
      for part in TextWidth.wrapped(Quoting.escaped(text), to: width) { line(part) }
    case .list(let texts):
      for text in texts {
        for (index, part) in TextWidth.wrapped(Quoting.escaped(text), to: width - 2).enumerated() {
          line((index == 0 ? "- " : "  ") + part)
        }
      }
    case .table(let table): append(table)
    case .heatMap(let map): append(map)
    case .calendar(let calendar): append(calendar)
    case .ranking(let ranking): append(ranking)
    case .course(let course):
      append(course)
      return
    }
    line()
  }

  /// Appends a line without the spaces at its end.
  mutating func line(_ text: String = "") {
    var end = text.endIndex
    while end > text.startIndex, text[text.index(before: end)] == " " {
      end = text.index(before: end)
    }
    bytes.append(contentsOf: text[..<end].utf8)
    bytes.append(UInt8(ascii: "\n"))
  }
}

extension TextScreen {
  /// What a terminal may do to a text (ECMA-48, SGR).
  enum Style {
    case bold
    case faint
    /// From the palest to the strongest shade.
    case shade(Int)
  }

  /// One hue of the 256 colours of xterm that is read on light and on dark ground.
  private static let shades = [110, 74, 68, 32, 33]

  func styled(_ text: String, _ style: Style) -> String {
    guard hasColor, !text.isEmpty else { return text }
    let code =
      switch style {
      case .bold: "1"
      case .faint: "2"
      case .shade(let level): "38;5;\(Self.shades[min(max(level, 0), Self.shades.count - 1)])"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
