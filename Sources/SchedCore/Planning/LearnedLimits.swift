/// Plans under what was learned: an account that a platform refused has tighter rules of its own.
///
/// Here every learned figure meets the written one. A new one in `Parameters.Limits` needs a rule
/// here and a test in PlanLearnedTests.
extension PlanRequest {
  /// The request for an account with limits of its own; nil for one without, as most are.
  func narrowed(to account: String) -> PlanRequest? {
    var narrowed: PlanRequest?
    for (channel, limits) in parameters.limits where channel.account == account {
      var request = narrowed ?? self
      request.constraints.platforms[channel.platform].narrow(to: limits)
      narrowed = request
    }
    return narrowed
  }

  /// The waits after failures on a platform, each figure the longer of written and learned.
  func backoff(on platform: Int) -> Backoff {
    let learned = constraints.platforms[platform].learned?.backoff
    return learned?.longer(of: constraints.backoff) ?? constraints.backoff
  }

  /// Until when a platform wants to be left alone, as was learned.
  func resumeAt(on platform: Int) -> Instant? { constraints.platforms[platform].learned?.resumeAt }
}

extension PlatformRules {
  /// Lays learned limits over the rules; whichever is tighter holds.
  fileprivate mutating func narrow(to limits: Parameters.Limits) {
    learned = limits
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
