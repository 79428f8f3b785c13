/// The odd forms that tables come in, all with the content of one German spreadsheet.
enum ForeignTables {
  static let all: [ForeignExport] = {
    let table = ForeignExports.germanTable
    func export(_ name: String, _ bytes: [UInt8]) -> ForeignExport {
      ForeignExports.export(name, bytes, table.posts)
    }
    func form(_ name: String, _ table: ForeignTable) -> ForeignExport { export(name, table.bytes) }
    let rows = table.rows
    let text = ForeignTable(rows: rows, separator: "\t", lineEnd: "\r\n").text
    // An explanation of each column below its header, as some tools write.
    let explained = [rows[0], rows[0].map { "what \"\($0)\" means" }] + rows.dropFirst()
    let total = ["Summe", "", "", "", "", "", "", "1.234.567", "98.765", "4.321", "1.234", "4,5 %"]
    let notes = [
      ["Export vom 12.11.2026; \"alle\" Kanäle"], [""],
    ].map { $0 + rows[0].dropFirst().map { _ in "" } }
    return [
      export("utf-16le.txt", utf16(text, mark: [0xFF, 0xFE], isLittle: true)),
      export("utf-16be.txt", utf16(text, mark: [0xFE, 0xFF], isLittle: false)),
      form("mark.csv", ForeignTable(rows: rows, separator: ";", hasMark: true)),
      form("semicolons.csv", ForeignTable(rows: rows, separator: ";")),
      form("tabs.tsv", ForeignTable(rows: rows, separator: "\t")),
      form("crlf.csv", ForeignTable(rows: rows, separator: ";", lineEnd: "\r\n")),
      form("all-quoted.csv", ForeignTable(rows: rows, quotesAll: true, hasMark: true)),
      form("commas.csv", ForeignTable(rows: rows)),
      form("second-header.csv", ForeignTable(rows: explained, separator: ";")),
      form("notes-before.csv", ForeignTable(rows: notes + rows, separator: ";")),
      form("total-after.csv", ForeignTable(rows: rows + [total], separator: ";")),
      // A title that has no other cells, and an empty line after it.
      export(
        "title-line.csv",
        Array("Beiträge 2026\n\n".utf8) + ForeignTable(rows: rows, separator: ";").bytes),
      // The last line has no end.
      export(
        "no-last-newline.csv",
        Array(ForeignTable(rows: rows, separator: ";").bytes.dropLast())),
    ]
  }()

  /// Two exports of one account that overlap by half: the later one has the larger figures.
  struct Overlap {
    let earlier: ForeignExport
    let later: ForeignExport
    /// What both together tell, by time.
    let posts: [ForeignPost]
  }

  static let overlap: Overlap = {
    let table = ForeignExports.germanTable
    let third = table.posts.count / 3
    // Two thirds of the figures, which are the columns from the eighth on, but for the rate.
    let young = table.posts.prefix(2 * third).map { post in
      var post = post
      for name in post.metrics.keys where name != "engagement_rate" {
        post.metrics[name] = post.metrics[name].map { ($0 * 2 / 3).rounded(.down) }
      }
      return post
    }
    let names = ["views", "likes", "comments", "shares"]
    let youngRows = zip(table.rows.dropFirst(), young).map { row, post in
      row[..<7] + names.map { ForeignCell.grouped(Int(post.metrics[$0] ?? 0), ".") } + row[11...]
    }
    func file(_ rows: some Sequence<[String]>) -> [UInt8] {
      ForeignTable(rows: [table.rows[0]] + rows, separator: ";").bytes
    }
    let old = Array(table.posts.dropFirst(third))
    return Overlap(
      earlier: ForeignExports.export("overlap-1.csv", file(youngRows.map(Array.init)), young),
      later: ForeignExports.export("overlap-2.csv", file(table.rows.dropFirst(third + 1)), old),
      posts: young.prefix(third) + old)
  }()

  private static func utf16(_ text: String, mark: [UInt8], isLittle: Bool) -> [UInt8] {
    mark
      + text.utf16.flatMap { unit in
        isLittle
          ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      }
  }
}
