/// Which posts belong together: those of one account and content type, in the order of time.
struct OutcomeSeries {
  /// Of each series the posts, ascending.
  private(set) var posts: [[Int]] = []
  /// Of each series its account and content type, as indices.
  private(set) var names: [Name] = []

  struct Name: Hashable {
    let account: Int
    let contentType: Int
  }

  init(_ columns: OutcomeColumns) {
    var indices: [Name: Int] = [:]
    for post in columns.accounts.indices {
      let name = Name(
        account: Int(columns.accounts[post]), contentType: Int(columns.contentTypes[post]))
      if let series = indices[name] {
        posts[series].append(post)
      } else {
        indices[name] = posts.count
        posts.append([post])
        names.append(name)
      }
    }
  }
}

/// What outcomes need to know of a platform's posts, column by column, in the order of time.
package struct OutcomeColumns: Sendable {
  /// The names of the accounts, in the order in which they come.
  package private(set) var accountNames: [String] = []
  package private(set) var accounts: [Int32] = []
  /// Indices of the catalogue.
  package private(set) var contentTypes: [Int32] = []

  package init(_ posts: some Sequence<PublishedPost>) {
    var indices: [String: Int32] = [:]
    for post in posts {
      let name = post.identity.account
      let index = indices[name] ?? Int32(accountNames.count)
      if Int(index) == accountNames.count {
        accountNames.append(name)
        indices[name] = index
      }
      accounts.append(index)
      contentTypes.append(Int32(post.identity.contentType))
    }
  }
}
