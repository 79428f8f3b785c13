import Glibc

/// Whether the advice on hours helped: what its hours were worth, by one way to know it.
///
/// Better posts go out at the hours that people believe in, so that good hours look better than they
/// are. Chance alone undoes that: a lot that deals posts their slots, or a draw that sends a post to
/// another hour than the advised one. What chance had no hand in is told too, and marked.
package struct TimingValue: Sendable, Equatable {
  package enum Method: String, CaseIterable, Sendable {
    /// Posts that were dealt the slots of their group by lot: those at its better slots against
    /// those at its worse ones.
    case lot
    /// Posts whose hour was left to chance: the advised hour against another one, drawn evenly.
    case explored
    /// All other posts: those at hours with a high score against the account's others.
    case observed

    /// Whether the posts themselves may make the difference, and not their hours.
    var isConfounded: Bool { self == .observed }
  }

  package enum Verdict: String, Sendable {
    /// The advised hours did better.
    case yes
    /// They did not, or by too little to matter.
    case no
    case unknown
  }

  /// A lift below this is not worth the trouble, so that an interval below it is a no (chosen: the
  /// best published hours gain 4 to 17 %).
  static let leastLift = 0.05

  package let method: Method
  /// How many posts there are, whether they tell something or not.
  let available: Int
  let contrast: TimingContrast?
  package let verdict: Verdict
  /// How many more posts would tell `leastLift` from nothing; nil where that is known, or where no
  /// number of posts would.
  package let postsNeeded: Int?

  /// What each way to know it says; one that has no posts says nothing, except the lot, which says
  /// what it would take.
  package static func values(of posts: [ValuedPost]) -> [TimingValue] {
    let posts = ValuedPost.pulledIn(posts)
    // Of a handful of posts, or of posts that are all alike, the noise is not known.
    let spread = posts.count < leastPosts ? 0 : HuberValues.spread(of: posts.map(\.outcome))
    let usual = spread > 1e-6 ? 4 * spread * spread : nil
    let dealt = posts.filter { $0.lot != nil }
    let drawn = posts.filter { $0.lot == nil && $0.propensity != nil }
    let rest = posts.filter { $0.lot == nil && $0.propensity == nil }
    var values: [TimingValue] = []
    func add(_ method: Method, _ posts: [ValuedPost], _ contrast: TimingContrast?) {
      values.append(
        TimingValue(method, posts.count, contrast, usualVariance: usual))
    }
    if !posts.isEmpty { add(.lot, dealt, .inGroups(dealt, by: \.lot)) }
    if !drawn.isEmpty { add(.explored, drawn, .ofDraws(drawn)) }
    if !rest.isEmpty {
      add(.observed, rest, .inGroups(rest) { UInt64(bitPattern: Int64($0.stratum)) })
    }
    return values
  }

  /// With fewer posts nothing is said of how many it takes (chosen).
  private static let leastPosts = 20

  /// `usualVariance` is that of the difference between two equal halves, times their posts, where
  /// the contrast does not tell it.
  private init(
    _ method: Method, _ available: Int, _ contrast: TimingContrast?, usualVariance: Double?
  ) {
    (self.method, self.available, self.contrast) = (method, available, contrast)
    verdict = Self.verdict(method, contrast)
    postsNeeded =
      method.isConfounded || verdict != .unknown
      ? nil : Self.postsNeeded(contrast, usualVariance)
  }

  private static func verdict(_ method: Method, _ contrast: TimingContrast?) -> Verdict {
    guard !method.isConfounded, let interval = contrast?.interval else { return .unknown }
    if interval.lowerBound > 0 { return .yes }
    return interval.upperBound < log(1 + leastLift) ? .no : .unknown
  }

  /// The posts after which the interval is too narrow to hold both nothing and the least lift, less
  /// those that there are.
  private static func postsNeeded(
    _ contrast: TimingContrast?, _ usualVariance: Double?
  ) -> Int? {
    let wanted = log(1 + leastLift) / (2 * TimingContrast.normalQuantile)
    guard let contrast, contrast.degrees >= trustedDegrees, contrast.deviation > 0 else {
      return usualVariance.map { NeededPosts.rounded($0 / (wanted * wanted)) }
    }
    let ratio = contrast.deviation / wanted
    return NeededPosts.rounded(Double(contrast.posts) * max(0, ratio * ratio - 1))
  }

  /// With fewer degrees of freedom the noise is taken from all posts (chosen).
  private static let trustedDegrees = 10.0
}

extension TimingValue {
  /// The posts that tell something.
  package var posts: Int { contrast?.posts ?? 0 }
  /// How many posts in two equal halves would tell as much.
  package var effectivePosts: Double { contrast?.effectivePosts ?? 0 }
  /// How much better the advised hours did: 0.06 is 6 %.
  package var lift: Double? { contrast.map { exp($0.difference) - 1 } }
  /// Where the lift is, with a confidence of 90 %.
  package var interval: ClosedRange<Double>? {
    contrast.map { exp($0.interval.lowerBound) - 1...exp($0.interval.upperBound) - 1 }
  }

  /// Appends the line.
  package func append(to writer: inout JSONWriter) {
    writer.line { line in
      line.add("kind", "value")
      line.add("method", method.rawValue)
      if let lift, let interval {
        line.add("lift", lift)
        line.add("lower", interval.lowerBound)
        line.add("upper", interval.upperBound)
      }
      line.add("posts", posts)
      line.add("effective_posts", effectivePosts)
      if let postsNeeded { line.add("posts_needed", postsNeeded) }
      line.add("verdict", verdict.rawValue)
      line.add("confounded", method.isConfounded)
      line.add("text", text)
    }
  }
}
