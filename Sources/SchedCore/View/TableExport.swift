/// A plan as a table for another program, in one of the layouts: a row for each post whose slot is
/// still to come.
///
/// Rows are written as their posts come, or with a folder gathered by account, for a folder may hold
/// more files than a process can have open.
package final class TableExport: RecordCollector {
  private let request: ViewRequest
  private let layout: TableLayout
  private let output: OutputFile
  private let reporter: Reporter
  private var files: AccountTables?
  private let isAmbiguous: Bool
  private var keys = ExportedKeys()
  private var leftOut = LeftOutPosts()
  private var row: TableRow
  private var rowCount = 0
  /// How many texts a spreadsheet would treat as formulas.
  private var formulaCount = 0
  /// Whose the first row is.
  private var owner: String?
  /// How many rows are in the second round of an hour that the clocks repeat.
  private var secondRounds = 0

  /// An export to an output, to which rows are written as records come and which `finish` is to be
  /// given too, or to a folder in its place, which gets a file for each account or channel.
  /// - Throws: that the layout needs a zone and there is none (64).
  package init(
    request: ViewRequest, layout: TableLayout, output: OutputFile, folder: OutputFolder? = nil,
    reporter: Reporter
  ) throws(Message) {
    try layout.check(zone: request.zone)
    (self.request, self.layout, self.output) = (request, layout, output)
    self.reporter = reporter
    row = TableRow(layout, zone: request.zone)
    files = folder.map(AccountTables.init)
    isAmbiguous = request.zone != nil && layout.hasBareTimes
  }

  /// Whether there was no record, so that nothing was written.
  package var isEmpty: Bool { leftOut.isEmpty }

  package func take(_ line: JSONLine, at place: Place) throws(Message) {
    let post = try ExportedPost(line, catalogue: request.catalogue, past: request.now)
    if let reason = absence(of: post) {
      guard keys.isNew(leftOut: post) else { return }
      try begin()
      leftOut.leaveOut(because: reason)
    } else if let instant = post.instant {
      if files == nil { try checkOwner(of: post, at: place) }
      let formulas = try row.make(post, at: instant)
      guard try keys.key(of: post, at: instant) != nil else { return }
      formulaCount += formulas
      try begin()
      try write(post)
      if isAmbiguous, request.zone?.isSecondRound(instant) ?? false { secondRounds += 1 }
    }
    leftOut.countPost()
  }

  package func finish(_ output: OutputFile) throws(Message) {
    try files?.write(head: row.head)
    if let message = leftOut.message(outOf: "the table") { reporter.report(message) }
    if let most = layout.mostRows {
      for (name, count) in files?.rowCounts ?? [(nil, rowCount)] where count > most {
        reporter.report(.tooManyRows(count, most, layout.title, name))
      }
    }
    if secondRounds > 0, let zone = request.zone {
      reporter.report(.secondRounds(secondRounds, zone))
    }
    if formulaCount > 0 { reporter.report(.formulas(formulaCount, layout)) }
  }

  /// Why a post has no row.
  private func absence(of post: ExportedPost) -> String? {
    if let reason = post.absence(at: request.now) { return reason }
    return layout.platforms?.contains(post.platformIndex) ?? true ? nil : "on other platforms"
  }

  /// Writes the header before the first record's row.
  private func begin() throws(Message) {
    guard leftOut.isEmpty, files == nil, !row.head.isEmpty else { return }
    try output.write(row.head)
  }

  private func write(_ post: ExportedPost) throws(Message) {
    rowCount += 1
    if files == nil {
      try output.write(row.bytes)
    } else {
      files?.append(
        row.bytes, of: post.identity.account,
        platform: layout.fileOwner == .channel ? post.platform : nil)
    }
  }

  /// Ends the run at the first post that is not the first one's owner's: a program would post both to
  /// the same account.
  private func checkOwner(of post: ExportedPost, at place: Place) throws(Message) {
    let account = post.identity.account
    let name =
      switch layout.fileOwner {
      case .anyone: ""
      case .account: account
      case .channel: "\(account) on \(post.platform)"
      }
    let first = owner ?? name
    guard name == first else { throw .otherOwner(name, than: first, layout, at: place) }
    owner = first
  }
}

extension Message {
  fileprivate static func otherOwner(
    _ name: String, than first: String, _ layout: TableLayout, at place: Place
  ) -> Message {
    Message(
      "this post is for \(Quoting.quoted(name)), others are for \(Quoting.quoted(first)), and "
        + "\(layout.title) takes a file for each \(layout.fileOwner.rawValue) (use --split DIR)",
      at: place, status: .usage)
  }

  fileprivate static func tooManyRows(
    _ count: Int, _ most: Int, _ title: String, _ name: String?
  ) -> Message {
    Message(
      "\(count) rows, and \(title) takes \(most) a file (cut the plan by time)",
      at: name.map { Place(file: $0) }, level: .warning)
  }

  fileprivate static func secondRounds(_ count: Int, _ zone: Zone) -> Message {
    Message(
      "\(count) \(count == 1 ? "row is" : "rows are") in the second round of an hour that the clocks "
        + "of \(zone.name) repeat, which a local time cannot say (it means the first)",
      level: .warning)
  }

  fileprivate static func formulas(_ count: Int, _ layout: TableLayout) -> Message {
    let what =
      layout.marksFormulas ? "they have an apostrophe in front" : "they are kept as they are"
    return Message(
      "texts that begin like a spreadsheet's formula: \(count) (\(what))", level: .note)
  }
}
