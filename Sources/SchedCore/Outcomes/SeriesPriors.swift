/// What is to be expected of a post before any of its own series: the platform's level for its
/// content type, and how far the account's other posts are from theirs.
struct SeriesPriors {
  private var ofType: [Int32: Double] = [:]
  private var ofAccount: [Int32: (median: Double, sum: Double, count: Int)] = [:]
  private var all = 0.0
  private let columns: OutcomeColumns
  private let values: [Double]

  /// Of fewer posts than this each one is compared with the others alone.
  private static let few = 20

  init(_ values: [Double], _ columns: OutcomeColumns) {
    (self.columns, self.values) = (columns, values)
    var byType: [Int32: [Double]] = [:]
    for (value, type) in zip(values, columns.contentTypes) where value == value {
      byType[type, default: []].append(value)
    }
    ofType = byType.compactMapValues { Statistics.median($0) }
    all = Statistics.median(values.filter { $0 == $0 }) ?? 0
    var byAccount: [Int32: [Double]] = [:]
    for post in values.indices where values[post] == values[post] {
      byAccount[columns.accounts[post], default: []].append(rest(of: post))
    }
    ofAccount = byAccount.mapValues { rests in
      (Statistics.median(rests) ?? 0, rests.reduce(0, +), rests.count)
    }
  }

  /// A value less the level of its content type.
  private func rest(of post: Int) -> Double {
    values[post] - (ofType[columns.contentTypes[post]] ?? all)
  }

  /// The expectation for a post; where the account has few posts, without itself.
  func callAsFunction(_ post: Int) -> Double {
    let level = ofType[columns.contentTypes[post]] ?? all
    guard let account = ofAccount[columns.accounts[post]] else { return level }
    if account.count >= Self.few { return level + account.median }
    let others = Double(account.count - 1)
    guard others > 0 else { return level }
    return level + (account.sum - rest(of: post)) / others * (others / (others + 1))
  }
}
