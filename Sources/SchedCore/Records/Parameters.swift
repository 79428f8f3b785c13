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

  /// What is known of the hours of one content type.
  package struct LearnedWeek: Sendable, Equatable {
    /// How good each hour is, in [0, 1], on the scale of the published windows.
    package var weights: WeekCurve
    /// How many posts stand behind each.
    package var posts: WeekCurve
    /// The chance of success there, in [0, 1].
    package var successRates: WeekCurve
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
  package internal(set) var weights: Weights?
  /// By content type, an index of the catalogue.
  package internal(set) var weeks: [Int: LearnedWeek] = [:]
  package internal(set) var limits: [Channel: Limits] = [:]
  /// For each content type the probability with which each hour of the week is tried next.
  package internal(set) var exploration: [Int: WeekCurve] = [:]

  package init() {}

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
  }
}
