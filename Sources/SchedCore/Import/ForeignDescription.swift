/// The columns of a file that no source knows yet, and a source to begin with.
package struct ForeignDescription {
  private struct Table {
    let name: String
    let form: String
    let columns: [String]
    let shapes: [ColumnShape]
    let rows: Int
    /// Where the records of a document in JSON are.
    let records: String?
  }

  /// The rows that are looked at; chosen.
  private static let mostRows = 10_000

  private let request: ImportRequest
  private let longestRecord: Int
  private let vocabulary: ColumnVocabulary

  package init(_ request: ImportRequest, maxRecordBytes: Int) {
    self.request = request
    longestRecord = maxRecordBytes
    vocabulary = ColumnVocabulary(request.sources.sources, catalogue: request.catalogue)
  }

  /// The description of each file as YAML, whose first half is comments.
  /// - Throws: a file that cannot be read, or has no rows.
  package func text(of operands: [String]) throws(Message) -> [UInt8] {
    var text = ""
    for operand in operands.isEmpty ? ["-"] : operands {
      let file = try ForeignFile(operand: operand)
      guard let table = try table(of: file) else { throw .noRows(file.name) }
      text += comments(table) + skeleton(table)
    }
    return Array(text.utf8)
  }
}

extension ForeignDescription {
  private func table(of file: ForeignFile) throws(Message) -> Table? {
    let head = try file.head(CSVHead.mostBytes)
    guard head.contains(where: { $0 > 0x20 }) else { return nil }
    if JSONDocument.isLikely(head) { return try documentTable(of: file) }
    let (delimiter, header, end) = head.withUnsafeBufferPointer { self.header(in: $0) }
    guard !header.isEmpty else { return nil }
    let table = try CSVTable(
      file, delimiter: delimiter, from: file.start + end, longest: longestRecord)
    let (shapes, rows) = try shapes(of: table, columns: header.count)
    return Table(
      name: file.name, form: "a table with \(CSVDelimiter.name(delimiter))", columns: header,
      shapes: shapes, rows: rows, records: nil)
  }

  private func documentTable(of file: ForeignFile) throws(Message) -> Table? {
    let document = try JSONDocument(file)
    let found = document.arrayPaths.map { (path: $0, rows: document.records(at: $0) ?? []) }
    guard let best = found.max(by: { $0.rows.count < $1.rows.count }), !best.rows.isEmpty else {
      return nil
    }
    var columns: [String] = []
    for span in best.rows.prefix(100) {
      let spans = JSONSpans(bytes: UnsafeBufferPointer(rebasing: document.bytes[span]))
      for path in JSONPath.all(in: spans, at: 0) where !columns.contains(path) {
        columns.append(path)
      }
    }
    guard !columns.isEmpty else { return nil }
    let table = JSONTable(document, rows: best.rows, paths: columns)
    let (shapes, rows) = try shapes(of: table, columns: columns.count)
    return Table(
      name: file.name, form: document.isLines ? "JSON Lines" : "JSON", columns: columns,
      shapes: shapes, rows: rows, records: best.path)
  }

  /// The record that has the most columns of known names; without one, the first that has as many
  /// cells as most, none of them a number.
  private func header(
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> (delimiter: UInt8, header: [String], end: Int) {
    let delimiter = CSVDelimiter.found(in: bytes)
    let records = CSVHead.records(of: bytes, delimiter: delimiter, isWhole: true, atMost: 100)
    func known(_ cells: [String]) -> Int { cells.count { vocabulary.role(of: $0) != nil } }
    let best = records.map { known($0.cells) }.max() ?? 0
    var widths: [Int: Int] = [:]
    for record in records { widths[record.cells.count, default: 0] += 1 }
    let width = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    let header =
      best > 1
      ? records.first { known($0.cells) == best }
      : records.first { record in
        record.cells.count == width && !record.cells.contains(where: Self.isNumber)
      } ?? records.first
    return (delimiter, header?.cells ?? [], header?.end ?? 0)
  }

  private static func isNumber(_ cell: String) -> Bool {
    var cell = cell
    return cell.withUTF8 { NumberCell($0) != nil }
  }

  private func shapes(
    of table: any ForeignTable, columns: Int
  ) throws(Message) -> ([ColumnShape], Int) {
    let (formats, missing) = (request.sources.formats, MissingCells(request.sources.missing))
    var shapes = Array(repeating: ColumnShape(formats: formats), count: columns)
    var rows = 0
    for part in 0..<table.partCount where rows < Self.mostRows {
      try table.forEachRow(ofPart: part) { row throws(Message) in
        guard rows < Self.mostRows else { return }
        rows += 1
        for column in 0..<columns {
          let cell = row[column]
          shapes[column].add(cell, isMissing: missing.contains(cell))
        }
      }
    }
    return (shapes, rows)
  }
}

extension ForeignDescription {
  private func comments(_ table: Table) -> String {
    let rows = "\(table.rows) \(table.rows == 1 ? "row" : "rows")"
    let count = table.rows < Self.mostRows ? rows : "the first \(rows)"
    var text = "# \(Quoting.escaped(table.name)): \(table.form), \(count)\n#\n"
    let names = table.columns.map { YAMLPair.shown($0) }
    let width = min(40, names.map(\.count).max() ?? 0)
    for (name, shape) in zip(names, table.shapes) {
      let padding = String(repeating: " ", count: max(0, width - name.count))
      text += "#   \(name)\(padding)  \(shape.share)  \(shape.inWords)\n"
    }
    return text + "#\n"
  }

  private func skeleton(_ table: Table) -> String {
    let roles = table.columns.map { vocabulary.role(of: $0) }
    func column(_ role: ColumnVocabulary.Role) -> String? {
      roles.firstIndex(of: role).map { Self.quoted(table.columns[$0]) }
    }
    let timeIndex =
      table.shapes.indices.first { roles[$0] == .postedAt && !table.shapes[$0].times.isEmpty }
      ?? table.shapes.indices.first { roles[$0] == .scheduledAt && !table.shapes[$0].times.isEmpty }
      ?? table.shapes.indices.first { !table.shapes[$0].times.isEmpty }
    let time = timeIndex.map { Self.quoted(table.columns[$0]) }
    let isPlan = timeIndex.map { roles[$0] == .scheduledAt } ?? false
    var lines = ["sources:", "  my_export:"]
    lines.append("    columns: [\(required(table, timeIndex).joined(separator: ", "))]")
    if let records = table.records, records != "." {
      lines.append("    records: \(Self.quoted(records))")
    }
    lines.append(
      "    platform: "
        + (column(.platform).map { "{columns: \($0)}" } ?? "instagram  # or {columns: NAME}"))
    lines.append(column(.id).map { "    id: \($0)" } ?? "    # id: NAME")
    if let account = column(.account) { lines.append("    account: \(account)") }
    let hour = table.shapes.indices.first {
      $0 != timeIndex && table.shapes[$0].isClock && vocabulary.mayBeHour(table.columns[$0])
    }.map { Self.quoted(table.columns[$0]) }
    let whole = time.map { date in hour.map { "{columns: \(date), time: \($0)}" } ?? date }
    lines.append(
      whole.map { "    \(isPlan ? "scheduled_at" : "posted_at"): \($0)" }
        ?? "    # posted_at: {columns: NAME, formats: [\"%Y-%m-%d %H:%M\"]}")
    if let status = column(.status) { lines.append("    status: {columns: \(status)}") }
    lines += typeLines(table, roles)
    lines += metricLines(table, roles, except: timeIndex)
    lines += fieldLines(table, roles)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The columns that tell a file of the kind from others: its time, and what is guessed of it.
  private func required(_ table: Table, _ time: Int?) -> [String] {
    var columns = time.map { [$0] } ?? []
    columns += table.columns.indices.filter { $0 != time && !table.columns[$0].isEmpty }.prefix(2)
    return columns.map { Self.quoted(table.columns[$0]) }
  }

  private func typeLines(_ table: Table, _ roles: [ColumnVocabulary.Role?]) -> [String] {
    guard let index = roles.firstIndex(of: .type) ?? nil else { return [] }
    let words = (table.shapes[index].recurringWords ?? []).map(Self.quoted).joined(separator: ", ")
    return [
      "    # type: {columns: \(Self.quoted(table.columns[index])), map: {CONTENT_TYPE: [\(words)]}}"
    ]
  }

  private func metricLines(
    _ table: Table, _ roles: [ColumnVocabulary.Role?], except time: Int?
  ) -> [String] {
    var known: [String] = []
    var open: [String] = []
    for (index, shape) in table.shapes.enumerated() where index != time {
      let column = Self.quoted(table.columns[index])
      if case .metric(let name)? = roles[index],
        !known.contains(where: { $0.hasPrefix("      \(name):") })
      {
        known.append("      \(name): \(column)")
      } else if roles[index] == nil, shape.isNumber, !table.columns[index].isEmpty {
        open.append("      # NAME: \(column)")
      }
    }
    let lines = known + open
    return lines.isEmpty ? [] : [(known.isEmpty ? "    # metrics:" : "    metrics:")] + lines
  }

  private func fieldLines(_ table: Table, _ roles: [ColumnVocabulary.Role?]) -> [String] {
    var fields: [String] = []
    for (index, role) in roles.enumerated() {
      if case .field(let name)? = role, !fields.contains(where: { $0.hasPrefix("\(name):") }) {
        fields.append("\(name): \(Self.quoted(table.columns[index]))")
      }
    }
    return fields.isEmpty ? [] : ["    fields: {\(fields.joined(separator: ", "))}"]
  }

  /// The text as YAML: plain where that is safe.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || " _-.".unicodeScalars.contains($0)
    }
    let begins = text.unicodeScalars.first.map { $0.properties.isAlphabetic } ?? false
    let words = ["true", "false", "null", "yes", "no", "on", "off"]
    guard isPlain, begins, !words.contains(text.lowercased()), !text.hasSuffix(" ") else {
      var quoted: [UInt8] = []
      JSONString.append(text, to: &quoted)
      return String(decoding: quoted, as: UTF8.self)
    }
    return text
  }
}

extension Message {
  fileprivate static func noRows(_ file: String) -> Message {
    Message("there are no rows to describe", at: Place(file: file))
  }
}
