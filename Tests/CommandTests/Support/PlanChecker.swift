import Foundation

/// Whether a plan keeps every rule of the contract's section 6, read anew from there.
///
/// It shares nothing with the planner: rules are asked post by post against all others, in seconds,
/// and Foundation tells the offsets of zones.
struct PlanChecker {
  private let instance: PlanInstance
  private let zone: TimeZone
  /// The posts that stand, committed ones too, each with its instant.
  private var standing: [(post: PlanInstance.Post, instant: Int)]

  init(_ instance: PlanInstance, _ rows: [Plan.Row]) {
    self.instance = instance
    zone = TimeZone(identifier: instance.zone) ?? .gmt
    standing = instance.posts.compactMap { post in
      if post.isCommitted { return post.heldPin.map { (post, $0) } }
      let row = rows.first { $0.id?.text == post.id && $0.account == post.account }
      return row?.scheduledAt.map { (post, PlanInstance.seconds($0)) }
    }
  }

  /// What is wrong with the plan: rules that are broken, pins that moved, and posts that are left out
  /// though they would fit.
  var faults: [String] {
    var faults: [String] = []
    for (post, instant) in standing {
      if let pin = post.heldPin {
        if pin != instant { faults.append("\(post.id) moved from its pin") }
      } else {
        faults += rules(against: post, at: instant)
          .map { "\(post.id) at \(PlanInstance.instant(instant)) breaks \($0)" }
      }
    }
    for post in instance.posts
    where !post.isCommitted && !standing.contains(where: { $0.post.id == post.id }) {
      if let instant = slots(of: post).first(where: { rules(against: post, at: $0).isEmpty }) {
        faults.append("\(post.id) is left out, and fits at \(PlanInstance.instant(instant))")
      }
    }
    return faults
  }

  /// The sum over posts that stand, committed ones apart, of weight · (10 + score · decay).
  var objective: Double {
    standing.filter { !$0.post.isCommitted }.reduce(0) { sum, stand in
      let (post, instant) = stand
      let origin = max(instance.from, post.notBefore ?? instance.from)
      let days = Double(max(0, instant - origin)) / 86_400
      let decay = post.priority == "urgent" ? pow(2, -days) : 1
      return sum + weight(of: post) * (10 + score(of: post, at: instant) * decay)
    }
  }

  /// The score at an instant, preferred windows included.
  func score(of post: PlanInstance.Post, at instant: Int) -> Double {
    let hour = Int((Double(instant - instance.from) / 3600).rounded(.down))
    let score = post.scores.indices.contains(hour) ? post.scores[hour] : 0
    let isPreferred = platform(of: post).preferred.contains { holds($0, instant) }
    return isPreferred ? min(1, score * 1.25) : score
  }

  private func weight(of post: PlanInstance.Post) -> Double {
    let age = (instance.from - (post.queuedAt ?? instance.from)) / 3600
    return switch post.priority {
    case "urgent": 8
    case "high": 4
    case "normal": age > 24 ? 4 : 2
    default: age > 48 ? 2 : 1
    }
  }
}

extension PlanChecker {
  private func platform(of post: PlanInstance.Post) -> PlanInstance.Platform {
    instance.platforms.first { $0.name == post.platform } ?? instance.platforms[0]
  }

  private func gap(of post: PlanInstance.Post) -> Int {
    let platform = platform(of: post)
    let index = platform.types.firstIndex(of: post.type) ?? 0
    return Int(platform.gapHours[index] * 3600)
  }

  private func slots(of post: PlanInstance.Post) -> [Int] {
    stride(from: instance.from, to: instance.until, by: 60).filter { isSlot($0, of: post) }
  }

  private func isSlot(_ instant: Int, of post: PlanInstance.Post) -> Bool {
    guard let slots = platform(of: post).slots else {
      return instant.isMultiple(of: instance.slotMinutes * 60)
    }
    let (day, minute) = local(instant)
    return instant.isMultiple(of: 60) && slots.days.contains(weekday(day))
      && slots.at.contains(minute)
  }

  /// The days since the epoch and the minute of the day that the clock on the wall shows.
  private func local(_ instant: Int) -> (day: Int, minute: Int) {
    let date = Date(timeIntervalSince1970: Double(instant))
    let seconds = instant + zone.secondsFromGMT(for: date)
    let day = Int((Double(seconds) / 86_400).rounded(.down))
    return (day, (seconds - day * 86_400) / 60)
  }

  /// Monday is 0; the epoch was a Thursday.
  private func weekday(_ day: Int) -> Int { (day + 3) % 7 }

  private func holds(_ window: PlanInstance.Window, _ instant: Int) -> Bool {
    let (day, minute) = local(instant)
    if window.from < window.until {
      return window.days.contains(weekday(day)) && window.from <= minute && minute < window.until
    }
    return window.days.contains(weekday(day)) && window.from <= minute
      || window.days.contains(weekday(day - 1)) && minute < window.until
  }
}

extension PlanChecker {
  /// The rules that a post would break at an instant, all others standing where they do.
  private func rules(against post: PlanInstance.Post, at instant: Int) -> [String] {
    if let rule = ruleAlone(post, instant) { return [rule] }
    return rulesAmong(post, instant) + [ruleOfOrder(post, instant)].compactMap(\.self)
  }

  private func ruleAlone(_ post: PlanInstance.Post, _ instant: Int) -> String? {
    let platform = platform(of: post)
    if !(instance.from..<instance.until).contains(instant) { return "the horizon" }
    if !isSlot(instant, of: post) { return "slots" }
    if instant < post.notBefore ?? .min { return "not_before" }
    if instant > post.deadline ?? .max { return "deadline" }
    if let failed = post.failedAt, instant < failed + max(1, post.retryAfter ?? 0) {
      return "back-off"
    }
    if let hold = hold(on: post), instant < hold { return "the platform's retry_after" }
    if instance.blackouts.contains(local(instant).day) { return "blackouts" }
    if platform.prohibited.contains(where: { holds($0, instant) }) { return "prohibited_windows" }
    if platform.preferred.contains(where: \.isStrict),
      !platform.preferred.contains(where: { holds($0, instant) })
    {
      return "strict preferred_windows"
    }
    return nil
  }

  /// Until when the platform wants to be left alone by the account.
  private func hold(on post: PlanInstance.Post) -> Int? {
    instance.posts.filter { $0.account == post.account && $0.platform == post.platform }
      .compactMap { mate in
        mate.retryAfter.flatMap { seconds in mate.failedAt.map { $0 + seconds } }
      }
      .max()
  }

  private func rulesAmong(_ post: PlanInstance.Post, _ instant: Int) -> [String] {
    let platform = platform(of: post)
    let mates = standing.filter { $0.post.id != post.id && $0.post.account == post.account }
    let lane = mates.filter { $0.post.platform == post.platform }
    var rules = lane.filter { abs($0.instant - instant) < min(gap(of: post), gap(of: $0.post)) }
      .map { "the gap to \($0.post.id)" }
    rules += platform.quotas.filter { overflows($0, lane.map(\.instant), instant) }.map { "\($0)" }
    if platform.slots != nil, lane.contains(where: { $0.instant == instant }) {
      rules.append("one post a listed time")
    }
    let here = mates.filter { $0.instant == instant }
    if here.count >= instance.maxUrgent { rules.append("max_urgent_concurrent") }
    if post.priority != "urgent" {
      let calm = here.filter { $0.post.priority != "urgent" }
      let calmHere = calm.count { $0.post.platform == post.platform }
      if calm.count >= instance.maxConcurrent { rules.append("max_concurrent_posts") }
      if calmHere >= platform.maxConcurrent ?? .max { rules.append("the platform's limit") }
    }
    let isNear = mates.contains {
      $0.post.campaign == post.campaign && abs($0.instant - instant) < instance.campaignMinutes * 60
    }
    if post.campaign != nil, isNear { rules.append("campaign") }
    return rules
  }

  private func ruleOfOrder(_ post: PlanInstance.Post, _ instant: Int) -> String? {
    if let after = post.after {
      let first = standing.first { $0.post.id == after && $0.post.account == post.account }
      guard let first else { return "after \(after), which is left out" }
      if instant < first.instant + post.afterHours * 3600 { return "after \(after)" }
    }
    return standing.contains {
      $0.post.after == post.id && $0.post.account == post.account
        && $0.instant < instant + $0.post.afterHours * 3600
    } ? "the order with posts after it" : nil
  }

  /// Whether one more post at an instant is too many beside others.
  private func overflows(_ quota: PlanInstance.Quota, _ others: [Int], _ instant: Int) -> Bool {
    func slides(_ posts: Int, _ width: Int) -> Bool {
      // Every window that is too full begins with a post.
      (others + [instant]).contains { start in
        (start..<start + width).contains(instant)
          && others.count { (start..<start + width).contains($0) } >= posts
      }
    }
    return switch quota {
    case .rolling(let posts, let hours): slides(posts, hours * 3600)
    case .sliding(let posts, let minutes): slides(posts, minutes * 60)
    case .day(let posts): others.count { local($0).day == local(instant).day } >= posts
    case .fixed(let posts, let minutes):
      others.count { $0 / (minutes * 60) == instant / (minutes * 60) } >= posts
    }
  }
}
