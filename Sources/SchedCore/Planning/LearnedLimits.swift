/// Plans under what was learned: an account that a platform refused has tighter rules of its own.
extension PlanRequest {
  /// The request for an account with limits of its own; nil for one without, as most are.
  func narrowed(to account: String) -> PlanRequest? {
    var narrowed: PlanRequest?
    for (channel, limits) in parameters.limits where channel.account == account {
      var request = narrowed ?? self
      request.constraints.platforms[channel.platform].narrow(
        to: limits, under: constraints.backoff)
      narrowed = request
    }
    return narrowed
  }
}

extension PlatformRules {
  /// Lays learned limits over the rules; whichever is tighter holds.
  fileprivate mutating func narrow(to limits: Parameters.Limits, under written: Backoff) {
    learned = limits
    learned?.backoff = limits.backoff?.longer(of: written)
    if let most = limits.maxConcurrentPosts {
      maxConcurrentPosts = min(maxConcurrentPosts ?? .max, most)
    }
    if let posts = limits.postsPerDay {
      learnedQuota = quotas.count
      quotas.append(Quota(posts: posts, window: .rolling(hours: 24)))
    }
  }
}

extension PlanInput {
  /// The input for an account with limits of its own, or this one.
  func narrowed(to account: String) -> PlanInput {
    guard let request = request.narrowed(to: account) else { return self }
    return PlanInput(self, request, lanes.narrowed(to: request))
  }
}
