/// Which records of a history count: of each post the last that is known, once its figures hardly
/// move any more.
package struct SettledPosts: Sendable {
  /// The records that count, in the order of the input.
  package private(set) var indices: [Int] = []
  /// By platform, an index of the catalogue, how many records are of a post that a later one
  /// replaces.
  package private(set) var duplicates: [Int: Int] = [:]
  /// By platform how many posts are too young.
  package private(set) var waiting: [Int: Int] = [:]
  /// Whether the id of a post is written both as a number and as a string.
  package private(set) var hasMixedIDs = false

  /// - Parameters:
  ///   - posts: of all platforms.
  ///   - order: where each was read.
  ///   - now: when figures were read that do not say so.
  ///   - settleHours: the age from which on a post counts; nil for the platform's own.
  ///   - catalogue: the platforms.
  package init(
    _ posts: some RandomAccessCollection<PublishedPost>, order: (Int) -> Int, now: Instant,
    settleHours: Double?, catalogue: PlatformCatalogue
  ) {
    var latest: [UInt64: Int] = [:]
    latest.reserveCapacity(posts.count)
    let ages = SettleAges(catalogue, hours: settleHours)
    func platform(_ post: PublishedPost) -> Int {
      catalogue.contentTypes[post.identity.contentType].platform
    }
    func isLater(_ a: Int, _ post: PublishedPost, than b: Int) -> Bool {
      let other = posts[posts.index(posts.startIndex, offsetBy: b)]
      return (other.measuredAt ?? now, order(b)) < (post.measuredAt ?? now, order(a))
    }
    for (index, post) in posts.enumerated() {
      guard let known = latest.updateValue(index, forKey: post.key) else { continue }
      duplicates[platform(post), default: 0] += 1
      let other = posts[posts.index(posts.startIndex, offsetBy: known)]
      if other.hasNumericID != post.hasNumericID { hasMixedIDs = true }
      if !isLater(index, post, than: known) { latest[post.key] = known }
    }
    for (index, post) in posts.enumerated() where latest[post.key] == index {
      let measured = post.measuredAt ?? now
      if ages.hasSettled(platform(post), postedAt: post.postedAt, measuredAt: measured) {
        indices.append(index)
      } else {
        waiting[platform(post), default: 0] += 1
      }
    }
  }
}
