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

  init(_ post: PlanPost, share: Double, hold: Instant?, _ request: PlanRequest) {
    earliest = End(instant: request.from, name: "--from")
    latest = End(
      instant: Instant(milliseconds: request.until.milliseconds - 1), name: "--until")
    for start in Self.starts(of: post, share: share, hold: hold, request)
    where start.instant > earliest.instant {
      earliest = start
    }
    for end in Self.ends(of: post, request) where end.instant < latest.instant {
      latest = end
      endsWithPlan = false
    }
  }

  /// What a post may not stand before, the plan's own beginning apart.
  ///
  /// `share` is the post's draw of the back-off; `hold` is until when the platform wants to be left
  /// alone.
  static func starts(
    of post: PlanPost, share: Double, hold: Instant?, _ request: PlanRequest
  ) -> [End] {
    var starts: [End] = []
    func add(_ instant: Instant?, _ name: String) {
      if let instant { starts.append(End(instant: instant, name: name)) }
    }
    add(post.notBefore, "not_before")
    add(request.job?.startAfter, "start_after")
    let platform = request.catalogue.contentTypes[post.identity.contentType].platform
    add(request.resumeAt(on: platform), "the platform's retry_after")
    let retry = request.backoff(on: platform).earliest(
      failedAt: post.life.failedAt, attempts: post.failure.attempts,
      retryAfter: post.failure.retryAfter, share: share)
    // A slot that the failure is not before would be void.
    let soonest = post.life.failedAt?.adding(milliseconds: 1) ?? .distantPast
    add(retry.map { max($0, soonest) }, "the back-off after failed_at")
    add(hold, "the platform's retry_after")
    return starts
  }

  /// What a post may not stand behind, the plan's own end apart.
  static func ends(of post: PlanPost, _ request: PlanRequest) -> [End] {
    var ends: [End] = []
    if let deadline = post.deadline { ends.append(End(instant: deadline, name: "deadline")) }
    if let deadline = request.job?.deadline {
      ends.append(End(instant: deadline, name: "the job's deadline"))
    }
    return ends
  }
}
