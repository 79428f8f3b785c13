/// The baselines of a cycle's accounts and content types by index, for a look-up by names takes
/// longer than all else.
struct BaselineBook {
  var baselines: [OutcomeBaseline] = []
  /// An account of the table and a content type of the catalogue.
  private struct Place: Hashable {
    var account: Int32
    var contentType: Int32
  }

  /// The baselines that were known before the cycle, by index.
  private var known: [Int: OutcomeBaseline] = [:]
  /// The index of each place's baseline; nil where none of its results has an outcome.
  private var indices: [Place: Int?] = [:]

  private static func place(of row: ResultRow) -> Place {
    Place(account: row.account, contentType: row.contentType)
  }

  /// By how much the levels of a content type's accounts have moved, summed over the posts that were
  /// counted against them: their deviations move with them.
  func shift(ofType type: Int) -> Double {
    var sum = 0.0
    for case (let place, .some(let index)) in indices where place.contentType == type {
      guard let old = known[index] else { continue }
      sum += (baselines[index].level - old.level) * old.posts
    }
    return sum
  }

  /// The index of a result's baseline; nil where none of its account's results has an outcome.
  func index(of row: ResultRow) -> Int? { indices[Self.place(of: row)] ?? nil }

  /// Puts the baselines back among all others.
  func store(in all: inout [FeedbackState.Series: OutcomeBaseline], _ cycle: Cycle) {
    for case (let place, .some(let index)) in indices {
      all[Self.name(of: place, cycle)] = baselines[index]
    }
  }

  private static func name(of place: Place, _ cycle: Cycle) -> FeedbackState.Series {
    FeedbackState.Series(
      contentType: cycle.request.catalogue.contentTypes[Int(place.contentType)].name,
      account: cycle.table.accounts[Int(place.account)])
  }

  /// The baselines of all accounts and content types of a cycle; those that are new are fixed by
  /// their results.
  init(_ cycle: Cycle) {
    var groups: [Place: [Int32]] = [:]
    for (index, row) in cycle.rows.enumerated() where row.status == .published {
      groups[Self.place(of: row), default: []].append(Int32(truncatingIfNeeded: index))
    }
    for (place, rows) in groups {
      let known = cycle.state.baselines[Self.name(of: place, cycle)]
      let found = known ?? Self.baseline(of: rows, cycle)
      indices[place] = .some(found == nil ? nil : baselines.count)
      if let known { self.known[baselines.count] = known }
      if let found { baselines.append(found) }
    }
  }

  /// The medians of an account's results of one content type; nil where none has an outcome.
  private static func baseline(of indices: [Int32], _ cycle: Cycle) -> OutcomeBaseline? {
    guard let first = indices.first else { return nil }
    let rows = indices.lazy.map { cycle.rows[Int($0)] }
    let weights = cycle.composites[cycle.channel(of: cycle.rows[Int(first)]).platform]
    var baseline = OutcomeBaseline(reference: 1, medians: [:])
    for (index, weight) in weights.enumerated() where weight.scale == .accountMedian {
      let values = Array(rows.compactMap { cycle.table.metric(index, of: $0) })
      if let middle = middle(values) { baseline.medians[weight.metric] = middle }
    }
    baseline.hasSizes = rows.contains { cycle.table.metric(weights.count + 1, of: $0) != nil }
    let outcomes = Array(rows.compactMap { cycle.outcome(of: $0, against: baseline) })
    guard let reference = middle(outcomes) else { return nil }
    baseline.reference = reference
    return baseline
  }

  /// The median, or the mean where more than half are 0; nil where neither is above 0.
  private static func middle(_ values: [Double]) -> Double? {
    let candidates = [Statistics.median(values), Statistics.mean(values)]
    return candidates.lazy.compactMap(\.self).first { $0 > 0 && $0.isFinite }
  }
}
