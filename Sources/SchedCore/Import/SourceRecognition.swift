/// Finds the source that a file is of, and where in the file its records begin.
struct SourceRecognition {
  /// A table of a file, and what is in its columns.
  struct Found {
    let table: any ForeignTable
    let layout: ImportLayout
    let header: [String]
    /// What the file is, in words: `a table with semicolons`.
    let form: String
  }

  /// The rows in which a header is looked for, as notes may stand before it; chosen.
  private static let mostRowsBefore = 50

  private let sources: [ImportSource]
  private let wanted: ImportSource?
  private let longestRecord: Int

  /// - Parameters:
  ///   - sources: what the file may be of.
  ///   - wanted: the source of `--from`; nil to look for one.
  ///   - longestRecord: the longest record in bytes that is not refused.
  init(_ sources: [ImportSource], wanted: ImportSource?, longestRecord: Int) {
    (self.sources, self.wanted, self.longestRecord) = (sources, wanted, longestRecord)
  }

  /// The tables of a file: one, or several that stand beside each other; none of an empty file.
  /// - Throws: that no source fits, with the nearest one (65), or what is wrong with the file.
  func tables(of file: ForeignFile) throws(Message) -> [Found] {
    let head = try file.head(CSVHead.mostBytes)
    guard head.contains(where: { $0 > 0x20 }) else { return [] }
    return JSONDocument.isLikely(head) ? try documents(of: file) : try tables(of: file, head)
  }
}

extension SourceRecognition {
  /// How well a source fits: how many of the columns it must have are there, of how many.
  private struct Fit {
    let source: ImportSource
    let found: Int
    /// How many of all of its columns there are.
    let all: Int

    var isWhole: Bool { found == source.required.count }
    var share: Double { Double(found) / Double(source.required.count) }
  }

  private var candidates: [ImportSource] { wanted.map { [$0] } ?? sources }

  private func fit(_ source: ImportSource, _ has: (ColumnName) -> Bool) -> Fit {
    Fit(
      source: source, found: source.required.count { $0.contains(where: has) },
      all: ImportLayout.allColumns(of: source).count(where: has))
  }

  /// Of sources that fit, the one that requires more columns, and then the one that has more.
  private func isBetter(_ a: Fit, _ b: Fit) -> Bool { (a.found, a.all) > (b.found, b.all) }

  private func tables(of file: ForeignFile, _ head: [UInt8]) throws(Message) -> [Found] {
    let found = head.withUnsafeBufferPointer {
      header(in: $0, isWhole: head.count < CSVHead.mostBytes)
    }
    guard let best = found.best else {
      throw .notRecognised(
        file.name,
        (found.nearest?.source ?? wanted).map { ($0, missing($0, found.nearestHeader)) },
        isWanted: wanted != nil)
    }
    let table = try CSVTable(
      file, delimiter: found.delimiter, from: file.start + best.end, longest: longestRecord)
    let form = "a table with \(CSVDelimiter.name(found.delimiter))"
    return ranges(best.header, best.fit.source).map { range in
      let names = ColumnName.table(Array(best.header[range]))
      let layout = ImportLayout(best.fit.source, header: best.header) {
        names[$0].map { $0 + range.lowerBound }
      }
      return Found(table: table, layout: layout, header: best.header, form: form)
    }
  }

  private struct Header {
    let fit: Fit
    let header: [String]
    /// Where its record ends.
    let end: Int
  }

  private func header(
    in bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool
  ) -> (best: Header?, nearest: Fit?, nearestHeader: [String], delimiter: UInt8) {
    let delimiter = CSVDelimiter.found(in: bytes)
    var best: Header?
    var nearest: (fit: Fit, header: [String])?
    let records = CSVHead.records(
      of: bytes, delimiter: delimiter, isWhole: isWhole, atMost: Self.mostRowsBefore)
    for (header, end) in records {
      let names = ColumnName.table(header)
      for source in candidates {
        let fit = fit(source) { names[$0] != nil }
        if fit.isWhole, best.map({ isBetter(fit, $0.fit) }) ?? true {
          best = Header(fit: fit, header: header, end: end)
        }
        if fit.found > 0, nearest.map({ fit.share > $0.fit.share }) ?? true {
          nearest = (fit, header)
        }
      }
    }
    return (best, nearest?.fit, nearest?.header ?? [], delimiter)
  }

  /// The columns of each of the tables that stand beside each other.
  private func ranges(_ header: [String], _ source: ImportSource) -> [Range<Int>] {
    guard source.isSideBySide, let first = source.required.first else { return [0..<header.count] }
    let starts = header.indices.filter { first.contains(ColumnName(header[$0])) }
    return starts.enumerated().map { index, start in
      (index == 0 ? 0 : start)..<(index + 1 < starts.count ? starts[index + 1] : header.count)
    }
  }

  private func missing(_ source: ImportSource, _ header: [String]) -> [String] {
    let names = ColumnName.table(header)
    return source.required.filter { !$0.contains { names[$0] != nil } }.compactMap {
      $0.first?.written
    }
  }
}

extension SourceRecognition {
  /// The records that are looked at for their paths; chosen.
  private static let sampledRecords = 50

  private func documents(of file: ForeignFile) throws(Message) -> [Found] {
    let document = try JSONDocument(file)
    var best: (fit: Fit, rows: [Range<Int>])?
    var nearest: Fit?
    for source in candidates {
      for path in source.records {
        guard let rows = document.records(at: path), !rows.isEmpty else { continue }
        let sample = rows.prefix(Self.sampledRecords).map { span in
          JSONSpans(bytes: UnsafeBufferPointer(rebasing: document.bytes[span]))
        }
        let fit = fit(source) { column in
          let path = JSONPath(column.written)
          return sample.contains { path.find(in: $0, at: 0) != nil }
        }
        if fit.isWhole, best.map({ isBetter(fit, $0.fit) }) ?? true { best = (fit, rows) }
        if fit.found > 0, fit.share > nearest?.share ?? 0 { nearest = fit }
      }
    }
    guard let best else {
      guard !document.isEmpty else { return [] }
      throw .notRecognised(
        file.name, (nearest?.source ?? wanted).map { ($0, []) }, isWanted: wanted != nil)
    }
    let columns = ImportLayout.allColumns(of: best.fit.source)
    let numbers = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    let table = JSONTable(document, rows: best.rows, paths: columns.map(\.written))
    let layout = ImportLayout(best.fit.source, header: []) { numbers[$0] }
    return [
      Found(
        table: table, layout: layout, header: [],
        form: document.isLines ? "JSON Lines" : "JSON")
    ]
  }
}

extension Message {
  fileprivate static func notRecognised(
    _ file: String, _ nearest: (source: ImportSource, missing: [String])?, isWanted: Bool
  ) -> Message {
    let lacks = (nearest?.missing ?? []).prefix(3).map(Quoting.quoted).joined(separator: ", ")
    let columns = lacks.isEmpty ? "" : ", which has \(lacks) too"
    let advice = "sched-import --describe shows its columns, and begins a file for --sources"
    guard let nearest else {
      return Message("no source has columns like these (\(advice))", at: Place(file: file))
    }
    guard !isWanted else {
      let what = lacks.isEmpty ? "other values" : "the columns \(lacks)"
      return Message(
        "not of \(nearest.source.name), which has \(what) (\(advice))", at: Place(file: file))
    }
    return Message(
      "no source has just these columns; the nearest is \(nearest.source.name)\(columns) (\(advice))",
      at: Place(file: file))
  }
}
