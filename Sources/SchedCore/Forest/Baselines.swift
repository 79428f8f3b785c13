/// What needs no model: the level, the last posts, and a table of hours.
struct Baselines {
  private struct Series: Hashable {
    var account: Int32
    var type: Int
  }

  private var levels: [Series: Double] = [:]
  private var typeLevels: [Double]
  private var tables: [[Double]]
  private let all: PlatformSamples
  private let targets: [Double]
  private static let recentPosts = 30

  /// `targets` are of all samples, `rows` those that are known.
  init(_ all: PlatformSamples, rows: [Int], targets: [Double]) {
    (self.all, self.targets) = (all, targets)
    var bySeries: [Series: [Double]] = [:]
    var byType = [[Int]](repeating: [], count: all.typeNames.count)
    for row in rows {
      bySeries[Self.series(all, row), default: []].append(targets[row])
      byType[all.types[row]].append(row)
    }
    let level = Self.level(rows.map { targets[$0] })
    typeLevels = byType.map { $0.isEmpty ? level : Self.level($0.map { targets[$0] }) }
    levels = bySeries.mapValues(Self.level)
    tables = byType.map { rows in
      Self.table(rows.map { (all.weekHours[$0], targets[$0]) })
    }
  }

  /// The mean of values of which wild ones are pulled in.
  private static func level(_ values: [Double]) -> Double {
    let middle = Statistics.median(values) ?? 0
    return middle + (Statistics.mean(HuberValues(values.map { $0 - middle }).values) ?? 0)
  }

  private static func series(_ all: PlatformSamples, _ row: Int) -> Series {
    Series(account: all.outcomes.columns.accounts[row], type: all.types[row])
  }

  /// The level of the account's posts of that type; else of the type.
  func level(_ row: Int) -> Double {
    levels[Self.series(all, row)] ?? typeLevels[all.types[row]]
  }

  /// The mean of the type's posts in that hour of the week, shrunken.
  func hour(_ row: Int) -> Double {
    typeLevels[all.types[row]] + tables[all.types[row]][all.weekHours[row]]
  }

  /// The means of the last thirty posts of the same account and type before each of some rows.
  func recent(_ rows: [Int]) -> [Double] {
    var last: [Series: [Double]] = [:]
    let wanted = Set(rows)
    var found: [Int: Double] = [:]
    for row in all.samples.indices {
      let series = Self.series(all, row)
      var known = last.removeValue(forKey: series) ?? []
      if wanted.contains(row) { found[row] = Statistics.mean(known) ?? typeLevels[all.types[row]] }
      known.append(targets[row])
      if known.count > Self.recentPosts { known.removeFirst() }
      last[series] = known
    }
    return rows.map { found[$0] ?? 0 }
  }

  /// Of each hour its mean less that of all, drawn to 0 by the variance between hours beside that
  /// within them (the moment estimate of one-way analysis of variance).
  private static func table(_ outcomes: [(hour: Int, value: Double)]) -> [Double] {
    var (counts, sums) = (
      [Double](repeating: 0, count: WeekHour.count), [Double](repeating: 0, count: WeekHour.count)
    )
    for (hour, value) in outcomes {
      counts[hour] += 1
      sums[hour] += value
    }
    let count = Double(outcomes.count)
    let mean = sums.reduce(0, +) / max(1, count)
    let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 - mean : 0 }
    let within = outcomes.reduce(0) { sum, outcome in
      let rest = outcome.value - mean - means[outcome.hour]
      return sum + rest * rest
    }
    let cells = Double(counts.count { $0 > 0 })
    let noise = within / max(1, count - cells)
    let spread = count - counts.reduce(0) { $0 + $1 * $1 } / max(1, count)
    let between = zip(counts, means).reduce(0) { $0 + $1.0 * $1.1 * $1.1 } - (cells - 1) * noise
    let variance = spread > 0 ? max(0, between / spread) : 0
    guard variance > 0, noise > 0 else { return means.map { _ in 0 } }
    return zip(counts, means).map { $1 * $0 * variance / ($0 * variance + noise) }
  }
}
