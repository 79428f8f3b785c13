/// The age at which the figures of a platform's posts hardly move any more.
package struct SettleAges: Sendable {
  /// By platform, an index of the catalogue.
  private let milliseconds: [Int64]

  /// After so many half-lives 94 % of the reactions are there.
  private static let halfLives = 4.0
  /// For platforms of which no half-life is known (chosen: two days).
  private static let unknownHours = 48.0

  /// The ages of all platforms; `hours` takes their place, if there are any.
  package init(_ catalogue: PlatformCatalogue, hours: Double? = nil) {
    milliseconds = catalogue.platforms.map { platform in
      let own = platform.halfLifeHours.map { $0.upperBound * Self.halfLives } ?? Self.unknownHours
      return Int64(((hours ?? own) * 3_600_000).rounded(.up))
    }
  }

  /// Whether figures of a post that were read at an instant count.
  package func hasSettled(_ platform: Int, postedAt: Instant, measuredAt: Instant) -> Bool {
    measuredAt.milliseconds - postedAt.milliseconds >= milliseconds[platform]
  }

  /// From when on the figures of a post count.
  package func end(_ platform: Int, postedAt: Instant) -> Instant {
    Instant(milliseconds: postedAt.milliseconds + milliseconds[platform])
  }
}
