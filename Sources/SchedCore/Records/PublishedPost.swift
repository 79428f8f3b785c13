/// What was published, and how it did.
package struct PublishedPost: Sendable {
  package let identity: PostIdentity
  /// What tells the post from all others: a hash of account, platform and id; without an id, of its
  /// content type and instant.
  package let key: UInt64
  /// Whether its id is written as a number; nil without an id.
  package let hasNumericID: Bool?
  package let postedAt: Instant
  /// When the metrics were read; nil for now.
  package let measuredAt: Instant?
  package let audience: AudienceShares
  package let followers: Double?
  /// The numbers of `metrics`, in the order of the record.
  package let metrics: PostMetrics
  /// Whether it went out: a failed or cancelled post says nothing about its hour.
  package let isPublished: Bool
}

/// The metrics of a post: the names apart, for the posts of a reader share them.
package struct PostMetrics: Sendable {
  package private(set) var names: [String] = []
  package private(set) var values: [Double] = []

  init() {}

  init(_ names: [String], _ values: [Double]) { (self.names, self.values) = (names, values) }

  /// Of two values of one name the last.
  package subscript(name: String) -> Double? { names.lastIndex(of: name).map { values[$0] } }
}

/// Reads published posts; what records share is looked up once.
package struct PublishedPostReader {
  private let catalogue: PlatformCatalogue
  private var audiences: AudienceSharesReader
  /// The names of the last record's metrics, as it has them and as the catalogue has them.
  private var metricNames: (written: [String], known: [String]) = ([], [])

  package init(catalogue: PlatformCatalogue, audiences: AudienceProfiles) {
    self.catalogue = catalogue
    self.audiences = AudienceSharesReader(audiences)
  }

  /// A post of a history.
  /// - Throws: a field that is missing or of the wrong kind, about the field.
  package mutating func post(of line: JSONLine) throws(Message) -> PublishedPost {
    let record = RecordReader(line)
    let (stage, status) = try PostLife.stage(of: record)
    let isPublished = stage == .published
    // A line that says nothing of its life is there because the post went out; what did not go out
    // has no such instant.
    let isMeantAsPublished = isPublished || (stage == .open && status == nil)
    return try post(
      of: record, at: isMeantAsPublished ? PostField.postedAt : nil,
      metrics: try metrics(of: record), isPublished: isPublished)
  }

  /// A post that may be still to come, without its metrics; `postedAt` is the field with its
  /// instant, nil for a post that has none.
  ///
  /// - Throws: a field that is missing or of the wrong kind, about the field.
  package mutating func post(
    of line: JSONLine, postedAt: FieldName?
  ) throws(Message) -> PublishedPost {
    try post(of: RecordReader(line), at: postedAt, metrics: PostMetrics(), isPublished: false)
  }

  private mutating func post(
    of record: RecordReader, at hourField: FieldName?,
    metrics: PostMetrics, isPublished: Bool
  ) throws(Message) -> PublishedPost {
    let identity = try PostIdentity(record, catalogue: catalogue)
    var instant = Instant(seconds: 0)
    if let hourField {
      instant = try record.required(hourField)
    }
    let platform = catalogue.platforms[catalogue.contentTypes[identity.contentType].platform]
    let id = try PostID(PostField.id, of: record)
    return PublishedPost(
      identity: identity, key: key(identity, platform, id, at: instant),
      hasNumericID: id?.isNumber, postedAt: instant,
      measuredAt: hourField == nil ? nil : try record.instant(PostField.measuredAt),
      audience: try audiences.shares(of: record, platform: platform),
      followers: try record.number(PostField.followers, in: 0...1e15), metrics: metrics,
      isPublished: isPublished)
  }

  private func key(
    _ identity: PostIdentity, _ platform: Platform, _ id: PostID?, at instant: Instant
  ) -> UInt64 {
    let key = PostKey(account: identity.account, platform: platform.name)
    return id.map { key.value(id: $0.text) }
      ?? key.value(contentType: identity.contentType, at: instant)
  }

  private mutating func metrics(of record: RecordReader) throws(Message) -> PostMetrics {
    let metrics = try Self.metrics(of: record)
    if !metricNames.written.elementsEqual(metrics.lazy.map(\.name)) {
      metricNames = (
        metrics.map(\.name), Self.named(metrics, as: catalogue).map(\.name)
      )
    }
    return PostMetrics(metricNames.known, metrics.map(\.value))
  }

  /// The metrics by the names that the catalogue has for them; of two names for the same thing the
  /// catalogue's own counts.
  static func metrics(
    of record: RecordReader, catalogue: PlatformCatalogue
  ) throws(Message) -> [(name: String, value: Double)] {
    named(try metrics(of: record), as: catalogue)
  }

  private static func named(
    _ metrics: [(name: String, value: Double)], as catalogue: PlatformCatalogue
  ) -> [(name: String, value: Double)] {
    var metrics = metrics
    for index in metrics.indices {
      guard let name = catalogue.metricNames[metrics[index].name],
        !metrics.contains(where: { $0.name == name })
      else { continue }
      metrics[index].name = name
    }
    return metrics
  }

  static func metrics(
    of record: RecordReader
  ) throws(Message) -> [(name: String, value: Double)] {
    let subject = PostField.metrics.string
    switch record.value(PostField.metrics) {
    case nil: return []
    case .object(let members):
      var metrics: [(name: String, value: Double)] = []
      metrics.reserveCapacity(members.count)
      for member in members {
        switch member.value.unlessAbsent {
        case nil: continue
        case .number(let value) where value.isFinite: metrics.append((member.key, value))
        case .some:
          throw Message.wrongKind(member.value, wanted: "a number").about(member.key).about(subject)
        }
      }
      return metrics
    case .some(let other): throw .wrongKind(other, wanted: "an object").about(subject)
    }
  }
}
