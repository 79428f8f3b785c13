/// A source in one file: where in its rows everything is.
///
/// Columns are numbers of cells in a row; the ones of a role are tried in order, and the first cell
/// that holds something counts.
///
/// A class, for a struct of so many arrays would be copied with a count for each of them.
final class ImportLayout: Sendable {
  final class TimeColumns: Sendable {
    let columns: Columns
    let time: Columns
    let rule: ImportSource.TimeRule
    /// The column's name in messages.
    let name: String

    init(columns: Columns, time: Columns, rule: ImportSource.TimeRule, name: String) {
      (self.columns, self.time, self.rule, self.name) = (columns, time, rule, name)
    }
  }

  struct Metric: Sendable {
    let name: RecordName
    let unit: MetricUnit
    let columns: Columns
    let columnName: String
  }

  struct Words: Sendable {
    let columns: Columns
    let name: String
  }

  let source: ImportSource
  let platform: Words?
  let flags: [(platform: Int, columns: Columns)]
  let account: Columns
  let id: Columns
  let clock: Columns
  let postedAt: TimeColumns?
  let scheduledAt: TimeColumns?
  let measuredAt: TimeColumns?
  let status: Words?
  let type: Words?
  let metrics: [Metric]
  /// The columns of each metric: these alone are asked for in every row.
  let metricColumns: [Columns]
  let followers: Columns
  let fields: [(name: RecordName, columns: Columns)]
  let drops: [(reason: Int, columns: Columns)]
  /// The times that there are, in the order `postedAt`, `scheduledAt`, `measuredAt`.
  let times: [TimeColumns]

  /// - Parameters:
  ///   - source: what the file is of.
  ///   - header: the names of the columns as the file has them; empty where they are paths.
  ///   - find: the number of a column, or nil if the file does not have it.
  init(_ source: ImportSource, header: [String], find: (ColumnName) -> Int?) {
    func columns(_ names: [ColumnName]) -> Columns { Columns(names.compactMap(find)) }
    func words(_ names: [ColumnName]) -> Words? {
      let found = names.compactMap { name in find(name).map { (name, $0) } }
      return found.first.map { name, index in
        Words(
          columns: Columns(found.map(\.1)),
          name: index < header.count ? header[index] : name.written)
      }
    }
    func time(_ rule: ImportSource.TimeRule?) -> TimeColumns? {
      guard let rule, let own = words(rule.columns) else { return nil }
      return TimeColumns(
        columns: own.columns, time: columns(rule.time), rule: rule, name: own.name)
    }
    self.source = source
    if case .column(let names, _) = source.platform {
      platform = words(names)
    } else {
      platform = nil
    }
    if case .flags(let rules) = source.platform {
      flags = rules.map { ($0.platform, columns($0.columns)) }.filter { !$0.1.isEmpty }
    } else {
      flags = []
    }
    account = columns(source.account)
    id = columns(source.id?.columns ?? [])
    clock = columns(source.clock?.id.columns ?? [])
    postedAt = time(source.postedAt)
    scheduledAt = time(source.scheduledAt)
    measuredAt = time(source.measuredAt)
    times = [postedAt, scheduledAt, measuredAt].compactMap(\.self)
    status = words(source.status?.columns ?? [])
    switch source.type {
    case .words(let names, _)?, .duration(let names, _)?: type = words(names)
    case nil: type = nil
    }
    metrics = source.metrics.compactMap { rule in
      words(rule.columns).map {
        Metric(
          name: RecordName(rule.name), unit: rule.unit, columns: $0.columns, columnName: $0.name)
      }
    }
    metricColumns = metrics.map(\.columns)
    followers = columns(source.followers)
    fields = source.fields.map { (RecordName($0.name), columns($0.columns)) }.filter {
      !$0.1.isEmpty
    }
    drops = source.drops.enumerated().map { ($0, columns($1.columns)) }.filter { !$0.1.isEmpty }
  }

  /// All columns that a source names, each once: the paths that are read of a document in JSON.
  static func allColumns(of source: ImportSource) -> [ColumnName] {
    var names: [ColumnName] = source.required.flatMap(\.self) + source.account
    if case .column(let columns, _) = source.platform { names += columns }
    if case .flags(let rules) = source.platform { names += rules.flatMap(\.columns) }
    names += (source.id?.columns ?? []) + (source.clock?.id.columns ?? [])
    for rule in [source.postedAt, source.scheduledAt, source.measuredAt] {
      names += (rule?.columns ?? []) + (rule?.time ?? [])
    }
    names += source.status?.columns ?? []
    switch source.type {
    case .words(let columns, _)?, .duration(let columns, _)?: names += columns
    case nil: break
    }
    names += source.metrics.flatMap(\.columns) + source.followers
    names += source.fields.flatMap(\.columns) + source.drops.flatMap(\.columns)
    var seen: Set<ColumnName> = []
    return names.filter { seen.insert($0).inserted }
  }
}
