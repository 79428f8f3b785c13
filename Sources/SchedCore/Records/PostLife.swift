/// Where a post is in its life: the one reading of `status`, `http_status`, `posted_at` and
/// `failed_at` that all tools share.
package struct PostLife: Sendable {
  package enum Stage: Sendable {
    /// It may go out: nobody tried, or nobody says how that ended.
    case open
    /// It has gone out.
    case published
    /// It was tried, and did not go out; it may be tried again.
    case refused
    /// It does not go out: it is a draft, or was called off.
    case withheld
  }

  package let stage: Stage
  /// As it was written.
  package let status: PostStatus?
  /// Whether the platform refused it because of a limit.
  package let isRateLimited: Bool
  package let postedAt: Instant?
  package let scheduledAt: Instant?
  package let failedAt: Instant?

  /// The answer of HTTP to too many requests (RFC 6585, section 4).
  private static let tooManyRequests = 429.0

  /// - Throws: a field of the wrong kind or an unknown status, about the field.
  package init(_ record: RecordReader) throws(Message) {
    (stage, status) = try Self.stage(of: record)
    let isRefused = try Self.metTooManyRequests(record)
    isRateLimited = isRefused || status == .rateLimited
    postedAt = try record.instant(PostField.postedAt)
    scheduledAt = try record.instant(PostField.scheduledAt)
    failedAt = try record.instant(PostField.failedAt)
  }

  /// The stage alone, of `status`, `http_status` and `posted_at`.
  ///
  /// What is withheld stays so whatever was tried; a refusal outweighs an instant that may be that of
  /// the attempt; what has an instant went out, whatever its plan had called it.
  /// - Throws: a field of the wrong kind or an unknown status, about the field.
  package static func stage(
    of record: RecordReader
  ) throws(Message) -> (stage: Stage, status: PostStatus?) {
    let status = try PostStatus(of: record)
    let isRefused = try metTooManyRequests(record)
    let isPosted = try record.instant(PostField.postedAt) != nil
    let stage: Stage =
      switch status {
      case .draft, .cancelled: .withheld
      case .failed, .rateLimited: .refused
      case _ where isRefused: .refused
      case .published: .published
      case nil, .approved, .scheduled, .unscheduled, .overdue: isPosted ? .published : .open
      }
    return (stage, status)
  }

  private static func metTooManyRequests(_ record: RecordReader) throws(Message) -> Bool {
    try record.number(PostField.httpStatus, in: 0...999) == tooManyRequests
  }
}

extension PostLife {
  /// The instant that the post holds against others: where it went out, or is to go out; nil if it
  /// holds none.
  ///
  /// A slot that a failure is not before was tried, and is void. Where a refused post does not say
  /// when it failed, the slots before `past` are void, but not the one at it: a plan begins there.
  package func heldInstant(past: Instant) -> Instant? {
    if stage == .withheld { return nil }
    if stage == .published { return postedAt ?? scheduledAt }
    return scheduledAt.flatMap { wasTried(at: $0, past: past) ? nil : $0 }
  }

  /// Whether a slot of the post was used in vain.
  package func wasTried(at slot: Instant, past: Instant) -> Bool {
    if let failedAt { return slot <= failedAt }
    return stage == .refused && slot < past
  }
}
