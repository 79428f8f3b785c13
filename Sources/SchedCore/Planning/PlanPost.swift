/// A post as the planner reads it.
package struct PlanPost: Sendable {
  package let identity: PostIdentity
  package let id: PostID?
  /// Nil for a post that states none.
  let priority: Priority?
  let notBefore: Instant?
  let deadline: Instant?
  /// Where the user has fixed the post.
  var pin: Instant?
  /// Whether another file says where it stands.
  var isPinnedElsewhere = false
  /// The score that an earlier plan gave a pinned post.
  let plannedScore: Double?
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
    let failedAt: Instant?
    let retryAfter: RetryAfter?
  }

  /// - Throws: what is wrong in the record, about its field.
  package init(
    _ record: RecordReader, at place: Place, catalogue: PlatformCatalogue
  ) throws(Message) {
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
    let scheduled = try record.instant(PostField.scheduledAt)
    pin = scheduled
    plannedScore = scheduled == nil ? nil : try record.number(PostField.score, in: 0...1)
    queuedAt = try record.instant(PostField.queuedAt)
    campaign = try PostID(PostField.campaign, of: record)?.shown
    after = try PostID(PostField.after, of: record)
    afterHours = try record.number(PostField.afterHours, in: 0...87_600) ?? 0
    let attempts = try record.number(PostField.attempts, in: 0...1_000_000) ?? 1
    failure = Failure(
      attempts: Int(attempts), failedAt: try record.instant(PostField.failedAt),
      retryAfter: try RetryAfter(of: record))
    self.place = place
  }
}
