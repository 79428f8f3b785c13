/// A post of a plan, as it is handed on to other programs.
///
/// What `sched-plan` writes is one, and so is what a publisher logs: a record that says what the post
/// is, and at least one of `scheduled_at`, `posted_at` and `status`.
struct ExportedPost {
  let record: RecordReader
  let identity: PostIdentity
  /// An index into the catalogue's platforms.
  let platformIndex: Int
  let platform: String
  let contentType: String
  let id: PostID?
  let life: PostLife
  /// Where the post went out, or is to go out; nil if nowhere.
  let instant: Instant?
  let text: String?
  /// What the post is called: its title, the first line of its text, or else its id.
  let title: String

  /// Where people have the address of a post.
  private static let linkFields: [FieldName] = ["url", "permalink", "link"]

  /// Reads a post; slots before `past` are over.
  /// - Throws: what makes the record no post of a plan, or a field that is wrong, about the field.
  init(_ line: JSONLine, catalogue: PlatformCatalogue, past: Instant) throws(Message) {
    record = RecordReader(line)
    try Self.checkKind(of: line)
    life = try PostLife(record)
    identity = try PostIdentity(record, catalogue: catalogue)
    contentType = catalogue.contentTypes[identity.contentType].name
    platformIndex = catalogue.contentTypes[identity.contentType].platform
    platform = catalogue.platforms[platformIndex].name
    id = try PostID(PostField.id, of: record)
    instant = life.heldInstant(past: past)
    text = PostTitle.string(ViewField.text, of: record)
    title = try PostTitle.text(of: record)
  }

  /// The post's address on its platform, or the link that it carries; nil without one.
  var link: String? {
    for field in Self.linkFields {
      if let link = PostTitle.string(field, of: record) { return link }
    }
    return nil
  }

  private static func checkKind(of line: JSONLine) throws(Message) {
    func has(_ names: FieldName...) -> Bool { names.contains { line.value(of: $0) != nil } }
    let hasKind =
      has(ViewField.kind) && !has(PostField.id, PostField.key, ViewField.text, ViewField.title)
    guard !hasKind, has(PostField.scheduledAt, PostField.postedAt, PostField.status) else {
      throw has(PostField.platform, PostField.contentType) && !hasKind
        ? .notPlanned(isScored: has(PostField.scores)) : .noPost
    }
  }
}

extension ExportedPost {
  /// Why a post is not to go out, or not any more, in the word that says so in records; nil if it has
  /// a slot that is still to come.
  func absence(at now: Instant) -> String? {
    switch life.stage {
    case .published: return PostStatus.published.rawValue
    case .withheld: return life.status?.rawValue
    case .open, .refused:
      if let instant { return instant < now ? PostStatus.overdue.rawValue : nil }
      return slotlessStatus
    }
  }

  /// Why a post has no instant.
  var slotlessStatus: String {
    switch life.stage {
    case .withheld, .published: (life.status ?? .published).rawValue
    case .refused: (life.isRateLimited ? PostStatus.rateLimited : .failed).rawValue
    case .open: PostStatus.unscheduled.rawValue
    }
  }
}

extension Message {
  fileprivate static var noPost: Message {
    Message("this is no post of a plan (what sched-plan writes is needed)")
  }

  fileprivate static func notPlanned(isScored: Bool) -> Message {
    let what = isScored ? "the post has scores but no slot" : "the post is not planned"
    return Message("\(what): scheduled_at is not there (sched-plan adds it)")
  }
}
