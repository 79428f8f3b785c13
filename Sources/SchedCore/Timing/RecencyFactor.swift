/// Keeps scores down around an account's own recent posts.
///
///     factor
///       1 ┤──────╲                ╱──────
///         │        ╲            ╱
///     0.5 ┤          ╲────────╱
///         └─────────┼──────────┼─────────▶ hours
///             gap before     gap after
///
/// An hour that holds a post of the same account and platform has the factor 0.5; from there it
/// rises to 1 over the min gap of the two content types (the smaller of their gaps, as the
/// planner counts it).
package struct RecencyFactor: Sendable {
  /// The factor of an hour that holds a recent post; the contract's figure.
  static let lowest = 0.5

  /// A post that was published, or will be.
  struct RecentPost: Sendable {
    var instant: Instant
    var contentType: Int
  }

  private struct Channel: Hashable {
    let account: String
    let platform: Int
  }

  private let catalogue: PlatformCatalogue
  private var posts: [Channel: [RecentPost]] = [:]

  package init(catalogue: PlatformCatalogue) { self.catalogue = catalogue }

  /// Whether no posts are known at all, so that accounts need not be told apart.
  var isEmpty: Bool { posts.isEmpty }

  mutating func add(_ identity: PostIdentity, at instant: Instant) {
    let channel = channel(of: identity)
    let post = RecentPost(instant: instant, contentType: identity.contentType)
    posts[channel, default: []].append(post)
  }

  /// Multiplies the scores of a range's hours by their factors.
  /// - Complexity: O(p + p · g) for p posts of the channel and g hours within a gap of one.
  package func apply(to scores: inout [Double], of identity: PostIdentity, over range: HourRange) {
    guard let recent = posts[channel(of: identity)] else { return }
    var factors = [Double](repeating: 1, count: scores.count)
    for post in recent {
      let gap = min(
        catalogue.minGapHours(identity.contentType), catalogue.minGapHours(post.contentType))
      guard gap > 0 else { continue }
      let hoursAfterStart =
        Double(post.instant.milliseconds - range.start.milliseconds) / 3_600_000
      let first = max(0, (hoursAfterStart - gap - 1).rounded(.down))
      let last = min(Double(scores.count - 1), (hoursAfterStart + gap).rounded(.up))
      guard first <= last else { continue }
      for index in Int(first)...Int(last) {
        // How far the hour [index, index + 1) is from the post.
        let distance = max(
          0, Double(index) - hoursAfterStart, hoursAfterStart - Double(index + 1))
        let factor = Self.lowest + (1 - Self.lowest) * min(1, distance / gap)
        factors[index] = min(factors[index], factor)
      }
    }
    for index in scores.indices { scores[index] *= factors[index] }
  }

  private func channel(of identity: PostIdentity) -> Channel {
    Channel(
      account: identity.account, platform: catalogue.contentTypes[identity.contentType].platform)
  }
}
