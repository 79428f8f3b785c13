/// What holds for the posts of one platform, the built-in values with those of the file over them.
package struct PlatformRules: Sendable {
  package let name: String
  /// All hold at once.
  package internal(set) var quotas: [Quota] = []
  /// The most non-urgent posts in one slot, beside the account's limit.
  package internal(set) var maxConcurrentPosts: Int?
  /// The only times at which posts go out; nil where every slot of the grid will do.
  package internal(set) var slots: [ListedSlots]?
  package internal(set) var preferredWindows: [WeeklyWindow] = []
  /// Whether nothing may stand outside the preferred windows.
  package internal(set) var isStrict = false
  package internal(set) var prohibitedWindows: [WeeklyWindow] = []

  /// What an account's own refusals led to, if these are its rules.
  var learned: Parameters.Limits?
  /// The index of the quota that was learned.
  var learnedQuota: Int?

  init(name: String) { self.name = name }

  /// What the windows say of a wall-clock time.
  func flags(at time: Zone.LocalTime) -> SlotFlags {
    var flags: SlotFlags = []
    if prohibitedWindows.contains(time) { flags.insert(.prohibited) }
    if preferredWindows.contains(time) {
      flags.insert(.preferred)
    } else if isStrict {
      flags.insert(.outsideStrict)
    }
    return flags
  }
}

extension [WeeklyWindow] {
  /// Whether one of them holds a wall-clock time.
  func contains(_ time: Zone.LocalTime) -> Bool {
    contains { $0.contains(time.weekday, minuteOfDay: time.minuteOfDay) }
  }
}
