/// The posts of a plan, for a calendar.
///
/// A text for a terminal has the earliest posts of a long plan, and the number of the others, so that
/// memory does not grow with the plan.
struct PlanGathering {
  private let catalogue: PlatformCatalogue
  private let zone: Zone
  private let now: Instant
  /// How many posts with a slot are kept, and how many without.
  private let mostPosts: Int
  private let mostUnplaced: Int
  private var calendar: PlanCalendar
  private var isEmpty = true
  /// Whether all posts were tried or called off, as those of a publisher's log.
  private var isLog = true
  private var seen: ShownPosts

  init(_ request: ViewRequest) {
    catalogue = request.catalogue
    zone = request.zone ?? .utc
    now = request.now
    seen = ShownPosts(request.catalogue)
    mostPosts = request.format == .text ? 2000 : .max / 2
    mostUnplaced = request.format == .text ? 200 : .max / 2
    calendar = PlanCalendar(zone: zone.name)
  }

  mutating func take(_ record: RecordReader) throws(Message) {
    let life = try PostLife(record)
    let identity = try PostIdentity(record, catalogue: catalogue)
    let type = catalogue.contentTypes[identity.contentType]
    let score = try record.number(PostField.score, in: 0...1)
    let slot = life.heldInstant(past: now)
    isEmpty = false
    isLog = isLog && life.stage != .open
    guard try seen.isNew(record, identity, slot: slot) else { return }
    guard let instant = slot else {
      try takeUnplaced(record, life, identity, type)
      return
    }
    // A post after all that are kept needs no title.
    if calendar.posts.count >= mostPosts, let last = calendar.posts.last, last.instant <= instant,
      isSorted
    {
      calendar.laterPosts += 1
      return
    }
    isSorted = isSorted && (calendar.posts.last.map { $0.instant <= instant } ?? true)
    calendar.posts.append(
      PlanCalendar.Post(
        instant: instant, local: zone.localTime(at: instant), account: identity.account,
        platform: catalogue.platforms[type.platform].name, contentType: type.name,
        title: try title(of: record), score: score, status: life.status))
    if calendar.posts.count >= 2 * mostPosts { keepEarliest() }
  }

  /// Whether the posts that are kept are in the order of their instants.
  private var isSorted = true

  private mutating func takeUnplaced(
    _ record: RecordReader, _ life: PostLife, _ identity: PostIdentity, _ type: ContentType
  ) throws(Message) {
    guard calendar.unplaced.count < mostUnplaced else {
      calendar.furtherUnplaced += 1
      return
    }
    let reason = try record.string(PostField.reason) ?? life.status.map(\.rawValue) ?? "no slot"
    calendar.unplaced.append(
      PlanCalendar.Unplaced(
        account: identity.account, contentType: type.name,
        title: try title(of: record), reason: reason))
  }

  private func title(of record: RecordReader) throws(Message) -> String {
    String(try PostTitle.text(of: record).prefix(Self.longestTitle))
  }

  /// In characters.
  private static let longestTitle = 100

  private mutating func keepEarliest() {
    // Sorting is stable in Swift, so posts of one instant keep the order of the plan.
    calendar.posts.sort { $0.instant < $1.instant }
    let rest = calendar.posts.count - mostPosts
    guard rest > 0 else { return }
    calendar.posts.removeLast(rest)
    calendar.laterPosts += rest
    isSorted = true
  }

  /// How many posts went nowhere and how many went out without figures, if all of them belong to a
  /// history rather than to a plan.
  var log: (unpublished: Int, published: Int)? {
    guard isLog else { return nil }
    return (
      calendar.unplaced.count + calendar.furtherUnplaced,
      calendar.posts.count + calendar.laterPosts
    )
  }

  mutating func blocks() -> [ViewBlock] {
    guard !isEmpty else { return [] }
    keepEarliest()
    return [.heading("Plan"), .calendar(calendar)]
  }
}
