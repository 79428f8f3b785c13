/// Blocks as one picture, one below another, that shows itself on light and on dark ground.
///
/// It has its own ground, so that it is read on any page that holds it, and no script. Nothing is
/// measured: lines are broken by the widths that letters have at most.
package struct SVGPicture {
  /// Pixels across.
  package static let usualWidth = 800.0
  /// Pixels across, below which a week does not fit.
  private static let leastWidth = 640.0

  let width: Double
  /// Where the next block begins.
  var y = Self.margin
  private(set) var markup: Markup = ""
  var accounts = AccountColors()

  static let margin = 24.0

  private init(width: Double) { self.width = max(width, Self.leastWidth) }

  /// Appends a whole picture, as high as what it shows.
  package static func append(
    _ blocks: [ViewBlock], title: String, width: Double = usualWidth,
    to output: inout some ByteOutput
  ) {
    var picture = SVGPicture(width: width)
    picture.appendLines(of: title, .title)
    picture.y += 8
    for (index, block) in blocks.enumerated() { picture.append(block, isFirst: index == 0) }
    let (width, height) = (picture.width, (picture.y + margin / 2).rounded())
    let head: Markup = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img">
      <title>\(title)</title>
      <desc>\(description(of: blocks))</desc>
      <style>
      \(Markup(trusted: style))</style>
      <rect class="paper" width="100%" height="100%" rx="8"/>

      """
    for part in [head, picture.markup, "</svg>\n"] {
      part.bytes.withUnsafeBufferPointer { output.append(contentsOf: $0) }
    }
  }

  /// What the picture shows, in a line.
  private static func description(of blocks: [ViewBlock]) -> String {
    let parts = blocks.compactMap { block -> String? in
      switch block {
      case .heading, .paragraph, .list, .table: nil
      case .heatMap(let map):
        "\(map.title), \(map.unit) by hour, best "
          + map.best.map(ClockText.hour).joined(separator: ", ")
      case .calendar(let calendar): ViewWords.counts(of: calendar)
      case .ranking(let ranking): "\(ranking.title), \(ranking.unit)"
      case .course(let course): ViewWords.summary(of: course)
      }
    }
    return parts.joined(separator: "; ")
  }

  /// From the left to the right margin.
  var innerWidth: Double { width - 2 * Self.margin }
  var right: Double { width - Self.margin }

  mutating func add(_ markup: Markup) { self.markup += markup }

  private mutating func append(_ block: ViewBlock, isFirst: Bool) {
    switch block {
    case .heading(let text):
      if !isFirst {
        y += 16
        add(
          "<line class=\"rule\" x1=\"\(Self.margin)\" x2=\"\(right)\" y1=\"\(y)\" y2=\"\(y)\"/>\n")
        y += 20
      }
      appendLines(of: text, .heading)
      y += 8
    case .paragraph(let text):
      appendLines(of: text, .plain)
      y += 12
    case .list(let texts):
      for text in texts {
        let top = y
        appendLines(of: text, .plain, from: Self.margin + 16)
        if y > top { add("<circle class=\"bullet\" cx=\"30\" cy=\"\(top + 10)\" r=\"2\"/>\n") }
        y += 4
      }
      y += 8
    case .table(let table): append(table)
    case .heatMap(let map): append(map)
    case .calendar(let calendar): append(calendar)
    case .ranking(let ranking): append(ranking)
    case .course(let course): append(course)
    }
  }
}

extension SVGPicture {
  /// A kind of text: its class in the style sheet, with its size and the height of its lines.
  enum TextKind: String, CaseIterable {
    case title, heading, plain, strong, faint, small, smallStrong, smallFaint, tiny

    var size: Double {
      switch self {
      case .title: 22
      case .heading: 17
      case .plain, .strong: 14
      case .faint, .small: 12.5
      case .smallStrong, .smallFaint: 11.5
      case .tiny: 10
      }
    }

    var lineHeight: Double { (size * 1.4).rounded() }

    var isBold: Bool { [.title, .heading, .strong, .smallStrong].contains(self) }

    var isFaint: Bool { [.faint, .smallFaint, .tiny].contains(self) }
  }

  enum Anchor: String {
    case start, middle, end
  }

  /// One line of text whose base line is at `y`.
  mutating func addText(
    _ text: String, _ kind: TextKind, x: Double, y: Double, _ anchor: Anchor = .start,
    color: String = ""
  ) {
    guard !text.isEmpty else { return }
    let end: Markup = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    let classes = color.isEmpty ? kind.rawValue : "\(kind.rawValue) \(color)"
    add("<text class=\"\(classes)\" x=\"\(x)\" y=\"\(y)\"\(end)>\(text)</text>\n")
  }

  /// Lines of text from `y` on, broken at the right margin.
  mutating func appendLines(
    of text: String, _ kind: TextKind, from x: Double = margin, to end: Double? = nil,
    most: Int = .max
  ) {
    let room = (end ?? right) - x
    for line in PictureText.wrapped(text, to: room, size: kind.boldSize, most: most) {
      addText(line, kind, x: x, y: y + kind.baseline)
      y += kind.lineHeight
    }
  }
}

extension SVGPicture.TextKind {
  /// The size by which widths are estimated: bold letters are a tenth wider.
  var boldSize: Double { isBold ? size * 1.1 : size }

  /// From the top of a line to its base line.
  var baseline: Double { (lineHeight + size * 0.7) / 2 }
}

extension SVGPicture {
  private static let style = """
    :root{color-scheme:light dark;\(Palette.light.properties)}
    @media (prefers-color-scheme:dark){:root{\(Palette.dark.properties)}}
    text{font-family:\(Palette.fonts);font-variant-numeric:tabular-nums;fill:var(--ink)}
    \(kinds)\(Palette.rules(shadeProperty: "fill", inkProperty: "fill", edgeProperty: "fill"))
    .paper{fill:var(--paper)}
    .card{fill:var(--card)}
    .rule{stroke:var(--line)}
    .bullet,.dot{fill:var(--figure)}
    .bar{fill:var(--figure);fill-opacity:.4}
    .whisker{fill:none;stroke:var(--ink);stroke-width:1.5}
    .course{fill:none;stroke:var(--figure);stroke-width:2;stroke-linejoin:round}
    .bound{stroke:var(--mark);stroke-dasharray:2 4;stroke-linecap:round}
    .ring{fill:none;stroke:var(--mark);stroke-width:2}
    .badge{fill:var(--mark)}
    text.ink{fill:var(--ink)}
    text.bold{font-weight:600}
    text.mark{fill:var(--mark)}
    text.on-mark{fill:var(--on-mark)}

    """

  private static let kinds = TextKind.allCases.map { kind in
    let weight = kind.isBold ? ";font-weight:600" : ""
    let fill = kind.isFaint ? ";fill:var(--faint)" : ""
    return ".\(kind.rawValue){font-size:\(kind.size)px\(weight)\(fill)}\n"
  }.joined()
}
