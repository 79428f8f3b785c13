import SchedCore
import Testing

/// DESIGN's rows on status and pins, value by value.
struct PostLifeTests {
  private static let noon = "2026-11-24T12:00:00Z"

  private func life(_ fields: String) throws -> PostLife {
    try reading(#"{"platform":"x"\#(fields)}"#) { try PostLife(RecordReader($0)) }
  }

  @Test(arguments: [
    ("draft", PostLife.Stage.withheld, PostLife.Stage.withheld), ("approved", .open, .published),
    ("scheduled", .open, .published), ("unscheduled", .open, .published),
    ("overdue", .open, .published), ("published", .published, .published),
    ("failed", .refused, .refused), ("rate_limited", .refused, .refused),
    ("cancelled", .withheld, .withheld),
  ])
  func `a status says whether a post may still go out`(
    _ status: String, _ unposted: PostLife.Stage, _ posted: PostLife.Stage
  ) throws {
    let field = #","status":"\#(status)""#
    #expect(try life(field).stage == unposted)
    #expect(try life(field + #","posted_at":"\#(Self.noon)""#).stage == posted)
    #expect(try life(field).isRateLimited == (status == "rate_limited"))
  }

  @Test
  func `without a status posted_at tells what went out`() throws {
    #expect(try life("").stage == .open)
    #expect(try life(#","status":null,"posted_at":"\#(Self.noon)""#).stage == .published)
  }

  @Test
  func `a 429 is a refusal whatever else is said, but for what was not to go out`() throws {
    let refused = #","http_status":429,"posted_at":"\#(Self.noon)","status":"#
    for status in ["published", "scheduled", "failed"] {
      let life = try life(refused + "\"\(status)\"")
      #expect(life.stage == .refused && life.isRateLimited)
    }
    for status in ["draft", "cancelled"] {
      #expect(try life(refused + "\"\(status)\"").stage == .withheld)
    }
    #expect(try life(#","http_status":428"#).stage == .open)
  }

  @Test(arguments: [
    // Of a post of that status with a slot at noon that failed at that instant, whether it holds the
    // slot, at one o'clock.
    ("scheduled", nil, true), ("scheduled", "11:59:59Z", true), ("scheduled", "12:00:00Z", false),
    ("failed", nil, false), ("failed", "11:00:00Z", true), ("failed", "12:00:01Z", false),
    ("rate_limited", "12:00:00Z", false), ("draft", nil, false), ("cancelled", nil, false),
    ("published", "13:00:00Z", true), ("overdue", nil, true), ("unscheduled", nil, true),
  ])
  func `a slot that a failure is not before is void`(
    _ status: String, _ failed: String?, _ isHeld: Bool
  ) throws {
    let failure = failed.map { #","failed_at":"2026-11-24T\#($0)""# } ?? ""
    let life = try life(#","status":"\#(status)","scheduled_at":"\#(Self.noon)"\#(failure)"#)
    let past = try Instant(rfc3339: "2026-11-24T13:00:00Z")
    let noon = try Instant(rfc3339: Self.noon)
    #expect(life.heldInstant(past: past) == (isHeld ? noon : nil))
  }

  @Test
  func `what was published holds the instant at which it went out`() throws {
    let life = try life(
      #","scheduled_at":"\#(Self.noon)","posted_at":"2026-11-24T12:07:00Z","status":"published""#)
    #expect(
      life.heldInstant(past: .init(seconds: 0)) == (try Instant(rfc3339: "2026-11-24T12:07:00Z")))
  }

  @Test
  func `an unknown status is told with those that there are`() throws {
    do {
      _ = try life(#","status":"publishd""#)
      Issue.record("it was taken")
    } catch {
      let text = (error as? Message)?.withoutPlace
      #expect(text == #"status: unknown value "publishd" (did you mean "published"?)"#)
    }
  }
}
