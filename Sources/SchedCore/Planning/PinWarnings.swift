/// What pins break: a pin is kept all the same, and warned about.
extension AccountProblem {
  /// One warning for each pinned member that breaks a rule, in the order of the members.
  func pinWarnings(on board: SlotBoard) -> [Message] {
    var warnings: [Message] = []
    for (index, member) in members.enumerated() {
      let post = input.posts[member]
      guard let pin = post.pin else { continue }
      guard let broken = windowFault(of: post, at: pin) ?? ruleFault(of: index, at: pin, on: board)
      else { continue }
      warnings.append(.pinBreaks(pin, broken).at(post.place))
    }
    return warnings
  }

  private func windowFault(of post: PlanPost, at pin: Instant) -> String? {
    let request = input.request
    if let notBefore = post.notBefore, pin < notBefore { return "not_before \(notBefore)" }
    if let deadline = post.deadline, deadline < pin { return "deadline \(deadline)" }
    let flags = request.constraints.flags(at: pin, platform: input.platform(of: post))
    if flags.contains(.blackout) { return "blackouts" }
    if flags.contains(.prohibited) { return "prohibited_windows" }
    if flags.contains(.outsideStrict) { return "strict preferred_windows" }
    return nil
  }

  private func ruleFault(of index: Int, at pin: Instant, on board: SlotBoard) -> String? {
    var rest = board
    rest.remove(index)
    var blockers: [Int] = []
    guard let rule = rest.obstacle(of: index, at: pin.milliseconds, blockers: &blockers) else {
      return nil
    }
    // What it comes after is named by the rule itself.
    let shown = rule == .predecessor ? 0 : 3
    let others = blockers.prefix(shown).compactMap { id(of: $0)?.shown }.joined(separator: ", ")
    let words = Obstacle(rule, of: index, blockers, self).words(for: index, self)
    return others.isEmpty ? words : "\(words) with \(others)"
  }
}

extension Message {
  fileprivate static func pinBreaks(_ pin: Instant, _ rule: String) -> Message {
    Message(
      "\"\(pin)\" breaks \(rule) (it is kept)", about: PostField.scheduledAt.string,
      level: .warning)
  }
}
