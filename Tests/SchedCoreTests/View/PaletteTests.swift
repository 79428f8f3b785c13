import Foundation
import SchedCore
import Testing

struct PaletteTests {
  /// WCAG 2.2, "relative luminance".
  private func luminance(_ color: RGBColor) -> Double {
    let parts = [color.red, color.green, color.blue].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// WCAG 2.2, "contrast ratio".
  private func contrast(_ a: RGBColor, _ b: RGBColor) -> Double {
    let (a, b) = (luminance(a), luminance(b))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private static let schemes = [("light", Palette.light), ("dark", Palette.dark)]

  @Test(arguments: schemes)
  func `every text is read on its ground`(name: String, palette: Palette) {
    for pair in palette.textPairs {
      let ratio = contrast(pair.ink, pair.ground)
      #expect(ratio >= 4.5, "\(name): \(pair.name): \(ratio)")
    }
  }

  @Test(arguments: schemes)
  func `what is drawn is seen on its ground`(name: String, palette: Palette) {
    for color in [palette.figure, palette.mark] + palette.accounts {
      for ground in [palette.paper, palette.card] {
        #expect(contrast(color, ground) >= 3, "\(name): \(color)")
      }
    }
  }

  @Test(arguments: schemes)
  func `shades go one way in lightness, each step to be seen`(name: String, palette: Palette) {
    #expect(palette.shades.count == HeatMap.shadeCount)
    let luminances = palette.shades.map { luminance($0.ground) }
    #expect(luminances == luminances.sorted(by: name == "light" ? (>) : (<)))
    for (shade, next) in zip(palette.shades, palette.shades.dropFirst()) {
      #expect(contrast(shade.ground, next.ground) >= 1.2, "\(name)")
    }
  }
}
