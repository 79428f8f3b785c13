/// What a plan must keep to: the built-in rules of every platform, with a user's file over them.
///
/// Gaps, quotas and limits hold within one account; indices are those of the catalogue that the
/// constraints were made with. A value in the file overrides the built-in one, and a platform's gap
/// there overrides the built-in gaps of its content types too.
package struct Constraints: Sendable {
  package static let defaultSlotMinutes = 15
  package static let defaultMaxConcurrentPosts = 3
  package static let defaultMaxUrgentConcurrent = 5

  /// Where wall-clock times and dates of the file are meant.
  package internal(set) var zone = Zone.utc
  /// Slots are the multiples of this since the epoch.
  package internal(set) var slotMinutes = Constraints.defaultSlotMinutes
  /// The most non-urgent posts of an account in one slot.
  package internal(set) var maxConcurrentPosts = Constraints.defaultMaxConcurrentPosts
  /// The most posts of an account in one slot, urgent ones included.
  package internal(set) var maxUrgentConcurrent = Constraints.defaultMaxUrgentConcurrent
  package internal(set) var blackouts: [Blackout] = []
  /// The least distance of two posts of one campaign.
  package internal(set) var campaignGapMinutes = 0.0
  package internal(set) var backoff = Backoff()
  package internal(set) var ageing = Ageing()
  /// One for each platform of the catalogue, in its order.
  package internal(set) var platforms: [PlatformRules] = []
  /// The least distance of two posts of a type, for each content type of the catalogue.
  package internal(set) var gapHours: [Double] = []
  /// Whether a person wrote the gap, for each content type of the catalogue.
  package internal(set) var isGapWritten: [Bool] = []

  /// The built-in rules.
  /// - Throws: a quota of the catalogue whose zone cannot be found.
  package init(catalogue: PlatformCatalogue) throws(Message) {
    for platform in catalogue.platforms {
      var rules = PlatformRules(name: platform.name)
      rules.quotas = try platform.quotas()
      platforms.append(rules)
    }
    gapHours = catalogue.contentTypes.indices.map { catalogue.minGapHours($0) }
    isGapWritten = gapHours.map { _ in false }
  }
}

extension Constraints {
  /// The least distance of two posts of a content type, rounded up to whole seconds.
  ///
  /// Between two types of a platform the smaller of their gaps holds.
  package func gapSeconds(_ contentType: Int) -> Int {
    Self.wholeSeconds(gapHours[contentType] * 3600)
  }

  package var campaignGapSeconds: Int { Self.wholeSeconds(campaignGapMinutes * 60) }

  package func quotas(_ platform: Int) -> [Quota] { platforms[platform].quotas }

  /// The platform's own limit of non-urgent posts in one slot.
  package func maxConcurrentPosts(_ platform: Int) -> Int? {
    platforms[platform].maxConcurrentPosts
  }

  /// What blackouts and the platform's windows say of an instant, on the grid or not.
  package func flags(at instant: Instant, platform: Int) -> SlotFlags {
    flags(at: instant, showing: zone.localTime(at: instant), platform: platform)
  }

  /// The same, for an instant at which the clock in the constraints' zone is known.
  func flags(
    at instant: Instant, showing time: Zone.LocalTime, platform: Int
  ) -> SlotFlags {
    var flags = platforms[platform].flags(at: time)
    if blackouts.contains(where: { $0.contains(instant, on: time.date) }) {
      flags.insert(.blackout)
    }
    return flags
  }

  /// Seconds of a checked span, rounded up; a millionth is what arithmetic leaves, not a second.
  static func wholeSeconds(_ seconds: Double) -> Int { Int((seconds - 1e-6).rounded(.up)) }
}
