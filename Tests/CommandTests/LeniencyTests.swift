import Testing

/// The filter contract: spellings that can mean only one thing are read, and go out as they came in.
struct LeniencyTests {
  private static let now = ["--now", "2026-11-23T00:00:00Z"]

  /// A post in the words of the contract, and in those of others.
  private static let spellings = [
    (#""platform":"instagram""#, #""platform":"Instagram""#),
    (#""platform":"x""#, #""platform":"X","content_type":"""#),
    (#""content_type":"x_thread""#, #""platform":"","content_type":"X Thread""#),
    (#""platform":"youtube","priority":"urgent""#, #""platform":"YouTube","priority":"URGENT""#),
    (
      #""platform":"x","deadline":"2026-11-24T09:00:00Z""#,
      #""platform":"x","deadline":"2026-11-24 10:00+0100""#
    ),
    (
      #""platform":"x","status":"rate_limited","failed_at":"2026-11-23T00:00:00Z""#,
      #""platform":"x","status":"Rate-Limited","failed_at":"2026-11-23 00:00Z""#
    ),
    (
      #""platform":"x","account":null,"priority":null,"not_before":null,"after":null"#,
      #""platform":"x","account":"","priority":"","not_before":"","after":"""#
    ),
    (
      #""platform":"x","id":null,"scheduled_at":null,"status":null,"scores":null"#,
      #""platform":"x","id":"","scheduled_at":"","status":"","scores":"""#
    ),
  ]

  @Test(arguments: Tool.filters, spellings)
  func `a post in other words gets the same, and its words stay`(
    of tool: Tool, _ post: (contract: String, other: String)
  ) throws {
    let expected = try tool.run(Self.now + ["-q"], input: "{\(post.contract)}\n")
    let outcome = try tool.run(Self.now + ["-q"], input: "{\(post.other)}\n")
    #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
    // What the tool owns it writes, in both cases alike.
    let script = """
      import json, sys
      tool, expected, actual, post = sys.argv[1:]
      owned = {"sched-score": {"scores"}, "sched-predict": {"scores", "predictions"},
          "sched-plan": {"scores", "scheduled_at", "status", "score", "key", "reason", "conflicts"}}[tool]
      def parts(text):
          fields = json.loads(text)
          return ({k: v for k, v in fields.items() if k in owned and v not in (None, "")},
                  {k: v for k, v in fields.items() if k not in owned})
      assert parts(expected)[0] == parts(actual)[0], (expected, actual)
      assert parts(actual)[1] == parts("{%s}" % post)[1], (actual, post)
      """
    try TemporaryDirectory.with { directory in
      try directory.write(script, to: "check.py")
      let child = try ChildProcess(
        ["/usr/bin/env", "python3", "check.py", tool.name, expected.out, outcome.out, post.other],
        environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"], directory: directory.path,
        secondsAllowed: 60)
      try child.write([UInt8]())
      try child.wait().expect()
    }
  }

  @Test(arguments: [Tool("sched-train"), Tool("sched-feedback")])
  func `a history in other words teaches the same`(of tool: Tool) throws {
    func history(_ lenient: Bool) -> String {
      (0..<60).map { number in
        let day = 1 + number / 10
        let hour = 6 + number % 10
        let instant = lenient ? "2026-11-0\(day) \(hour):00+0000" : "2026-11-0\(day)T\(hour):00:00Z"
        let padded = instant.replacing(" 6:", with: " 06:").replacing("T6:", with: "T06:")
          .replacing(" 7:", with: " 07:").replacing("T7:", with: "T07:")
          .replacing(" 8:", with: " 08:").replacing("T8:", with: "T08:")
          .replacing(" 9:", with: " 09:").replacing("T9:", with: "T09:")
        return lenient
          ? #"{"id":"\#(number)","platform":"LinkedIn","status":"Published","posted_at":"\#(padded)","#
            + #""measured_at":"","followers":"","metrics":{"likes":\#(number * 7 % 13),"clicks":""}}"#
          : #"{"id":"\#(number)","platform":"linkedin","status":"published","posted_at":"\#(padded)","#
            + #""metrics":{"likes":\#(number * 7 % 13)}}"#
      }.joined(separator: "\n")
    }
    let expected = try tool.run(Self.now + ["-q"], input: history(false))
    #expect(expected.status == 0 && expected.out.utf8.count > 100, "\(expected)")
    try tool.run(Self.now + ["-q"], input: history(true)).expect(out: expected.out)
  }

  @Test(arguments: [
    ("deadline", "2026-11-24T09:00", "no zone (end it with Z or an offset such as +01:00)"),
    ("not_before", "2026-11-24", "no time and no zone (2026-11-23T09:00:00Z has both)"),
    ("scheduled_at", "2026-13-24T09:00:00Z", "month 13 (1 to 12)"),
    ("scheduled_at", "2026-11-24 25:00Z", "hour 25 (0 to 23)"),
  ])
  func `a refused instant is told with the part that is wrong`(
    _ field: String, _ text: String, _ fault: String
  ) throws {
    try Tool("sched-plan").run(
      Self.now, input: #"{"platform":"x","\#(field)":"\#(text)"}"#
    ).expect(
      err: "sched-plan: <stdin>:1: \(field): \"\(text)\" is not an instant: \(fault)\n", status: 1)
  }

  @Test
  func `a platform file's own words are found as they are written, and else in any case`() throws {
    let types = "{content_types: {post: {windows: {mon: {9-11: 1}}}}}"
    try TemporaryDirectory.with { directory in
      try directory.write(
        "platforms:\n  My-Site: \(types)\n  my_site2: \(types.replacing("post", with: "b"))\n",
        to: "own.yaml")
      for post in ["My-Site", "my_site", "MY SITE", "My Site2"] {
        let outcome = try Tool("sched-score").run(
          Self.now + ["--platforms", "own.yaml"], input: #"{"platform":"\#(post)"}"#,
          directory: directory)
        #expect(outcome.status == 0, "\(outcome)")
      }
    }
  }
}
