/// What was published, and how it did.
package struct PublishedPost: Sendable {
  package let identity: PostIdentity
  package let postedAt: Instant
  package let audience: AudienceShares
  package let followers: Double?
  /// The numbers of `metrics` by name, in the order of the record.
  package let metrics: [(name: String, value: Double)]
  /// Whether it went out: a failed or cancelled post says nothing about its hour.
  package let isPublished: Bool

  package func metric(_ name: String) -> Double? { metrics.last { $0.name == name }?.value }
}

/// Reads published posts; what records share is looked up once.
package struct PublishedPostReader {
  private let catalogue: PlatformCatalogue
  private var audiences: AudienceSharesReader

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
      metrics: try Self.metrics(of: record), isPublished: isPublished)
  }

  /// A post that may be still to come, without its metrics; `postedAt` is the field with its
  /// instant, nil for a post that has none.
  ///
  /// - Throws: a field that is missing or of the wrong kind, about the field.
  package mutating func post(
    of line: JSONLine, postedAt: FieldName?
  ) throws(Message) -> PublishedPost {
    try post(of: RecordReader(line), at: postedAt, metrics: [], isPublished: false)
  }

  private mutating func post(
    of record: RecordReader, at hourField: FieldName?,
    metrics: [(name: String, value: Double)], isPublished: Bool
  ) throws(Message) -> PublishedPost {
    let identity = try PostIdentity(record, catalogue: catalogue)
    var instant = Instant(seconds: 0)
    if let hourField {
      instant = try record.required(hourField)
    }
    let platform = catalogue.platforms[catalogue.contentTypes[identity.contentType].platform]
    return PublishedPost(
      identity: identity, postedAt: instant,
      audience: try audiences.shares(of: record, platform: platform),
      followers: try record.number(PostField.followers, in: 0...1e15), metrics: metrics,
      isPublished: isPublished)
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
        switch member.value {
        case .null: continue
        case .number(let value) where value.isFinite: metrics.append((member.key, value))
        default:
          throw Message.wrongKind(member.value, wanted: "a number").about(member.key).about(subject)
        }
      }
      return metrics
    case .some(let other): throw .wrongKind(other, wanted: "an object").about(subject)
    }
  }
}
