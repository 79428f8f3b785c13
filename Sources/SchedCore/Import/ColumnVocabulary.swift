/// What the columns of all known sources are called, to guess what a new one's mean.
struct ColumnVocabulary {
  enum Role: Hashable {
    case id, account, platform, type, status, postedAt, scheduledAt, followers
    case metric(String)
    case field(String)
  }

  private var roles: [ColumnName: Role] = [:]
  /// Columns with the time of day alone.
  private var hours: Set<ColumnName> = []

  init(_ sources: [ImportSource], catalogue: PlatformCatalogue) {
    for (other, name) in catalogue.metricNames { add([ColumnName(other)], .metric(name)) }
    for source in sources {
      add(source.id?.columns ?? [], .id)
      add(source.account, .account)
      if case .column(let names, _) = source.platform { add(names, .platform) }
      if case .words(let names, _) = source.type { add(names, .type) }
      add(source.status?.columns ?? [], .status)
      for rule in [source.postedAt, source.scheduledAt] { hours.formUnion(rule?.time ?? []) }
      add(source.postedAt?.columns ?? [], .postedAt)
      add(source.scheduledAt?.columns ?? [], .scheduledAt)
      add(source.followers, .followers)
      for rule in source.metrics { add(rule.columns, .metric(rule.name)) }
      for rule in source.fields { add(rule.columns, .field(rule.name)) }
    }
  }

  private mutating func add(_ names: [ColumnName], _ role: Role) {
    for name in names where roles[name] == nil { roles[name] = role }
  }

  /// Whether a column of that name may hold the time of day alone.
  func mayBeHour(_ column: String) -> Bool { hours.contains(ColumnName(column)) }

  /// What a column of that name mostly is; nil if no source has one.
  func role(of column: String) -> Role? { roles[ColumnName(column)] }
}
