/// A place to publish, as data: what may be posted there, how often, and what counts there.
///
/// Platforms come from platforms.yaml, which is compiled in, and from users' files of the same form,
/// so that a new platform needs no Swift. What belongs to one kind of post stands in `ContentType`.
package struct Platform: Sendable {
  package let name: String
  /// Other names that records may use.
  package let aliases: [String]
  /// Indices into `PlatformCatalogue.contentTypes`, in the order of the file; never empty.
  package let contentTypes: [Int]
  /// The least distance of two posts, for content types that have no gap of their own.
  package let minGapHours: Double
  package let cadence: [CadenceAdvice]
  /// After how long half of the engagement is there, from the least to the most that is reported.
  package let halfLifeHours: ClosedRange<Double>?
  /// What a post's success is made of, in the order of the file.
  package let kpiWeights: [KPIWeight]
  package let notes: [String]
  package let sources: [FigureSource]
  let quotaNode: YAMLNode?

  /// The content type of a record that names none: the first of the file.
  package var defaultContentType: Int { contentTypes.first ?? 0 }

  /// The platform's publishing limits, which all hold at once.
  ///
  /// They are read when they are wanted: only then does the zone of a day quota have to be found in
  /// the system's tz database, which costs time and may fail.
  /// - Throws: what is wrong with a quota, at its place in the file.
  package func quotas() throws(Message) -> [Quota] {
    guard let quotaNode else { return [] }
    return try Quota.list(quotaNode)
  }
}

/// How much a metric counts in a platform's idea of success.
package struct KPIWeight: Sendable, Equatable {
  /// The name in `metrics`.
  package let metric: String
  package let weight: Double
}

/// How often somebody should post.
package struct CadenceAdvice: Sendable, Equatable {
  /// Whom the advice is for, as `small channels`.
  package let audience: String
  package let postsPerWeek: ClosedRange<Int>
}

/// How much evidence stands behind figures.
package enum Trust: String, CaseIterable, Sendable {
  case low, medium, high
}

/// Where a figure comes from.
package struct FigureSource: Sendable, Equatable {
  /// The key that the figure stands under, as `windows`.
  package let key: String
  package let name: String
  package let year: Int?
  /// What was measured, or how much of it.
  package let metric: String?
  package let trust: Trust
}
