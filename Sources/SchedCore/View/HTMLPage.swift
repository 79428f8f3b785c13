/// Blocks as one page of HTML that needs nothing else: no script, and nothing that is fetched.
///
/// It is read on a telephone and on a wide screen, on light and on dark ground, on paper, with a
/// keyboard and by a screen reader. What colour shows, a text says too: tables are tables, with
/// captions and headed rows, and what is drawn beside its own figures is hidden from screen readers.
package struct HTMLPage {
  private(set) var markup: Markup = ""
  /// What the blocks are about, for tables without a title of their own.
  private var heading: String
  private var hasHeading = false
  var accounts = AccountColors()

  private init(title: String) { heading = title }

  /// Appends a whole page.
  package static func append(
    _ blocks: [ViewBlock], title: String, to output: inout some ByteOutput
  ) {
    var page = HTMLPage(title: title)
    page.add(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>
      \(Markup(trusted: style))</style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>

      """)
    for (index, block) in blocks.enumerated() {
      // Courses are small, and share lines where there is room.
      let (isCourse, wasCourse) = (block.isCourse, index > 0 && blocks[index - 1].isCourse)
      if wasCourse, !isCourse { page.add("</div>\n") }
      if isCourse, !wasCourse { page.add("<div class=\"courses\">\n") }
      page.append(block)
    }
    if blocks.last?.isCourse == true { page.add("</div>\n") }
    page.add("</main>\n</body>\n</html>\n")
    page.markup.bytes.withUnsafeBufferPointer { output.append(contentsOf: $0) }
  }

  mutating func add(_ markup: Markup) { self.markup += markup }

  /// The level of a heading so many levels below those of the blocks: levels are not skipped.
  func level(_ depth: Int) -> Int { (hasHeading ? 2 : 1) + depth }

  private mutating func append(_ block: ViewBlock) {
    switch block {
    case .heading(let text):
      (heading, hasHeading) = (text, true)
      add("<h2>\(text)</h2>\n")
    case .paragraph(let text): add("<p>\(ViewWords.unbroken(text))</p>\n")
    case .list(let texts):
      add("<ul>\n")
      for text in texts { add("<li>\(ViewWords.unbroken(text))</li>\n") }
      add("</ul>\n")
    case .table(let table): append(table)
    case .heatMap(let map): append(map)
    case .calendar(let calendar): append(calendar)
    case .ranking(let ranking): append(ranking)
    case .course(let course): append(course)
    }
  }

  /// A table, on a telephone a list of its rows.
  ///
  /// The roles say again what the elements are, for a browser that shows rows as blocks may tell
  /// screen readers that they are no table. One that is too wide for a screen moves within its frame,
  /// by keyboard too, so that the page does not.
  private mutating func append(_ table: ViewTable) {
    guard !table.columns.isEmpty else { return }
    add("<div class=\"frame\" role=\"region\" tabindex=\"0\" aria-label=\"\(heading)\">\n")
    add("<table role=\"table\">\n<caption class=\"unseen\">\(heading)</caption>\n")
    add("<thead role=\"rowgroup\"><tr role=\"row\">")
    for column in table.columns {
      add("<th scope=\"col\" role=\"columnheader\"\(numberClass(column))>\(column.title)</th>")
    }
    add("</tr></thead>\n<tbody role=\"rowgroup\">\n")
    for row in table.rows {
      add("<tr role=\"row\">")
      for (index, (column, cell)) in zip(table.columns, row).enumerated() {
        let text = ViewWords.unbroken(cell)
        if index == 0 {
          add("<th scope=\"row\" role=\"rowheader\"\(numberClass(column))>\(text)</th>")
        } else {
          add(
            "<td role=\"cell\" data-column=\"\(column.title)\"\(numberClass(column))>\(text)</td>")
        }
      }
      add("</tr>\n")
    }
    add("</tbody>\n</table>\n</div>\n")
  }

  private func numberClass(_ column: ViewTable.Column) -> Markup {
    column.isNumber ? " class=\"number\"" : ""
  }
}

extension ViewBlock {
  fileprivate var isCourse: Bool {
    if case .course = self { true } else { false }
  }
}
