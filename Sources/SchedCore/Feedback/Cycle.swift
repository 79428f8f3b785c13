/// One cycle: measure, analyse, adjust, validate.
///
/// What happened to a post counts once; what it was worth may come later, and again. So results are
/// first laid beside what was known, and all that is learned is worked out anew of the whole. Where
/// nothing is new there is no cycle, and the parameters stay as they are to the byte.
struct Cycle {
  let request: FeedbackRequest
  var state: FeedbackState
  /// The results that are counted now, once `count` has left out the others.
  private(set) var table: ResultTable
  /// Of each platform that has posts what they tell of its hours.
  private(set) var learned: [PlatformLearning] = []
  /// What they tell of each content type, by name.
  private(set) var hours: [LearnedHours] = []
  /// What the advised hours were worth.
  private(set) var values: [TimingValue] = []
  /// Rows that were counted before, those that tell more of a post that was, and rows of days that
  /// are forgotten.
  private(set) var known = 0
  private(set) var updated = 0
  /// When the last cycle was run.
  private(set) var lastRun: Instant?
  private(set) var forgotten = 0
  private(set) var newResults = 0

  /// What a cycle says that is not kept.
  struct Report {
    var analyses: [Analysis] = []
    var validation: Validation?
  }

  /// Takes over the state and the results, and leaves nothing of them.
  init(_ request: FeedbackRequest, _ state: inout FeedbackState, _ table: inout ResultTable) {
    self.request = request
    (self.state, self.table) = (FeedbackState(request), ResultTable())
    swap(&self.state, &state)
    swap(&self.table, &table)
  }

  var rows: [ResultRow] { table.rows }

  /// Takes the results in, and leaves out what was counted before.
  /// - Returns: whether there is anything new.
  mutating func count() -> Bool {
    guard let newest = table.rows.last?.instant else { return false }
    // Locals, for the closure must not touch the owner of the rows.
    var state = FeedbackState(request)
    swap(&state, &self.state)
    var (known, updated, forgotten) = (0, 0, 0)
    let accounts = table.accounts.map { state.ledger.account($0) }
    let start = state.ledger.take(&table.figures, posts: table.rows.count)
    let choices = table.choices.map { state.ledger.add($0) }
    table.choices = []
    for index in table.rows.indices {
      table.rows[index].post.metrics += start
      let choice = table.rows[index].post.choice
      if choice >= 0 { table.rows[index].post.choice = choices[Int(choice)] }
      table.rows[index].post.account = accounts[Int(table.rows[index].account)]
    }
    table.accounts = state.ledger.accounts
    table.rows.removeAll { row in
      switch state.add(row) {
      case .new: return false
      case .changed: updated += 1
      case .known: known += 1
      case nil: forgotten += 1
      }
      return true
    }
    state.evidenceAt = max(newest, state.evidenceAt ?? newest)
    swap(&state, &self.state)
    (self.known, self.updated, self.forgotten) = (known, updated, forgotten)
    newResults = rows.count
    return !rows.isEmpty || updated > 0
  }

  /// Runs the cycle; `count` has found something new.
  mutating func run() -> Report {
    state.cycle += 1
    (lastRun, state.at) = (state.at, request.now)
    state.results += rows.count
    var report = Report()
    measure()
    report.analyses = analyse()
    let changes = adaptLimits()
    // They take as much room as all that is learned of them.
    table = ResultTable()
    state.ledger.sort()
    learn()
    report.validation = adaptSettings(changes)
    forget()
    return report
  }

  /// Works out anew what all posts tell of hours.
  mutating func learn() {
    let (ledger, past, request) = (state.ledger, state.past, request)
    let instant = state.evidenceAt ?? request.now
    let platforms = request.catalogue.platforms.indices.filter { platform in
      let types = request.catalogue.platforms[platform].contentTypes
      return types.contains { past[request.catalogue.contentTypes[$0].name] != nil }
        || ledger.posts.contains { ledger.platform(of: $0) == platform }
    }
    learned = OrderedParallelMap.map(count: platforms.count, threads: request.threads) { index in
      let types = request.catalogue.platforms[platforms[index]].contentTypes
      let outcomes = types.map { type in
        past[request.catalogue.contentTypes[type].name]?.outcomes(at: instant, request)
          ?? PastOutcomes()
      }
      return PlatformLearning(
        of: platforms[index], ledger, outcomes.allSatisfy { $0.count == 0 } ? [] : outcomes,
        request, at: instant)
    }
    hours = learned.flatMap { $0.hours(ledger, request.catalogue) }
      .sorted { $0.contentType.name < $1.contentType.name }
    values = timingValues()
  }

  /// Sums up the posts of days that are forgotten, and lets them go.
  private mutating func forget() {
    guard let evidenceAt = state.evidenceAt else { return }
    let first = evidenceAt.utcDay - request.forgetDays
    for platform in learned {
      for (type, outcomes) in platform.outcomes(
        before: first, state.ledger, request, at: evidenceAt)
      {
        let contentType = request.catalogue.contentTypes[type]
        var past = state.past[contentType.name] ?? PastHours(at: evidenceAt)
        past.platform = request.catalogue.platforms[contentType.platform].name
        past.outcomes = past.outcomes(at: evidenceAt, request).adding(outcomes)
        past.at = evidenceAt
        state.past[contentType.name] = past
      }
    }
    state.seen.forget(before: first)
    state.ledger.keep { $0.instant.utcDay >= first }
  }
}

extension FeedbackState {
  /// Adds a result.
  /// - Returns: what became of it; nil where its day is forgotten.
  fileprivate mutating func add(_ row: ResultRow) -> PostLedger.Addition? {
    if seen.isForgotten(row.instant) { return nil }
    if seen.contains(row.formerKey, at: row.instant) { return .known }
    guard row.status == .published else {
      return seen.insert(row.post.key, at: row.instant) ? .new : .known
    }
    let wasCounted = seen.contains(row.post.key, at: row.instant)
    let addition = ledger.add(row.post)
    return addition == .new && wasCounted ? .changed : addition
  }
}
