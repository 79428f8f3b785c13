/// What was understood of the files, for a person to see at a glance whether it is right.
struct ImportTally: Sendable {
  /// Why a row that is a post is no record.
  enum LeftOut: Hashable, Sendable {
    /// The source's own reason, as `replies`.
    case dropped(String)
    case note
    case dateAlone
    case clockContradicts
    case repeated
  }

  var rows = 0
  var posts = 0
  var rejected = 0
  var leftOut: [LeftOut: Int] = [:]
  var accounts: [String: Int] = [:]
  /// By content type.
  var types: [Int: Int] = [:]
  var statuses: [PostStatus: Int] = [:]
  /// How many have a time, the first and the last of them.
  var timed = 0
  var first = Instant.distantFuture
  var last = Instant.distantPast
  /// Posts by hour of the local day.
  var hours = [Int](repeating: 0, count: 24)
  /// Posts by metric, in the order in which metrics come first.
  private(set) var metrics: [(name: RecordName, posts: Int)] = []
  /// Posts of an export of what went out whose time is still to come.
  var future = 0
  /// Posts whose id a spreadsheet has rounded.
  var lostIDs = 0
  /// Times beside clocks in ids: how often they differ by that many quarters of an hour.
  var clockQuarters: [Int: Int] = [:]

  mutating func leaveOut(_ reason: LeftOut, _ count: Int = 1) {
    leftOut[reason, default: 0] += count
  }

  /// Counts a record that is written.
  mutating func count(_ piece: RecordBuilder.Piece, in zone: Zone) {
    posts += 1
    types[piece.contentType, default: 0] += 1
    if let account = piece.account { accounts[account, default: 0] += 1 }
    if let status = piece.status { statuses[status, default: 0] += 1 }
    for metric in piece.metrics { countMetric(metric.name, 1) }
    if piece.isFuture { future += 1 }
    if piece.hasLostID { lostIDs += 1 }
    guard let instant = piece.at else { return }
    timed += 1
    first = min(first, instant)
    last = max(last, instant)
    let second = instant.seconds + Int64(zone.offsetSeconds(at: instant))
    hours[Int(second.floorRemainder(by: 86_400)) / 3600] += 1
  }

  /// A dozen names are found faster one after another than by their hashes.
  private mutating func countMetric(_ name: RecordName, _ posts: Int) {
    if let index = metrics.firstIndex(where: { $0.name.text == name.text }) {
      metrics[index].posts += posts
    } else {
      metrics.append((name, posts))
    }
  }

  /// Adds what was counted by numbers.
  mutating func add(_ rows: RowTally, names: [RecordName]) {
    posts += rows.posts
    for (type, count) in rows.types.enumerated() where count > 0 {
      types[type, default: 0] += count
    }
    for (name, count) in zip(names, rows.metrics) where count > 0 { countMetric(name, count) }
    for account in rows.accounts {
      accounts[String(decoding: account.name, as: UTF8.self), default: 0] += account.posts
    }
    timed += rows.timed
    first = min(first, rows.first)
    last = max(last, rows.last)
    for hour in hours.indices { hours[hour] += rows.hours[hour] }
  }

  mutating func add(_ other: ImportTally) {
    rows += other.rows
    posts += other.posts
    rejected += other.rejected
    leftOut.merge(other.leftOut, uniquingKeysWith: +)
    accounts.merge(other.accounts, uniquingKeysWith: +)
    types.merge(other.types, uniquingKeysWith: +)
    statuses.merge(other.statuses, uniquingKeysWith: +)
    timed += other.timed
    first = min(first, other.first)
    last = max(last, other.last)
    for hour in hours.indices { hours[hour] += other.hours[hour] }
    for metric in other.metrics { countMetric(metric.name, metric.posts) }
    future += other.future
    lostIDs += other.lostIDs
    clockQuarters.merge(other.clockQuarters, uniquingKeysWith: +)
  }
}
