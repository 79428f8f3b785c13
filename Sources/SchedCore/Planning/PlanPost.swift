/// A post as the planner reads it.
package struct PlanPost: Sendable {
  package let identity: PostIdentity
  package let id: PostID?
  let life: PostLife
  /// Nil for a post that states none.
  let priority: Priority?
  let notBefore: Instant?
  let deadline: Instant?
  /// Where the post stands and stays: where it went out, or where the user has fixed it.
  private(set) var pin: Instant?
  /// Whether the pin is another file's.
  private(set) var isPinnedElsewhere = false
  /// Whether it has gone out, as only another file says.
  private(set) var isPublishedElsewhere = false
  /// The score that an earlier plan gave a pinned post, this file's or the other.
  private(set) var plannedScore: Double?
  let queuedAt: Instant?
  let campaign: String?
  let after: PostID?
  let afterHours: Double
  let failure: Failure
  /// Where the record stands, for messages.
  let place: Place

  /// What is known of earlier attempts.
  struct Failure: Sendable {
    let attempts: Int
    let retryAfter: RetryAfter?
  }

  /// Reads a post; slots before `past` are over.
  /// - Throws: what is wrong in the record, about its field.
  package init(
    _ record: RecordReader, at place: Place, past: Instant, catalogue: PlatformCatalogue
  ) throws(Message) {
    life = try PostLife(record)
    identity = try PostIdentity(record, catalogue: catalogue)
    id = try PostID(PostField.id, of: record)
    priority = try record.value(PostField.priority).map { value throws(Message) in
      do throws(Message) {
        return try Priority(value)
      } catch {
        throw error.about(PostField.priority.string)
      }
    }
    notBefore = try record.instant(PostField.notBefore)
    deadline = try record.instant(PostField.deadline)
    pin = life.heldInstant(past: past)
    let score = life.scheduledAt == nil ? nil : try record.number(PostField.score, in: 0...1)
    plannedScore = pin == nil ? nil : score
    queuedAt = try record.instant(PostField.queuedAt)
    campaign = try PostID(PostField.campaign, of: record)?.shown
    after = try PostID(PostField.after, of: record)
    afterHours = try record.number(PostField.afterHours, in: 0...87_600) ?? 0
    let attempts = try record.number(PostField.attempts, in: 0...1_000_000) ?? 1
    failure = Failure(attempts: Int(attempts), retryAfter: try RetryAfter(of: record))
    self.place = place
  }
}

extension PlanPost {
  /// The post's key; nil for one without an id.
  func key(platform: String) -> String? {
    IdempotencyKey.key(account: identity.account, platform: platform, id: id)
  }

  /// Whether it is no matter of this plan any more: it has gone out, or is not to go out.
  ///
  /// Such a post is never given a slot, and its line stays as it came.
  var isSettled: Bool { isWithheld || life.stage == .published || isPublishedElsewhere }

  /// Whether it is a draft, or was called off.
  var isWithheld: Bool { life.stage == .withheld }

  /// Whether its slot is over, and nobody says that it went out.
  func isOverdue(at past: Instant) -> Bool { !isSettled && pin.map { $0 < past } ?? false }

  /// Until when the platform wants to be left alone by the account, as it said when it refused this
  /// post.
  var platformHold: Instant? {
    life.stage == .published ? nil : failure.retryAfter?.instant(after: life.failedAt)
  }

  /// Takes over what another file says of the same post: that it has gone out, or where it stands.
  mutating func settle(by other: PlanPost, past: Instant) {
    guard !isSettled else { return }
    isPublishedElsewhere = other.life.stage == .published
    guard let instant = other.pin, isPublishedElsewhere || pin == nil,
      isPublishedElsewhere || !life.wasTried(at: instant, past: past)
    else { return }
    pin = instant
    isPinnedElsewhere = true
    plannedScore = other.plannedScore
  }

  /// Gives up the pin of a post that is overdue, so that it is planned again.
  mutating func loosen() {
    pin = nil
    plannedScore = nil
    isPinnedElsewhere = false
  }
}
