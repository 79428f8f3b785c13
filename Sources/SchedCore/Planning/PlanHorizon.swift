/// When a post may stand, from the rules that concern it alone, each end with its name.
struct PlanHorizon: Sendable {
  /// One end, and what sets it.
  struct End: Sendable {
    let instant: Instant
    let name: String
  }

  /// Inclusive.
  private(set) var earliest: End
  private(set) var latest: End
  /// Whether `latest` is `--until`, which is exclusive.
  private(set) var endsWithPlan = true

  init(
    _ post: PlanPost, share: Double, _ request: PlanRequest
  ) {
    earliest = End(instant: request.from, name: "--from")
    latest = End(
      instant: Instant(milliseconds: request.until.milliseconds - 1), name: "--until")
    raise(post.notBefore, "not_before")
    raise(request.job?.startAfter, "start_after")
    let platform = request.catalogue.contentTypes[post.identity.contentType].platform
    let learned = request.constraints.platforms[platform].learned
    raise(learned?.resumeAt, "the platform's retry_after")
    let backoff = learned?.backoff ?? request.constraints.backoff
    let retry = backoff.earliest(
      failedAt: post.failure.failedAt, attempts: post.failure.attempts,
      retryAfter: post.failure.retryAfter, share: share)
    raise(retry, "the back-off after failed_at")
    lower(post.deadline, "deadline")
    lower(request.job?.deadline, "the job's deadline")
  }

  private mutating func raise(_ instant: Instant?, _ name: String) {
    guard let instant, instant > earliest.instant else { return }
    earliest = End(instant: instant, name: name)
  }

  private mutating func lower(_ instant: Instant?, _ name: String) {
    guard let instant, instant < latest.instant else { return }
    latest = End(instant: instant, name: name)
    endsWithPlan = false
  }
}
