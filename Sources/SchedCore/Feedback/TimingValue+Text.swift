extension TimingValue {
  /// What a person can act on, as a sentence without its full stop.
  package var text: String {
    guard let lift, let interval else { return nothingKnown }
    let direction = lift < 0 ? "worse" : "better"
    let known = "\(Self.percent(lift.magnitude)) % \(direction) than \(others)"
    let range =
      "(90 % interval \(Self.percent(interval.lowerBound)) to "
      + "\(Self.percent(interval.upperBound)) %, \(posts) posts)"
    if method.isConfounded {
      return "not to be trusted: \(advised) did \(known) \(range), but people put their best posts "
        + "at the hours they believe in; \(cure)"
    }
    switch verdict {
    case .yes: return "yes: \(advised) did \(known) \(range)"
    case .no where interval.upperBound < 0: return "no: \(advised) did \(known) \(range)"
    case .no:
      let most = Self.percent(interval.upperBound)
      return "no: \(advised) did at most \(most) % better than \(others) \(range)"
    case .unknown: return "not yet known: \(advised) did \(known) \(range); \(needed("more "))"
    }
  }

  private var advised: String {
    switch method {
    case .lot: "posts dealt by lot to the better slots"
    case .explored: "posts at the advised hour"
    case .observed: "posts at hours with a high score"
    }
  }

  private var others: String {
    switch method {
    case .lot: "those dealt to the worse ones"
    case .explored: "those at another hour drawn at random"
    case .observed: "the account's others"
    }
  }

  /// There is no figure: why, and what to do.
  private var nothingKnown: String {
    switch method {
    case .lot:
      let reason =
        available == 0
        ? "no posts had their slots by lot"
        : "too few posts had slots of different scores by lot"
      return "not yet known: \(reason); \(needed("")), and \(cure)"
    case .explored:
      return "not yet known: too few posts had an hour drawn at random; \(needed(""))"
    case .observed:
      return "not known: posts had too few hours of different scores to compare; \(cure)"
    }
  }

  private var cure: String { "sched-plan --experiment deals slots by lot, which tells" }

  private func needed(_ more: String) -> String {
    guard let postsNeeded else { return "how many posts it takes is not known yet" }
    return
      "about \(postsNeeded) \(more)posts would tell \(Self.percent(Self.leastLift)) % from nothing"
  }

  /// A share in percent: below 10 % to one decimal, where that is not 0.
  private static func percent(_ share: Double) -> String {
    let tenths = (1000 * min(max(share, -1), 1e6)).rounded()
    if tenths.magnitude < 100, tenths.truncatingRemainder(dividingBy: 10) != 0 {
      return "\(tenths / 10)"
    }
    return "\(Int((tenths / 10).rounded()))"
  }
}
