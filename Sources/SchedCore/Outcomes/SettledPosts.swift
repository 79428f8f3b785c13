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

  /// After so many half-lives 94 % of the reactions are there.
  private static let halfLives = 4.0
  /// For platforms of which no half-life is known (chosen: two days).
  private static let unknownHours = 48.0

  /// The age in hours at which a platform's figures have settled.
  package static func settleHours(of platform: Platform) -> Double {
    platform.halfLifeHours.map { $0.upperBound * halfLives } ?? unknownHours
  }

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
    let hours = catalogue.platforms.map { settleHours ?? Self.settleHours(of: $0) }
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
      let age = (post.measuredAt ?? now).milliseconds - post.postedAt.milliseconds
      if Double(age) < hours[platform(post)] * 3_600_000 {
        waiting[platform(post), default: 0] += 1
      } else {
        indices.append(index)
      }
    }
  }
}
