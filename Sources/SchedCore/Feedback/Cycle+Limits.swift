extension Cycle {
  /// Lets the limits of each account follow what its platforms refused.
  /// - Returns: what changed, in words.
  mutating func adaptLimits() -> [String] {
    guard !request.isFrozen else { return [] }
    var changes: [String] = []
    for (channel, load) in loads().sorted(by: { $0.key < $1.key })
    where load.refused > 0 || load.resumeAt != nil || state.limits[channel] != nil {
      var limits = state.limits[channel] ?? ChannelLimits()
      let tolerated = request.thresholds[.moderate429]
      if let change = limits.adapt(to: load, tolerated: tolerated) {
        changes.append("\(channel.platform) of \(Quoting.quoted(channel.account)): \(change)")
      }
      state.limits[channel] = limits
    }
    return changes
  }

  /// What each account tried in this cycle.
  private func loads() -> [FeedbackState.Channel: ChannelLoad] {
    var loads: [Channel: ChannelLoad] = [:]
    for row in rows where row.status != .cancelled {
      loads[channel(of: row), default: ChannelLoad()].attempted += 1
      if row.status == .rateLimited { loads[channel(of: row), default: ChannelLoad()].refused += 1 }
    }
    struct Day: Hashable {
      var channel: Channel
      var day: Int
    }
    var published: [Day: Int] = [:]
    var refusing: Set<Day> = []
    for row in rows {
      let channel = channel(of: row)
      guard let load = loads[channel], load.refused > 0 else { continue }
      let day = Day(channel: channel, day: SeenResults.day(of: row.instant))
      switch row.status {
      case .published: published[day, default: 0] += 1
      case .rateLimited: refusing.insert(day)
      case .failed, .cancelled: continue
      }
    }
    for day in refusing {
      let capacity = max(loads[day.channel]?.capacity ?? 0, published[day] ?? 0)
      loads[day.channel]?.capacity = capacity
    }
    var named: [FeedbackState.Channel: ChannelLoad] = [:]
    for (channel, load) in loads {
      named[name(platform: channel.platform, account: accountName(of: channel))] = load
    }
    for asked in table.retryRequests {
      let channel = name(platform: asked.platform, account: asked.account)
      let known = named[channel, default: ChannelLoad()].resumeAt
      named[channel, default: ChannelLoad()].resumeAt = max(known ?? asked.until, asked.until)
    }
    return named
  }

  private func name(platform: Int, account: String) -> FeedbackState.Channel {
    FeedbackState.Channel(platform: request.catalogue.platforms[platform].name, account: account)
  }
}
