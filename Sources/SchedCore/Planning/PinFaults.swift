/// A pin that breaks a rule: it is kept all the same, and told.
struct PinFault: Sendable {
  let post: PlanPost
  /// The post's place in the input.
  let number: Int
  let pin: Instant
  /// The rule in words, with its numbers and the posts that it is broken with.
  let words: String
  /// The rule's name, to count by.
  let rule: String
}

extension AccountProblem {
  /// What pinned members break, one rule each, in the order of the members; a pin that is overdue
  /// breaks no other.
  func pinFaults(on board: SlotBoard) -> [PinFault] {
    var faults: [PinFault] = []
    var rest = board
    for (index, member) in members.enumerated() {
      let post = input.posts[member]
      guard let pin = post.pin, !post.isSettled, !post.isOverdue(at: input.request.past) else {
        continue
      }
      var broken = ownFault(of: post, at: pin)
      if broken == nil {
        rest.remove(index)
        broken = ruleFault(of: index, at: pin, on: rest)
        rest.place(index, at: pin.milliseconds)
      }
      guard let (words, rule) = broken else { continue }
      faults.append(PinFault(post: post, number: member, pin: pin, words: words, rule: rule))
    }
    return faults
  }

  /// The rule of the post alone that its pin breaks.
  private func ownFault(of post: PlanPost, at pin: Instant) -> (words: String, rule: String)? {
    let request = input.request
    let share = Self.share(of: post, input)
    let starts = PlanHorizon.starts(of: post, share: share, hold: input.hold(on: post), request)
    for end in starts where pin < end.instant {
      return ("\(end.name) \(end.instant)", end.name)
    }
    for end in PlanHorizon.ends(of: post, request) where end.instant < pin {
      return ("\(end.name) \(end.instant)", end.name)
    }
    let platform = input.platform(of: post)
    let flags = request.constraints.flags(at: pin, platform: platform)
    if let name = flags.union(dispatchFlag(at: pin)).closings.first { return (name, name) }
    guard let lists = request.constraints.platforms[platform].slots else { return nil }
    let listed = ListedSlots.instants(
      of: lists, from: pin, until: pin.adding(milliseconds: 1), in: request.constraints.zone)
    return !listed.isEmpty ? nil : ("the platform's listed slots", "slots")
  }

  private func dispatchFlag(at pin: Instant) -> SlotFlags {
    guard let job = input.request.job else { return [] }
    let time = input.request.constraints.zone.localTime(at: pin)
    return job.dispatches(at: pin, showing: time) ? [] : .outsideDispatch
  }

  private func ruleFault(
    of index: Int, at pin: Instant, on rest: SlotBoard
  ) -> (words: String, rule: String)? {
    var blockers: [Int] = []
    guard let rule = rest.obstacle(of: index, at: pin.milliseconds, blockers: &blockers) else {
      return nil
    }
    // What it comes after is named by the rule itself.
    let shown = rule == .predecessor ? 0 : 3
    let others = blockers.prefix(shown).compactMap { id(of: $0)?.shown }.joined(separator: ", ")
    let obstacle = Obstacle(rule, of: index, blockers, self)
    let words = obstacle.words(for: index, self)
    return (others.isEmpty ? words : "\(words) with \(others)", obstacle.name)
  }
}
