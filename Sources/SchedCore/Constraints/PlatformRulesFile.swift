/// Reads one platform of a constraints file.
extension PlatformRules {
  static let keys = [
    "min_gap_hours", "max_per_day", "max_concurrent_posts", "quota", "slots", "preferred_windows",
    "prohibited_windows", "content_types",
  ]

  /// Lays the file's keys over the built-in values; gaps are read by `Constraints`.
  mutating func read(_ mapping: YAMLMapping, zone: Zone) throws(Message) {
    try readQuotas(mapping, zone: zone)
    maxConcurrentPosts = try mapping.integer("max_concurrent_posts", in: Constraints.counts)
    if let node = mapping["slots"] { slots = try ListedSlots.lists(node) }
    for node in mapping.list("preferred_windows") ?? [] {
      let window = try YAMLMapping(
        node, knownKeys: WeeklyWindow.keys + ["strict"], about: "preferred_windows")
      preferredWindows.append(try WeeklyWindow(window))
      if try window.boolean("strict") ?? false { isStrict = true }
    }
    for node in mapping.list("prohibited_windows") ?? [] {
      let window = try YAMLMapping(
        node, knownKeys: WeeklyWindow.keys, about: "prohibited_windows")
      prohibitedWindows.append(try WeeklyWindow(window))
    }
  }

  /// Either key replaces the built-in quotas; where both stand, both hold.
  private mutating func readQuotas(_ mapping: YAMLMapping, zone: Zone) throws(Message) {
    let perDay = try mapping.integer("max_per_day", in: Constraints.counts)
    guard mapping["quota"] != nil || perDay != nil else { return }
    quotas =
      try mapping["quota"].map { node throws(Message) in
        try Quota.list(node, defaultZone: zone)
      } ?? []
    if let perDay { quotas.append(Quota(posts: perDay, window: .day(zone))) }
  }
}
