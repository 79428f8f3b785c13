import Testing

/// Exports of other programs, and figures that no platform has: each works or is told in a line.
struct FeedbackExportTests {
  private static let feedback = Tool("sched-feedback")
  private static let flags = ["--now", "2026-11-23T00:00:00Z"]

  private func run(
    _ log: String, _ flags: [String] = [], in directory: TemporaryDirectory? = nil
  ) throws -> Outcome {
    try Self.feedback.run(Self.flags + flags, input: log + "\n", directory: directory)
  }

  @Test(arguments: [
    (
      #"{"platform":"x","posted_at":"2026-11-01 09:00:00","metrics":{"likes":5}}"#,
      #"posted_at: "2026-11-01 09:00:00" is not an instant: no zone (end it with Z or an offset such as +01:00)"#
    ),
    (
      #"{"platform":"x","posted_at":1793523600,"metrics":{"likes":5}}"#,
      "posted_at: a number where a string is expected"
    ),
    (
      #"{"platform":"x","posted_at":"2026-11-01T09:00:00Z","metrics":{"likes":"1,204"}}"#,
      "metrics.likes: a string where a number is expected"
    ),
    (
      #"{"platform":"Twiter","posted_at":"2026-11-01T09:00:00Z"}"#,
      #"platform: unknown value "Twiter" (did you mean "twitter"?)"#
    ),
    (
      #"{"platform":"x","posted_at":"2027-11-01T09:00:00Z"}"#,
      "posted_at: 2027-11-01T09:00:00Z is more than a day from now (see --now)"
    ),
    (
      #"{"platform":"x","posted_at":"2026-11-01T09:00:00Z","measured_at":"2062-11-08T09:00:00Z","metrics":{"likes":5}}"#,
      "measured_at: 2062-11-08T09:00:00Z is more than a day from now (see --now)"
    ),
  ])
  func `a record that cannot be right is refused by its line and field`(
    _ line: String, _ message: String
  ) throws {
    try run(line).expect(err: "sched-feedback: <stdin>:1: \(message)\n", status: 1)
  }

  @Test
  func `metrics of which none counts are told once`() throws {
    let log = (1...9).map {
      #"{"platform":"x","posted_at":"2026-11-0\#($0)T09:00:00Z","metrics":{"Faves":5,"RTs":2}}"#
    }.joined(separator: "\n")
    let outcome = try run(log)
    #expect(
      outcome.err == "sched-feedback: warning: metrics: no result has one that counts, so that "
        + "nothing is learned of hours (there are Faves, RTs; sched-platforms(5) lists what counts)\n",
      "\(outcome)")
    #expect(outcome.status == 0)
    // A log of what went out has none yet, and nothing is wrong with it.
    #expect(try run(log.replacing(#/,"metrics".*?}/#, with: "")).err.isEmpty)
  }

  @Test
  func `names of fields that would move a terminal's cursor are escaped`() throws {
    let head = #"{"platform":"x","posted_at":"2026-11-01T09:00:00Z","metrics":"#
    try run(head + #"{"\u001b[2J":"5"}}"#).expect(
      err: "sched-feedback: <stdin>:1: metrics.\\u{1b}[2J: a string where a number is expected\n",
      status: 1)
    let unknown = try run(head + #"{"\u001b[2J":5}}"#)
    #expect(unknown.err.contains(#"(there are \u{1b}[2J; "#), "\(unknown)")
  }

  @Test
  func `results without ids and accounts count once however often they come`() throws {
    let log = (1...9).map {
      #"{"platform":"x","posted_at":"2026-11-0\#($0)T09:00:00Z","metrics":{"likes":\#($0)}}"#
    }.joined(separator: "\n")
    try TemporaryDirectory.with { directory in
      let flags = ["-q", "--in-place", "--params", "p.jsonl"]
      try run(log, flags, in: directory).expect()
      let once = try directory.text(of: "p.jsonl")
      #expect(once.contains(#""results":9,"#))
      try run(log + "\n" + log, flags, in: directory).expect()
      #expect(try firstDifference(expected: once, actual: directory.text(of: "p.jsonl")) == nil)
    }
  }

  /// What a run writes the next one reads, whatever the figures were.
  @Test(arguments: ["1e35", "-1e35", "3.4028235e38", "1e300", "-0.0", "1e-45", "0.1"])
  func `parameters with strange figures are read again`(_ figure: String) throws {
    let log = ["2026-11-01", "2026-11-22"].flatMap { day in
      (0..<2).map { id in
        #"{"id":"\#(day) \#(id)","platform":"instagram","posted_at":"\#(day)T09:0\#(id):00Z","#
          + #""followers":1e15,"metrics":{"likes":\#(figure),"reach":\#(id)}}"#
      }
    }.joined(separator: "\n")
    try TemporaryDirectory.with { directory in
      let flags = ["-q", "--in-place", "--params", "p.jsonl"]
      try run(log, flags, in: directory).expect()
      let once = try directory.text(of: "p.jsonl")
      try run(log, flags, in: directory).expect()
      #expect(try firstDifference(expected: once, actual: directory.text(of: "p.jsonl")) == nil)
    }
  }
}
