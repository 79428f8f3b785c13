/// One cycle: measure, analyse, adjust, validate.
///
/// Results that were counted before are left out first; where nothing is left there is no cycle, and
/// the parameters stay as they are to the byte.
struct Cycle {
  let request: FeedbackRequest
  var state: FeedbackState
  private(set) var table: ResultTable
  /// Of each platform of the catalogue, what its composite is made of.
  let composites: [[KPIWeight]]
  /// Rows that were counted before, and rows of days that are forgotten.
  private(set) var known = 0
  /// When the last cycle was run.
  private(set) var lastRun: Instant?
  private(set) var forgotten = 0

  /// What a cycle says that is not kept.
  struct Report {
    var analyses: [Analysis] = []
    var validation: Validation?
  }

  init(_ request: FeedbackRequest, _ state: FeedbackState, _ table: ResultTable) {
    (self.request, self.state, self.table) = (request, state, table)
    composites = KPIComposite.composites(of: request.catalogue, target: request.target)
  }

  /// The rows that are counted now, once `count` has left out the others.
  var rows: [ResultRow] { table.rows }

  /// Leaves out what was counted before.
  /// - Returns: whether there is anything new.
  mutating func count() -> Bool {
    guard let newest = table.rows.last?.instant else { return false }
    let last = max(newest, state.evidenceAt ?? newest)
    state.seen.forget(before: SeenResults.day(of: last) - request.forgetDays)
    // Locals, for the closure must not touch the table's owner.
    var (seen, known, forgotten) = (state.seen, 0, 0)
    state.seen = SeenResults()
    table.rows.removeAll { row in
      if seen.isForgotten(row.instant) {
        forgotten += 1
        return true
      }
      let isNew = seen.insert(row.key, at: row.instant)
      if !isNew { known += 1 }
      return !isNew
    }
    (state.seen, self.known, self.forgotten) = (seen, known, forgotten)
    return !rows.isEmpty
  }

  /// Runs the cycle; `count` has found something new.
  mutating func run() -> Report {
    state.cycle += 1
    (lastRun, state.at) = (state.at, request.now)
    state.results += rows.count
    var report = Report()
    measure()
    report.analyses = analyse()
    let outcomes = learnHours()
    let changes = adaptLimits()
    report.validation = adaptSettings(outcomes, changes)
    return report
  }
}
