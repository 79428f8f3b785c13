/// The baselines of a cycle's accounts and content types by index, for a look-up by names takes
/// longer than all else.
struct BaselineBook {
  var baselines: [OutcomeBaseline] = []
  private let names: [FeedbackState.Series]
  /// For each account of the table and each content type of the catalogue the index of its
  /// baseline, or -1.
  private var indices: [Int32]
  private let types: Int

  /// The baselines that are known already.
  init(_ cycle: Cycle) {
    let contentTypes = cycle.request.catalogue.contentTypes
    types = contentTypes.count
    indices = [Int32](repeating: -1, count: cycle.table.accounts.count * types)
    names = cycle.table.accounts.flatMap { account in
      contentTypes.map { FeedbackState.Series(contentType: $0.name, account: account) }
    }
    for (place, name) in names.enumerated() {
      guard let known = cycle.state.baselines[name] else { continue }
      indices[place] = Int32(baselines.count)
      baselines.append(known)
    }
  }

  private func place(of row: ResultRow) -> Int { Int(row.account) * types + Int(row.contentType) }

  /// The index of a result's baseline; nil where none of its account's results has an outcome.
  func index(of row: ResultRow) -> Int? {
    let index = Int(indices[place(of: row)])
    return index >= 0 ? index : nil
  }

  /// Puts the baselines back among all others.
  func store(in all: inout [FeedbackState.Series: OutcomeBaseline]) {
    for (place, index) in indices.enumerated() where index >= 0 {
      all[names[place]] = baselines[Int(index)]
    }
  }

  /// Fixes what accounts that are new are measured against, by their results of this cycle.
  mutating func addMissing(_ cycle: Cycle) {
    var groups: [Int: [Int32]] = [:]
    for (index, row) in cycle.rows.enumerated() {
      guard row.status == .published, indices[place(of: row)] < 0 else { continue }
      groups[place(of: row), default: []].append(Int32(index))
    }
    for (place, rows) in groups.sorted(by: { $0.key < $1.key }) {
      guard let baseline = Self.baseline(of: rows.map { cycle.rows[Int($0)] }, cycle) else {
        continue
      }
      indices[place] = Int32(baselines.count)
      baselines.append(baseline)
    }
  }

  /// The medians of an account's results of one content type; nil where none has an outcome.
  private static func baseline(of rows: [ResultRow], _ cycle: Cycle) -> OutcomeBaseline? {
    guard let first = rows.first else { return nil }
    let weights = cycle.composites[cycle.channel(of: first).platform]
    var baseline = OutcomeBaseline(reference: 1, medians: [:])
    for (index, weight) in weights.enumerated() where weight.scale == .accountMedian {
      let values = rows.compactMap { row in
        cycle.table.metric(index, of: row)
      }
      if let middle = middle(values) { baseline.medians[weight.metric] = middle }
    }
    baseline.hasSizes = rows.contains { cycle.table.metric(weights.count + 1, of: $0) != nil }
    let outcomes = rows.compactMap { cycle.outcome(of: $0, against: baseline) }
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
