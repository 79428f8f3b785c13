/// What a person must know of a plan that its lines do not shout, in a few lines at most.
enum PlanWarnings {
  /// How many pins are told one by one; chosen, so that a long queue does not fill the screen.
  private static let mostPinsShown = 5

  static func warnings(of accounts: [AccountPlan], _ input: PlanInput) -> [Message] {
    let pins = accounts.flatMap(\.pinFaults).sorted { $0.number < $1.number }
    var warnings = pins.prefix(mostPinsShown).map { Message.pinBreaks($0).at($0.post.place) }
    if pins.count > mostPinsShown {
      warnings.append(.morePinsBreak(pins.dropFirst(mostPinsShown).map(\.rule)))
    }
    let overdue = input.posts.filter { $0.isOverdue(at: input.request.past) }
    if let first = overdue.min(by: { ($0.pin ?? .distantPast) < ($1.pin ?? .distantPast) }) {
      warnings.append(.overdue(overdue.count, first: first))
    }
    let coverage = ScoreCoverage(input)
    if let place = coverage.firstOutdated {
      warnings.append(.outdated(coverage.outdated, first: place))
    }
    if let end = coverage.leastEnd { warnings.append(.uncovered(coverage.partly, end: end)) }
    warnings += UnusableTimes.all(input).map(Message.unusable)
    let leftOut = accounts.flatMap(\.leftOut)
    if !leftOut.isEmpty {
      let posts = input.posts.count { !$0.isSettled }
      warnings.append(.leftOut(leftOut, of: posts))
    }
    return warnings
  }
}

extension Message {
  fileprivate static func pinBreaks(_ fault: PinFault) -> Message {
    Message(
      "\"\(fault.pin)\" breaks \(fault.words) (it is kept)", about: PostField.scheduledAt.string,
      level: .warning)
  }

  fileprivate static func morePinsBreak(_ rules: [String]) -> Message {
    let pins =
      rules.count == 1 ? "1 more pin breaks a rule" : "\(rules.count) more pins break rules"
    return Message("\(pins): \(RuleTally(rules).words) (they are kept)", level: .warning)
  }

  fileprivate static func overdue(_ count: Int, first: PlanPost) -> Message {
    let posts = count == 1 ? "1 post is" : "\(count) posts are"
    let slots = count == 1 ? "its slot" : "their slots, the first at \(first.place),"
    return Message(
      "\(posts) overdue: \(slots) passed, and no posted_at or status says what came of it "
        + "(--replan-overdue gives a new slot)",
      about: PostField.scheduledAt.string, at: count == 1 ? first.place : nil, level: .warning)
  }

  fileprivate static func outdated(_ count: Int, first: Place) -> Message {
    let scores =
      count == 1 ? "these end" : "those of \(count) posts, the first at \(first), end"
    return Message(
      "\(scores) before the plan begins: the built-in score stands in (sched-score makes new ones)",
      about: PostField.scores.string, at: count == 1 ? first : nil, level: .warning)
  }

  fileprivate static func uncovered(_ count: Int, end: Instant) -> Message {
    let posts = count == 1 ? "1 post has" : "\(count) posts have"
    return Message(
      "\(posts) none for some hours of the plan, as from \(end) on: the built-in score stands in "
        + "(sched-score --days N covers N days)",
      about: PostField.scores.string, level: .warning)
  }

  fileprivate static func unusable(_ times: UnusableTimes) -> Message {
    var hours: [UInt8] = []
    JSONNumber.append(times.gapHours, to: &hours)
    return Message(
      "\(times.usable) of \(times.times) listed times can have a post, for the built-in "
        + "min_gap_hours is \(String(decoding: hours, as: UTF8.self)) (write another beside them)",
      about: "platforms.\(times.platform).slots", level: .warning)
  }

  fileprivate static func leftOut(_ rules: [String], of posts: Int) -> Message {
    let verb = posts == 1 ? "post has" : rules.count == 1 ? "posts has" : "posts have"
    return Message(
      "\(rules.count) of \(posts) \(verb) no slot: \(RuleTally(rules).words)", level: .warning)
  }
}
