import Glibc

/// What the settled posts of one platform tell of its hours.
struct PlatformLearning: Sendable {
  let platform: Int
  /// Of each post with an outcome its index in the ledger, in the order of time.
  private(set) var posts: [Int] = []
  /// Of each such post the logarithm of its outcome against the account's own level.
  private(set) var outcomes: [Double] = []
  /// The curves of the platform's content types, in the catalogue's order, and of accounts.
  private(set) var effects: HourEffects?
  /// Of each content type what is known of each hour.
  private(set) var evidence: [DaypartEvidence] = []
  /// How many posts have figures that may still change, and how many have none that count.
  private(set) var waiting = 0
  private(set) var withoutFigures = 0

  /// Learns from the posts of a platform, an index of the catalogue.
  ///
  /// `past` is what is left of posts that are no longer kept, by content type; how much an outcome
  /// counts at `instant` is told by its age.
  init(
    of platform: Int, _ ledger: PostLedger, _ past: [PastOutcomes], _ request: FeedbackRequest,
    at instant: Instant
  ) {
    self.platform = platform
    let found = request.catalogue.platforms[platform]
    let contentTypes = found.contentTypes.map { request.catalogue.contentTypes[$0] }
    var settled = settledPosts(ledger)
    settled.sort { a, b in
      let (first, second) = (ledger.posts[a], ledger.posts[b])
      return (first.instant.milliseconds, first.key) < (second.instant.milliseconds, second.key)
    }
    var values = Outcomes(ledger.columns(of: settled, platform), request.rule, of: found)
    let usable = settled.indices.filter(values.isUsable)
    if usable.count < settled.count {
      withoutFigures += settled.count - usable.count
      settled = usable.map { settled[$0] }
      values = Outcomes(ledger.columns(of: settled, platform), request.rule, of: found)
    }
    guard !settled.isEmpty || past.contains(where: { $0.count > 0 }) else { return }
    let indices = Dictionary(
      uniqueKeysWithValues: zip(found.contentTypes, contentTypes.indices))
    let samples = EffectSamples(
      values, types: settled.map { indices[Int(ledger.posts[$0].contentType)] ?? 0 },
      weekHours: settled.map { Int(ledger.posts[$0].weekHour) },
      weights: settled.map { request.weight(of: ledger.posts[$0].instant, at: instant) },
      evidence: contentTypes.map(EvidenceCurve.values), past: past)
    let rows = Array(settled.indices)
    let effects = HourEffects(samples, rows: rows, fades: true, needsSpreads: true)
    self.effects = effects
    posts = settled
    outcomes = values.relative(without: rows.map { samples.effect(of: $0, effects) })
    evidence = Self.evidence(of: samples, outcomes, values.beside(), ledger, settled)
  }

  /// The posts whose figures hardly move any more.
  private mutating func settledPosts(_ ledger: PostLedger) -> [Int] {
    var settled: [Int] = []
    for (index, post) in ledger.posts.enumerated() where ledger.platform(of: post) == platform {
      if ledger.hasSettled(post) {
        settled.append(index)
      } else if post.measuredAt != nil {
        waiting += 1
      } else {
        withoutFigures += 1
      }
    }
    return settled
  }

  /// Of each content type the outcomes by hour, the wild ones pulled in: `outcomes` tell of success,
  /// `beside` of how far.
  private static func evidence(
    of samples: EffectSamples, _ outcomes: [Double], _ beside: [Double], _ ledger: PostLedger,
    _ posts: [Int]
  ) -> [DaypartEvidence] {
    let pulled = HuberValues(beside, reach: 3).values
    var evidence = samples.evidence.indices.map { type in
      DaypartEvidence(type < samples.past.count ? samples.past[type] : PastOutcomes())
    }
    for (index, value) in pulled.enumerated() {
      let success = ledger.posts[posts[index]].success
      evidence[samples.types[index]].add(
        value, isSuccess: success == .unsaid ? outcomes[index] > 0 : success == .yes,
        at: samples.weekHours[index], weight: samples.weights[index])
    }
    return evidence
  }
}

extension PlatformLearning {
  /// Of each content type the sums of the outcomes of posts before a day, as they count at an
  /// instant.
  func outcomes(
    before day: Int, _ ledger: PostLedger, _ request: FeedbackRequest, at instant: Instant
  ) -> [(contentType: Int, outcomes: PastOutcomes)] {
    var byType: [Int: PastOutcomes] = [:]
    let pulled = HuberValues(outcomes).values
    for (index, place) in posts.enumerated() {
      let post = ledger.posts[place]
      guard post.instant.utcDay < day else { continue }
      let weight = request.weight(of: post.instant, at: instant)
      let isSuccess = post.success == .unsaid ? outcomes[index] > 0 : post.success == .yes
      byType[Int(post.contentType), default: PastOutcomes()].add(
        pulled[index], isSuccess: isSuccess, at: Int(post.weekHour), weight: weight)
    }
    return byType.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension EffectSamples {
  /// What is expected of the hour of a post.
  fileprivate func effect(of post: Int, _ effects: HourEffects) -> Double {
    effects.effect(of: self, post, at: Double(weekHours[post]) + 0.5)
  }
}

extension FeedbackRequest {
  /// How much an outcome of an instant counts at another.
  func weight(of old: Instant, at new: Instant) -> Double {
    let days = Double(new.milliseconds - old.milliseconds) / 86_400_000
    return exp2(-max(0, days) / halfLifeDays)
  }
}

extension PostLedger {
  /// Some posts of a platform as columns.
  func columns(of indices: [Int], _ platform: Int) -> OutcomeColumns {
    let metricNames = names[platform]
    var columns = [[Double]](repeating: [], count: metricNames.count)
    for metric in metricNames.indices {
      columns[metric] = indices.map { Double(figures[Int(posts[$0].metrics) + metric]) }
    }
    let followers = columns.removeLast()
    // Only the accounts of these posts, in the order in which they come.
    var own: [Int32: Int32] = [:]
    var accountNames: [String] = []
    let accounts = indices.map { index in
      let account = posts[index].account
      if let known = own[account] { return known }
      own[account] = Int32(accountNames.count)
      accountNames.append(self.accounts[Int(account)])
      return Int32(accountNames.count - 1)
    }
    return OutcomeColumns(
      accountNames: accountNames, accounts: accounts,
      contentTypes: indices.map { Int32(posts[$0].contentType) },
      metricNames: Array(metricNames.dropLast()), metrics: columns, followers: followers)
  }
}
