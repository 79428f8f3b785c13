/// What outcomes need to know of a platform's posts, column by column, in the order of time.
package struct OutcomeColumns: Sendable {
  /// The names of the accounts, in the order in which they come.
  package private(set) var accountNames: [String] = []
  /// Of each post an index of the names.
  package private(set) var accounts: [Int32] = []
  /// Indices of the catalogue.
  package private(set) var contentTypes: [Int32] = []
  /// The names of the metrics that posts have, and of each a value for each post, NaN where it is
  /// missing.
  package private(set) var metricNames: [String] = []
  package private(set) var metrics: [[Double]] = []
  /// How many people follow, NaN where it is missing.
  package private(set) var followers: [Double] = []
  private var accountIndices: [String: Int32] = [:]
  private var metricIndices: [String: Int] = [:]

  package init() {}

  package init(_ posts: some Sequence<PublishedPost>) {
    for post in posts {
      append(account: post.identity.account, contentType: post.identity.contentType)
      if let count = post.followers { setFollowers(count) }
      for (name, value) in zip(post.metrics.names, post.metrics.values) { set(name, to: value) }
    }
  }

  /// Columns that are there already: `accounts` are indices of `accountNames`.
  package init(
    accountNames: [String], accounts: [Int32], contentTypes: [Int32], metricNames: [String],
    metrics: [[Double]], followers: [Double]
  ) {
    (self.accountNames, self.accounts, self.contentTypes) = (accountNames, accounts, contentTypes)
    (self.metricNames, self.metrics, self.followers) = (metricNames, metrics, followers)
    for (index, name) in metricNames.enumerated() { metricIndices[name] = index }
  }

  package var count: Int { accounts.count }

  /// Adds a post without figures.
  package mutating func append(account: String, contentType: Int) {
    let index = accountIndices[account] ?? Int32(accountNames.count)
    if Int(index) == accountNames.count {
      accountNames.append(account)
      accountIndices[account] = index
    }
    accounts.append(index)
    contentTypes.append(Int32(contentType))
    followers.append(.nan)
    for metric in metrics.indices { metrics[metric].append(.nan) }
  }

  /// Sets a figure of the last post.
  package mutating func set(_ metric: String, to value: Double) {
    let index = metricIndices[metric] ?? metricNames.count
    if index == metricNames.count {
      metricNames.append(metric)
      metricIndices[metric] = index
      metrics.append([Double](repeating: .nan, count: count))
    }
    metrics[index][count - 1] = value
  }

  package mutating func setFollowers(_ followers: Double) { self.followers[count - 1] = followers }

  /// The same posts without their figures, which take the room.
  var withoutFigures: OutcomeColumns {
    var columns = self
    (columns.metricNames, columns.metrics, columns.metricIndices) = ([], [], [:])
    columns.followers = []
    return columns
  }

  /// The values of a metric; nil where no post has it.
  func values(of metric: String) -> [Double]? { metricIndices[metric].map { metrics[$0] } }
}
