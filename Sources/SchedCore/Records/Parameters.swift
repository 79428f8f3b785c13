/// What `sched-feedback` has learned, as the other tools read it.
///
/// A parameter file has lines of many kinds; here are those that change a score, a plan or a
/// prediction. All else in the file is for people and for the next cycle.
package struct Parameters: Sendable {
  /// How much each factor of the score counts.
  package struct Weights: Sendable, Equatable {
    package var demographics: Double
    package var format: Double
    package var season: Double

    package init(demographics: Double, format: Double, season: Double) {
      (self.demographics, self.format, self.season) = (demographics, format, season)
    }
  }

  /// Other weights that hold for half of the posts, beside those of the rest.
  package struct Trial: Sendable, Equatable {
    package var number: Int
    package var weights: Weights
  }

  /// What is known of the hours of one content type, or what an account differs by.
  package struct LearnedWeek: Sendable, Equatable {
    /// What each hour adds to the logarithm of an outcome, about the week's mean.
    package var effects = WeekCurve(repeating: 0)
    /// The standard deviation of each, if hours have an effect at all.
    package var spreads = WeekCurve(repeating: 0)
    /// The probability that they have none.
    package var noEffect = 0.0
    /// How many posts stand behind each hour, those of its neighbours included.
    package var posts = WeekCurve(repeating: 0)
    /// The chance of success there, in [0, 1].
    package var successRates = WeekCurve(repeating: 0)
    /// How many outcomes there are, the older ones counting for less.
    package var outcomes = 0.0
    /// How far the best hour of the content type is below that of the platform's other types, a
    /// logarithm: so that a typical hour is worth the same to all types.
    package var depth = 0.0
    /// How much of the effects is left since they were learned, in [0, 1].
    package var freshness = 1.0

    package init() {}
  }

  /// What one account may do on one platform for now.
  package struct Limits: Sendable, Equatable {
    package var maxConcurrentPosts: Int?
    /// In any 24 hours.
    package var postsPerDay: Int?
    /// For posts that failed before.
    package var backoff: Backoff?
    /// The platform asked to be left alone until then.
    package var resumeAt: Instant?

    package init() {}
  }

  /// An account on a platform, an index of the catalogue.
  package struct Channel: Hashable, Sendable {
    package var account: String
    package var platform: Int

    package init(account: String, platform: Int) {
      (self.account, self.platform) = (account, platform)
    }
  }

  /// The version of the settings: weights and limits.
  package internal(set) var version = 0
  /// Whether their hours were learned by the first format, whose scores meant something else.
  package internal(set) var isFirstFormat = false
  package internal(set) var weights: Weights?
  package internal(set) var trial: Trial?
  /// By content type, an index of the catalogue.
  package internal(set) var weeks: [Int: LearnedWeek] = [:]
  /// What the hours of an account differ by from those of its platform's content types.
  package internal(set) var accountEffects: [Channel: WeekCurve] = [:]
  /// When the newest result came that something was learned of, and after how many days it counts
  /// half; nil where they do not say.
  var evidenceAt: Instant?
  var halfLifeDays: Double?
  package internal(set) var limits: [Channel: Limits] = [:]
  /// For each content type the probability with which each hour of the week is tried next.
  package internal(set) var exploration: [Int: WeekCurve] = [:]

  package init() {}

  /// What is known of the hours of a content type, as they are for an account.
  package func week(
    of contentType: Int, _ account: String, platform: Int
  ) -> LearnedWeek? {
    guard var week = weeks[contentType] else { return nil }
    if let own = accountEffects[Channel(account: account, platform: platform)] {
      week.effects = WeekCurve { [effects = week.effects] in effects[$0] + own[$0] }
    }
    return week
  }

  /// The weights of a trial, if it holds for a post with a key; one without an id is in none.
  package func trialWeights(ofPost key: UInt64?) -> Weights? {
    guard let trial, let key, SettingsArm.isChanged(postKey: key, trial: trial.number) else {
      return nil
    }
    return trial.weights
  }

  /// The same for a record.
  /// - Throws: an id that is none, about the field.
  package func trialWeights(
    of record: RecordReader, _ identity: PostIdentity, _ catalogue: PlatformCatalogue
  ) throws(Message) -> Weights? {
    guard trial != nil else { return nil }
    return trialWeights(ofPost: try PostKey.ofRecord(record, identity, catalogue))
  }

  /// Whether the timing scores of accounts may differ.
  package var knowsAccounts: Bool { !accountEffects.isEmpty }

  /// Whether they change the timing scores of a content type, an index of the catalogue.
  func changesScores(of contentType: Int) -> Bool {
    weights != nil || weeks[contentType] != nil
  }
}

extension Parameters {
  /// The names of the fields of parameter files, each once.
  enum Field {
    static let kind: FieldName = "kind"
    static let version: FieldName = "version"
    static let platform: FieldName = "platform"
    static let contentType: FieldName = "content_type"
    static let account: FieldName = "account"
    static let day: FieldName = "day"
    static let hour: FieldName = "hour"
    static let weight: FieldName = "weight"
    static let posts: FieldName = "posts"
    static let rate: FieldName = "rate"
    static let demographics: FieldName = "demographics"
    static let format: FieldName = "format"
    static let season: FieldName = "season"
    static let maxConcurrentPosts: FieldName = "max_concurrent_posts"
    static let postsPerDay: FieldName = "posts_per_day"
    static let backoff: FieldName = "backoff"
    static let resumeAt: FieldName = "resume_at"
    static let shares: FieldName = "shares"
    static let trial: FieldName = "trial"
    static let changed: FieldName = "changed"
    static let effect: FieldName = "effect"
    static let sum: FieldName = "sum"
    static let spread: FieldName = "spread"
    static let effects: FieldName = "effects"
    static let outcomes: FieldName = "outcomes"
    static let probability: FieldName = "probability"
    static let evidenceAt: FieldName = "evidence_at"
    static let halfLifeDays: FieldName = "half_life_days"
  }
}
