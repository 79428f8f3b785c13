extension Cycle {
  /// Adds what became of the new posts to their days, and lets the limits of each account follow.
  /// - Returns: what changed, in words.
  mutating func adaptLimits() -> [String] {
    keepDays()
    guard !request.isFrozen else { return [] }
    var changes: [String] = []
    let tolerated = request.thresholds[.moderate429]
    for (channel, days) in state.days.sorted(by: { $0.key < $1.key }) {
      let following = ChannelLimits.following(days, tolerated: tolerated)
      let before = state.limits[channel] ?? ChannelLimits()
      state.limits[channel] = following?.limits
      guard let (limits, reason) = following, !limits.allowsAsMuch(as: before) else { continue }
      let change = reason ?? limits.inWords
      changes.append("\(channel.platform) of \(Quoting.quoted(channel.account)): \(change)")
    }
    return changes
  }

  private mutating func keepDays() {
    // Limits without days are those of a file that keeps none: there the days begin.
    for (channel, limits) in state.limits where state.days[channel] == nil {
      state.days[channel] = ChannelDays(after: limits)
    }
    for (channel, days) in newDays() {
      let name = name(platform: channel.platform, account: accountName(of: channel))
      for (number, day) in days { state.days[name, default: ChannelDays()].add(day, on: number) }
      state.days[name]?.trim()
    }
    for asked in table.retryRequests {
      let name = name(platform: asked.platform, account: asked.account)
      state.days[name, default: ChannelDays()].add(resumeAt: asked.until)
    }
  }

  private func newDays() -> [Channel: [Int: ChannelDays.Day]] {
    var days: [Channel: [Int: ChannelDays.Day]] = [:]
    for row in rows {
      let number = row.instant.utcDay
      switch row.status {
      case .published:
        days[channel(of: row), default: [:]][number, default: ChannelDays.Day()].published += 1
      case .rateLimited:
        days[channel(of: row), default: [:]][number, default: ChannelDays.Day()].refused += 1
      case .failed, .cancelled: continue
      }
    }
    return days
  }

  private func name(platform: Int, account: String) -> FeedbackState.Channel {
    FeedbackState.Channel(platform: request.catalogue.platforms[platform].name, account: account)
  }
}
