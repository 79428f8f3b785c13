/// One cycle: measure, analyse, adjust, validate.
///
/// Results that were counted before are left out first; where nothing is left there is no cycle, and
/// the parameters stay as they are to the byte.
struct Cycle {
  let request: FeedbackRequest
  var state: FeedbackState
  let table: ResultTable
  /// Of each platform of the catalogue, what its composite is made of.
  let composites: [[KPIWeight]]
  /// The rows that are counted now.
  private(set) var rows: [ResultRow] = []
  /// Rows that were counted before, and rows of days that are forgotten.
  private(set) var known = 0
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

  /// Leaves out what was counted before.
  /// - Returns: whether there is anything new.
  mutating func count() -> Bool {
    guard let newest = table.rows.last?.instant else { return false }
    let last = max(newest, state.evidenceAt ?? newest)
    state.seen.forget(before: SeenResults.day(of: last) - request.forgetDays)
    rows.reserveCapacity(table.rows.count)
    for row in table.rows {
      if state.seen.isForgotten(row.instant) {
        forgotten += 1
      } else if state.seen.insert(row.key, at: row.instant) {
        rows.append(row)
      } else {
        known += 1
      }
    }
    return !rows.isEmpty
  }

  /// Runs the cycle; `count` has found something new.
  mutating func run() -> Report {
    state.cycle += 1
    state.at = request.now
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
