/// Listed times of a platform that must stay empty, because the built-in gap is wider than their
/// distance: the person who listed them may not know of it.
struct UnusableTimes {
  let platform: String
  /// The gap of the platform's posts that is least.
  let gapHours: Double
  /// How many open times there are in the plan, and how many of them can be used at once.
  let times: Int
  let usable: Int

  /// Those of all platforms on which an account has more than one post to plan.
  static func all(_ input: PlanInput) -> [UnusableTimes] {
    let request = input.request
    var gaps: [Int: Double] = [:]
    var counts: [Parameters.Channel: Int] = [:]
    for post in input.posts where post.pin == nil && !post.isSettled {
      let type = post.identity.contentType
      let platform = request.catalogue.contentTypes[type].platform
      guard request.constraints.platforms[platform].slots != nil else { continue }
      // A gap that was written is meant: 0 says that it leaves nothing to tell.
      let own = request.constraints.isGapWritten[type] ? 0 : request.constraints.gapHours[type]
      gaps[platform] = min(gaps[platform] ?? .infinity, own)
      counts[Parameters.Channel(account: post.identity.account, platform: platform), default: 0] +=
        1
    }
    let several = Set(counts.filter { $0.value > 1 }.map(\.key.platform))
    return gaps.filter { several.contains($0.key) }.sorted { $0.key < $1.key }.compactMap {
      platform, hours in
      let times = input.lanes.rules.lanes[platform].slots
      let usable = count(of: times, apart: Int64(Constraints.wholeSeconds(hours * 3600)) * 1000)
      guard usable < times.count else { return nil }
      let name = request.catalogue.platforms[platform].name
      return UnusableTimes(platform: name, gapHours: hours, times: times.count, usable: usable)
    }
  }

  /// The most times that are so far apart: the first, and each time the next that is.
  private static func count(of times: [Int64], apart gap: Int64) -> Int {
    var (count, ready) = (0, Int64.min)
    for time in times where time >= ready {
      count += 1
      ready = time.saturatingAdd(gap)
    }
    return count
  }
}
