import Testing

/// A post is its account, its platform and its id by the text: `1` and `"1"` are one post.
struct PlanIdentityTests {
  private static let days = [
    "--from", "2026-11-24T00:00:00Z", "--days", "1", "--now", "2026-11-24T00:00:00Z",
  ]

  private static func post(_ id: String, at hour: Int? = nil) -> String {
    let slot = hour.map { #","scheduled_at":"2026-11-24T\#($0):00:00Z""# } ?? ""
    return #"{"id":\#(id),"platform":"x"\#(slot)}"# + "\n"
  }

  private func plan(
    _ posts: [String], existing: [String], _ flags: [String] = []
  ) throws -> Outcome {
    try TemporaryDirectory.with { directory in
      try directory.write(existing.joined(), to: "committed.jsonl")
      return try Tool("sched-plan").run(
        Self.days + ["--existing", "committed.jsonl"] + flags, input: posts.joined(),
        directory: directory)
    }
  }

  @Test(arguments: [
    (
      ["1", "2", "3"], [#""1""#, #""2""#, #""3""#],
      "3 ids are strings here and numbers in the input"
    ),
    (
      [#""1""#, #""2""#, #""c""#], ["1", "2", #""c""#],
      "2 ids are numbers here and strings in the input"
    ),
    (["1", #""2""#], [#""1""#, "2"], "2 ids are numbers in one file and strings in the other"),
  ])
  func `ids that match only as text are the same posts, and that is told once`(
    _ ids: [String], _ committed: [String], _ fault: String
  ) throws {
    let existing = committed.enumerated().map { Self.post($1, at: 10 + 4 * $0) }
    let outcome = try plan(ids.map { Self.post($0) }, existing: existing)
    #expect(
      outcome.err == """
        sched-plan: committed.jsonl: warning: \(fault) (they are treated as the same posts; write \
        ids as strings everywhere)

        """)
    #expect(outcome.status == 0, "\(outcome)")
    for (index, id) in ids.enumerated() {
      let slot =
        #"{"id":\#(id),"platform":"x","scheduled_at":"2026-11-24T\#(10 + 4 * index):00:00Z""#
      #expect(outcome.out.contains(slot), "\(outcome)")
    }
    try plan(ids.map { Self.post($0) }, existing: existing, ["-q"]).expect(out: outcome.out)
  }

  @Test
  func `one such id is told in the singular, and another account's is another post`() throws {
    let other =
      #"{"id":"2","platform":"x","account":"b","scheduled_at":"2026-11-24T10:00:00Z"}"# + "\n"
    try plan(
      [Self.post("1", at: 10), Self.post("2", at: 14)], existing: [Self.post(#""1""#), other]
    )
    .expectError(
      """
      sched-plan: committed.jsonl: warning: 1 id is a string here and a number in the input (it is \
      treated as the same post; write ids as strings everywhere)

      """)
  }

  @Test
  func `ids that are written alike are not told`() throws {
    try plan([Self.post("1"), Self.post(#""b""#)], existing: [Self.post("1"), Self.post(#""b""#)])
      .expectError("")
  }

  @Test
  func `both spellings in one input are one post, and the second is refused`() throws {
    let outcome = try plan([Self.post("1"), Self.post(#""1""#)], existing: [])
    #expect(outcome.status == 1, "\(outcome)")
    #expect(
      outcome.err == """
        sched-plan: <stdin>:2: id: "1" stands at <stdin>:1 already (one post of an account and \
        platform has it)

        """)
  }
}

extension Outcome {
  /// Fails the test unless the program succeeded and said just this.
  fileprivate func expectError(_ err: String) { expect(out: out, err: err) }
}
