/// What a run of sched-import was asked for.
package struct ImportRequest: Sendable {
  package var sources: ImportSources
  package var catalogue: PlatformCatalogue
  /// The name of a source that all files are of; nil to recognise each.
  package var from: String?
  /// The zone of local times, and of the hours that are shown.
  package var zone: Zone?
  package var account: String?
  /// The platform of rows that name none.
  package var platform: String?
  /// Which mark begins fractions where a column does not tell.
  package var decimal: NumberStyle?
  /// In which order dates are where a column does not tell.
  package var dateOrder: DateOrder?
  /// What has a later time has not gone out.
  package var now = Instant.distantFuture
  /// When the figures were read, where the files do not say.
  package var measuredAt: Instant?

  package init(sources: ImportSources, catalogue: PlatformCatalogue) {
    (self.sources, self.catalogue) = (sources, catalogue)
  }
}

/// Makes records of files of other programs.
///
/// Each file is recognised, and surveyed as a whole, before a byte is written: what its columns mean
/// is decided for all rows at once. Then its parts are converted by all threads, and written in order.
package struct Importer {
  /// A table that is understood.
  private struct Input {
    let table: any ForeignTable
    let cells: RowCells
    let decision: ColumnDecision
    let form: String
  }

  /// Parts that a thread converts before they are written; chosen.
  private static let partsPerThread = 2

  private let request: ImportRequest
  private let platform: Int?
  private let wanted: ImportSource?
  private let answers: ColumnDecision.Answers
  private let output: ImportOutput

  /// - Throws: a flag that names what is not there (64).
  package init(_ request: ImportRequest, output: ImportOutput) throws(Message) {
    self.request = request
    self.output = output
    platform = try request.platform.map { name throws(Message) in
      try Self.flag("--platform") { () throws(Message) in
        try request.catalogue.platform(named: name)
      }
    }
    wanted = try request.from.map { name throws(Message) in
      try Self.flag("--from") { () throws(Message) in try request.sources.named(name) }
    }
    answers = ColumnDecision.Answers(
      zone: request.zone, style: request.decimal, dateOrder: request.dateOrder)
  }

  private static func flag<Value>(
    _ name: String, _ body: () throws(Message) -> Value
  ) throws(Message) -> Value {
    do throws(Message) {
      return try body()
    } catch {
      var message = error
      message.subject = name
      throw message.ending(with: .usage)
    }
  }

  /// Reads the operands, and writes their posts.
  /// - Returns: `.success`, or `.rejected` if some rows were bad or there was no post at all.
  /// - Throws: what ends the run; nothing has been written but what came before.
  package func run(_ operands: [String]) throws(Message) -> ExitStatus {
    var inputs: [Input] = []
    var keys = PostKeys()
    for operand in operands.isEmpty ? ["-"] : operands {
      let file = try ForeignFile(operand: operand)
      let recognition = SourceRecognition(
        request.sources.sources, wanted: wanted, longestRecord: output.longestRecord)
      let tables = try recognition.tables(of: file)
      if tables.isEmpty { output.reporter.report(.empty(file.name)) }
      for found in tables { inputs.append(try survey(found, &keys)) }
    }
    for input in inputs {
      for note in input.decision.notes(input.cells.layout) {
        output.reporter.report(note.at(Place(file: input.table.name)))
      }
    }
    let duplicates = DuplicatePosts(keys)
    let shownZone =
      request.zone ?? inputs.lazy.compactMap { $0.decision.times.first?.zone }.first ?? .utc
    for input in inputs { try convert(input, duplicates, shownZone: shownZone) }
    return try output.finish(
      inputs.map { (file: $0.table.name, source: $0.cells.layout.source, form: $0.form) },
      zone: shownZone)
  }
}

extension Importer {
  private func survey(
    _ found: SourceRecognition.Found, _ keys: inout PostKeys
  ) throws(Message) -> Input {
    let hasPlatform = found.layout.source.platform != nil || platform != nil
    guard hasPlatform else { throw .platformNeeded(found.table.name, found.layout.source) }
    let cells = RowCells(
      found.layout, request, header: found.header, standardPlatform: platform)
    var answers = answers
    answers.hasPoints = found.table is JSONTable
    let times = found.layout.times
    var tried = times.map { formats(of: $0, onlyDocumented: true) }
    var (survey, keysFound) = try columns(of: found.table, cells, tried)
    let isRead = zip(survey.times, tried).allSatisfy { !$1.isEmpty && ColumnDecision.isRead($0) }
    if !isRead {
      tried = times.map { formats(of: $0, onlyDocumented: false) }
      (survey, keysFound) = try columns(of: found.table, cells, tried)
    }
    if let line = survey.notUTF8 { throw .notUTF8(found.table.name, line) }
    for key in keysFound { keys.insert(key) }
    let decision = try ColumnDecision(
      survey, found.layout, tried, answers: answers, table: found.table)
    return Input(table: found.table, cells: cells, decision: decision, form: found.form)
  }

  /// The formats that a time is tried in: those that its source documents, or all.
  private func formats(
    of time: ImportLayout.TimeColumns, onlyDocumented: Bool
  ) -> [TimeFormat] {
    let own = time.rule.formats
    if onlyDocumented, !own.isEmpty {
      return own.filter {
        answers.dateOrder == nil || $0.dateOrder == nil || $0.dateOrder == answers.dateOrder
      }
    }
    return own + request.sources.formats.filter { !own.contains($0) }
  }

  private func columns(
    of table: any ForeignTable, _ cells: RowCells, _ formats: [[TimeFormat]]
  ) throws(Message) -> (ColumnSurvey, [UInt64]) {
    var whole = ColumnSurvey(cells.layout, formats: formats)
    var keys: [UInt64] = []
    for range in batches(of: table) {
      let surveys = OrderedParallelMap.map(count: range.count, threads: output.threads) { index in
        Result { () throws(Message) in
          let part = range.lowerBound + index
          var survey = ColumnSurvey(cells.layout, formats: formats, part: part)
          try table.forEachRow(ofPart: part) { row throws(Message) in
            if survey.notUTF8 == nil, !row.isUTF8 { survey.notUTF8 = row.line }
            guard cells.kind(of: row) == .post else { return }
            for platform in (try? cells.platforms(of: row)) ?? [] {
              survey.keys.append(cells.key(of: row, platform: platform))
            }
            survey.add(row, cells, formats)
          }
          return survey
        }
      }
      for result in surveys {
        let survey = try result.get()
        whole.add(survey)
        keys += survey.keys
      }
    }
    return (whole, keys)
  }

  private func batches(of table: any ForeignTable) -> [Range<Int>] {
    let size = output.threads * Self.partsPerThread
    return stride(from: 0, to: table.partCount, by: size).map {
      $0..<min(table.partCount, $0 + size)
    }
  }

  private func convert(
    _ input: Input, _ duplicates: DuplicatePosts, shownZone: Zone
  ) throws(Message) {
    let defaults = RecordBuilder.Defaults(
      account: request.account, measuredAt: request.measuredAt,
      now: request.now, shownZone: shownZone)
    if let document = (input.table as? JSONTable)?.document {
      output.countRows(document.faults.count)
      for fault in document.faults {
        try output.reject(
          UnsafeBufferPointer(rebasing: document.bytes[fault.span]),
          fault.message.at(Place(file: document.name, line: fault.line)))
      }
    }
    let catalogue = request.catalogue
    let identities = RecordBuilder.identities(catalogue)
    for range in batches(of: input.table) {
      let parts = OrderedParallelMap.map(count: range.count, threads: output.threads) { index in
        Result { () throws(Message) in
          let builder = RecordBuilder(
            input.cells, input.decision, catalogue: catalogue, defaults: defaults,
            identities: identities)
          return try ConvertedPart(
            input.table, range.lowerBound + index, builder, duplicates: duplicates)
        }
      }
      for part in parts {
        try output.write(try part.get(), duplicates, shownZone: shownZone)
      }
    }
  }
}

extension Message {
  fileprivate static func empty(_ file: String) -> Message {
    Message("there is nothing in it", at: Place(file: file), level: .warning)
  }

  fileprivate static func platformNeeded(_ file: String, _ source: ImportSource) -> Message {
    Message(
      "files of \(source.name) do not say of which platform their posts are (say it with --platform, "
        + "such as --platform linkedin)", at: Place(file: file), status: .usage)
  }

  fileprivate static func notUTF8(_ file: String, _ line: Int) -> Message {
    Message(
      "the text is not UTF-8 (if a spreadsheet on Windows saved it, iconv -f WINDOWS-1252 -t UTF-8 "
        + "makes it so)", at: Place(file: file, line: line))
  }
}
