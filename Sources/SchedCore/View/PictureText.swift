/// How wide a text is, by estimate: a picture does not know in which typeface it will be shown.
///
/// The widths of letters are those of a wide typeface (DejaVu Sans and Verdana are the widest that
/// systems show by default), so that text in a narrower one leaves some room, and none runs over.
enum PictureText {
  /// Hundredths of the size of the type, by letter.
  private static let advances: [UInt8] = (0..<128).map { code in
    switch UInt8(code) {
    case UInt8(ascii: "i"), UInt8(ascii: "j"), UInt8(ascii: "l"), UInt8(ascii: "'"): 30
    case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "|"): 34
    case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "-"), UInt8(ascii: "/"): 36
    case UInt8(ascii: "f"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "I"): 42
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"): 42
    case UInt8(ascii: "m"), UInt8(ascii: "M"), UInt8(ascii: "w"), UInt8(ascii: "W"): 98
    case UInt8(ascii: "%"), UInt8(ascii: "@"): 100
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): 72
    default: 63
    }
  }

  /// The width in pixels at a size of the type in pixels.
  static func width(of text: String, size: Double) -> Double {
    text.reduce(0) { $0 + advance(of: $1) } * size
  }

  private static func advance(of character: Character) -> Double {
    if let ascii = character.asciiValue { return Double(advances[Int(ascii)]) / 100 }
    return Double(TextWidth.columns(of: character)) * 0.68
  }

  /// The text cut with `…` where it would be wider.
  static func fitted(_ text: String, to width: Double, size: Double) -> String {
    cut(Markup.kept(of: text), to: width / size)
  }

  private static func cut(_ text: String, to room: Double) -> String {
    var used = 0.0
    // Where the text ends if it must be cut: with room for the ellipsis.
    var end = text.startIndex
    for index in text.indices {
      let next = used + advance(of: text[index])
      guard next <= room else { return text[..<end] + "…" }
      if next + 0.8 <= room { end = text.index(after: index) }
      used = next
    }
    return text
  }

  /// A name such as `instagram_stories` in one line, or in two that part after a `_`.
  static func broken(name: String, to width: Double, size: Double) -> [String] {
    guard self.width(of: name, size: size) > width else { return [name] }
    let ends = name.indices.filter { name[$0] == "_" }.map { name.index(after: $0) }
    let end = ends.last { self.width(of: String(name[..<$0]), size: size) <= width }
    guard let end else { return [fitted(name, to: width, size: size)] }
    return [String(name[..<end]), fitted(String(name[end...]), to: width, size: size)]
  }

  /// The text in lines of at most so many pixels, broken between words, a longer word anywhere; the
  /// last line is cut with `…` where there would be more.
  static func wrapped(
    _ text: String, to width: Double, size: Double, most: Int = .max
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0.0
    let (room, space) = (width / size, advance(of: " "))
    let text = ViewWords.unbroken(Markup.kept(of: text))
    for word in text.split(whereSeparator: { $0.isWhitespace && $0 != "\u{A0}" }) {
      let own = word.reduce(0) { $0 + advance(of: $1) }
      if !line.isEmpty, used + space + own <= room {
        line += " \(word)"
        used += space + own
        continue
      }
      if !line.isEmpty {
        guard lines.count + 1 < most else {
          return lines + [cut("\(line) \(word)", to: room)]
        }
        lines.append(line)
      }
      (line, used) = ("", 0)
      for character in word {
        let next = advance(of: character)
        if used + next > room, !line.isEmpty {
          guard lines.count + 1 < most else { return lines + [cut(line + "…", to: room)] }
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(character)
        used += next
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
