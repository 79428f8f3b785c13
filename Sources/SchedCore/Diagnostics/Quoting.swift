/// How values that strangers wrote are shown to a person: never as raw bytes on a terminal.
package enum Quoting {
  /// The longest value that is shown whole, in characters; chosen so that a message stays a line.
  package static let longestShown = 60

  /// The text in double quotes, control characters escaped, cut after 60 characters.
  package static func quoted(_ text: String) -> String {
    let cut = text.prefix(longestShown)
    let ellipsis = cut.endIndex < text.endIndex ? "…" : ""
    return "\"\(escaped(String(cut), quotes: true))\(ellipsis)\""
  }

  /// The text with every character escaped that could move a cursor, end a line or reverse it.
  package static func escaped(_ text: String) -> String {
    escaped(text, quotes: false)
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    guard text.unicodeScalars.contains(where: { isUnsafe($0) || (quotes && needsBackslash($0)) })
    else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where quotes && needsBackslash(scalar): result += "\\\(scalar)"
      case _ where isUnsafe(scalar):
        let digits = String(scalar.value, radix: 16)
        result += "\\u{\(digits)}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func needsBackslash(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\"" || scalar == "\\"
  }

  /// Control characters (C0, DEL, C1), line and paragraph separators, and the marks that
  /// reorder text (Unicode Bidi_Control).
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x61C: true
    default: false
    }
  }
}
