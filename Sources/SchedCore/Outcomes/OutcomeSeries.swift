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
