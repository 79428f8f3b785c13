/// A colour of a screen (sRGB).
package struct RGBColor: Sendable, Equatable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  /// From `0xRRGGBB`.
  init(_ hex: UInt32) {
    red = UInt8(truncatingIfNeeded: hex >> 16)
    green = UInt8(truncatingIfNeeded: hex >> 8)
    blue = UInt8(truncatingIfNeeded: hex)
  }

  /// `#rrggbb`.
  var css: String {
    let digits = String((UInt32(red) << 16) | (UInt32(green) << 8) | UInt32(blue), radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

/// The colours of pages and pictures, for light and for dark ground.
///
/// The shades are one hue, blue, which people with any kind of colour blindness see, and they differ
/// in lightness first, so that they survive a printer without colour. On dark ground they run the
/// other way, from dark to light: what is much stands out on both. The colours are chosen by hand; a
/// test computes the contrast of every pair that is used (WCAG 2.2, 1.4.3: at least 4.5 for text;
/// 1.4.11: at least 3 for graphics).
package struct Palette: Sendable {
  /// The ground of all.
  package let paper: RGBColor
  /// The ground of a post and of a table's head.
  package let card: RGBColor
  package let ink: RGBColor
  /// For what is said beside.
  package let faintInk: RGBColor
  package let line: RGBColor
  /// For bars, dots and courses.
  package let figure: RGBColor
  /// For what is to be found first: the best hours, a threshold.
  package let mark: RGBColor
  package let inkOnMark: RGBColor
  /// From the least to the greatest number, each with its ink.
  package let shades: [(ground: RGBColor, ink: RGBColor)]
  /// For the edge of a post by its account, in turn; the account's name is there as well.
  package let accounts: [RGBColor]

  package static let light = Palette(
    paper: RGBColor(0xFFFFFF), card: RGBColor(0xF5F7FA), ink: RGBColor(0x17202B),
    faintInk: RGBColor(0x566373), line: RGBColor(0xDDE3EA), figure: RGBColor(0x2B6CB0),
    mark: RGBColor(0xB4470B), inkOnMark: RGBColor(0xFFFFFF),
    shades: [
      (RGBColor(0xEFF5FB), RGBColor(0x17202B)), (RGBColor(0xCFE2F4), RGBColor(0x17202B)),
      (RGBColor(0x9CC5EA), RGBColor(0x17202B)), (RGBColor(0x62A0DA), RGBColor(0x0B131C)),
      (RGBColor(0x1D5C9E), RGBColor(0xFFFFFF)),
    ],
    accounts: [
      RGBColor(0x2B6CB0), RGBColor(0xB4470B), RGBColor(0x1E7F6B), RGBColor(0x8A4FA3),
      RGBColor(0x8A6A00), RGBColor(0x5B6573),
    ])

  package static let dark = Palette(
    paper: RGBColor(0x12171E), card: RGBColor(0x1B222C), ink: RGBColor(0xE6EBF1),
    faintInk: RGBColor(0xA3AFBD), line: RGBColor(0x303A47), figure: RGBColor(0x6BAEEB),
    mark: RGBColor(0xF2A35E), inkOnMark: RGBColor(0x1E1206),
    shades: [
      (RGBColor(0x1B2838), RGBColor(0xE6EBF1)), (RGBColor(0x1F3F60), RGBColor(0xE6EBF1)),
      (RGBColor(0x2B5F93), RGBColor(0xF4F8FC)), (RGBColor(0x5E9FDC), RGBColor(0x0B131C)),
      (RGBColor(0xB9DBF8), RGBColor(0x0B131C)),
    ],
    accounts: [
      RGBColor(0x6BAEEB), RGBColor(0xF2A35E), RGBColor(0x5CC4AC), RGBColor(0xC79BDD),
      RGBColor(0xD9BC4F), RGBColor(0xA3AFBD),
    ])

  /// Every text of the forms on what it is written on.
  package var textPairs: [(name: String, ink: RGBColor, ground: RGBColor)] {
    let plain = [("paper", paper), ("card", card)].flatMap { name, ground in
      [("ink on \(name)", ink, ground), ("faint ink on \(name)", faintInk, ground)]
        + [("mark on \(name)", mark, ground)]
    }
    let shaded = shades.enumerated().map { ("shade \($0)", $1.ink, $1.ground) }
    return plain + shaded + [("on mark", inkOnMark, mark)]
  }

  /// The custom properties of CSS by which both forms name the colours.
  var properties: String {
    let named = [
      ("paper", paper), ("card", card), ("ink", ink), ("faint", faintInk), ("line", line),
      ("figure", figure), ("mark", mark), ("on-mark", inkOnMark),
    ]
    let shaded = shades.enumerated().flatMap { index, shade in
      [("s\(index)", shade.ground), ("t\(index)", shade.ink)]
    }
    let accounts = accounts.enumerated().map { ("a\($0)", $1) }
    return (named + shaded + accounts).map { "--\($0):\($1.css)" }.joined(separator: ";")
  }

  /// The typefaces that a system reads best, without fetching any.
  static let fonts =
    "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",sans-serif"

  /// The rules that colour the cells of heat maps (`.s0`…) and the edges of posts (`.a0`…).
  static func rules(shadeProperty: String, inkProperty: String, edgeProperty: String) -> String {
    let shades = light.shades.indices.map {
      ".s\($0){\(shadeProperty):var(--s\($0))}.t\($0){\(inkProperty):var(--t\($0))}\n"
    }
    let edges = light.accounts.indices.map { ".a\($0){\(edgeProperty):var(--a\($0))}\n" }
    return shades.joined() + edges.joined()
  }
}
