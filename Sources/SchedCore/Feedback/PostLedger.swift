/// The published posts of the last `--forget-days`, with the last figures that are known of each.
///
/// All that is learned of hours is worked out of them anew in each run, so that a post counts once
/// whenever its figures come, and a later measurement replaces an earlier one.
package struct PostLedger: Sendable {
  package private(set) var posts: [LedgerPost] = []
  package private(set) var accounts: [String] = []
  /// The figures of all posts, NaN for what is missing.
  private(set) var figures: [Float] = []
  /// How posts came to their hours, as far as that is known.
  private(set) var choices: [HourChoice] = []
  /// Of each platform of the catalogue the figures that are kept of its posts.
  package let names: [[String]]
  /// Of each content type of the catalogue its platform.
  private let platforms: [Int]
  /// When figures count.
  let ages: SettleAges
  private var accountIndices: [String: Int32] = [:]
  private var places: [UInt64: Int32] = [:]

  /// What is kept beside the metrics that count.
  static let followers = "followers"

  package init(_ catalogue: PlatformCatalogue, _ rule: OutcomeRule) {
    platforms = catalogue.contentTypes.map(\.platform)
    ages = SettleAges(catalogue)
    names = catalogue.platforms.map { rule.figures(of: $0) + [Self.followers] }
  }

  package func platform(of post: LedgerPost) -> Int { platforms[Int(post.contentType)] }

  /// The figures of a post, in the order of `names`.
  package func figures(of post: LedgerPost) -> ArraySlice<Float> {
    let start = Int(post.metrics)
    return figures[start..<start + names[platform(of: post)].count]
  }

  /// How a post came to its hour.
  package func choice(of post: LedgerPost) -> HourChoice {
    post.choice < 0 ? HourChoice() : choices[Int(post.choice)]
  }

  /// Keeps how a post came to its hour.
  package mutating func add(_ choice: HourChoice) -> Int32 {
    choices.append(choice)
    return Int32(truncatingIfNeeded: choices.count - 1)
  }

  func figure(_ place: Int, of post: LedgerPost) -> Float { figures[Int(post.metrics) + place] }

  /// The index of an account, which may be new.
  package mutating func account(_ name: String) -> Int32 {
    if let index = accountIndices[name] { return index }
    let index = Int32(truncatingIfNeeded: accounts.count)
    accounts.append(name)
    accountIndices[name] = index
    return index
  }

  /// What became of a record.
  package enum Addition: Sendable {
    /// The post was not known.
    case new
    /// It was known, and more is known of it now.
    case changed
    case known
  }

  /// Takes over the figures of records that are to be added.
  ///
  /// `posts` is how many posts they are of, as far as that is known.
  /// - Returns: where they begin.
  package mutating func take(_ own: inout [Float], posts count: Int = 0) -> Int32 {
    if count > 0 {
      posts.reserveCapacity(posts.count + count)
      places.reserveCapacity(posts.count + count)
    }
    let start = Int32(truncatingIfNeeded: figures.count)
    if start == 0 { swap(&figures, &own) } else { figures += own }
    own = []
    return start
  }

  /// Adds a record of a post, whose figures were taken over.
  package mutating func add(_ record: LedgerPost) -> Addition {
    guard let place = places[record.key] else {
      places[record.key] = Int32(truncatingIfNeeded: posts.count)
      posts.append(record)
      return .new
    }
    let known = posts[Int(place)]
    // Equal hashes of two platforms: one in 10^8 of ledgers with a million posts.
    guard platform(of: known) == platform(of: record) else { return .known }
    var merged = isLater(record, than: known) ? record : known
    let isBetter = HourChoice.greater(choice(of: known), choice(of: record)) != choice(of: known)
    merged.choice = isBetter ? record.choice : known.choice
    posts[Int(place)] = merged
    return isSame(merged, known) ? .known : .changed
  }

  /// Whether the figures of a post count: they were read late enough.
  func hasSettled(_ post: LedgerPost) -> Bool {
    post.measuredAt.map {
      ages.hasSettled(platform(of: post), postedAt: post.instant, measuredAt: $0)
    } ?? false
  }

  /// Whether a record tells more than another of the same post: it was measured later, or has more
  /// figures, or greater ones.
  private func isLater(_ a: LedgerPost, than b: LedgerPost) -> Bool {
    let (first, second) = (a.measuredAt?.milliseconds ?? .min, b.measuredAt?.milliseconds ?? .min)
    guard first == second else { return first > second }
    let (mine, others) = (figures(of: a), figures(of: b))
    let (count, otherCount) = (mine.count { !$0.isNaN }, others.count { !$0.isNaN })
    guard count == otherCount else { return count > otherCount }
    for (x, y) in zip(mine, others) where x.bitPattern != y.bitPattern {
      return (x.isNaN ? -.infinity : x) > (y.isNaN ? -.infinity : y)
    }
    return a.rank > b.rank
  }

  private func isSame(_ a: LedgerPost, _ b: LedgerPost) -> Bool {
    a.measuredAt == b.measuredAt && choice(of: a) == choice(of: b) && a.rank == b.rank
      && zip(figures(of: a), figures(of: b)).allSatisfy { $0.bitPattern == $1.bitPattern }
  }

  /// Puts the posts in the order of content type, account and time; no more can be added then.
  package mutating func sort() {
    places = [:]
    let order = accounts.indices.sorted { accounts[$0] < accounts[$1] }
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, account) in order.enumerated() { ranks[account] = rank }
    posts.sort { a, b in
      if a.contentType != b.contentType { return a.contentType < b.contentType }
      if a.account != b.account { return ranks[Int(a.account)] < ranks[Int(b.account)] }
      return (a.instant.milliseconds, a.key) < (b.instant.milliseconds, b.key)
    }
  }

  /// Keeps some of the posts.
  mutating func keep(where isKept: (LedgerPost) -> Bool) { posts.removeAll { !isKept($0) } }
}

extension LedgerPost {
  /// Tells apart records of a post that were measured alike.
  fileprivate var rank: (Int64, UInt8, Int16, UInt8) {
    (instant.milliseconds, weekHour, contentType, success.rawValue)
  }
}

extension OutcomeRule {
  /// The metrics that outcomes are made of, those that derived ones need among them.
  func figures(of platform: Platform) -> [String] {
    var names = weights(of: platform).map(\.metric)
    if metric == nil {
      for name in DerivedMetric.sources where !names.contains(name) { names.append(name) }
    }
    return names
  }
}
