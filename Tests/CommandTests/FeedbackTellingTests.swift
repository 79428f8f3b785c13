import Foundation
import SchedCore
import Testing

/// `sched-feedback` says what it learned from, and takes other people's fields for what they are.
struct FeedbackTellingTests {
  private static let feedback = Tool("sched-feedback")
  private static let now = ["--now", "2026-11-23T00:00:00Z"]

  private func run(_ flags: [String] = [], _ lines: [String]) throws -> Outcome {
    try Self.feedback.run(
      Self.now + flags, input: Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  private func post(_ id: Int, at instant: String, _ rest: String = "") -> String {
    #"{"id":\#(id),"platform":"linkedin","posted_at":"\#(instant)"\#(rest)}"#
  }

  /// LinkedIn's half-life is 24 hours, so figures of two days count in two days more.
  @Test
  func `posts whose figures may still change are counted aloud`() throws {
    let young = post(1, at: "2026-11-21T00:00:00Z", #","metrics":{"likes":3}"#)
    let bare = post(2, at: "2026-11-01T00:00:00Z")
    let none = try run([], [young, bare])
    #expect(
      none.err.contains(
        "sched-feedback: warning: nothing is learned of hours yet, for figures may still change "
          + "(posts that wait: 1; "), "\(none)")
    let old = post(3, at: "2026-11-02T00:00:00Z", #","metrics":{"likes":5}"#)
    let some = try run(["-v"], [young, bare, old])
    #expect(!some.err.contains("nothing is learned"), "\(some)")
    #expect(
      some.err.contains(
        "sched-feedback: note: linkedin: posts with an outcome: 1, with figures that may still "
          + "change: 1, without a figure that counts: 1\n"), "\(some)")
  }

  @Test(arguments: [
    #""score":87"#, #""score":"good""#, #""propensity":"high""#, #""propensity":3"#,
    #""explored":"yes""#, #""experiment":"blue button""#, #""experiment":{"group":7}"#,
  ])
  func `fields that no tool has written are other people's`(field: String) throws {
    let plain = post(1, at: "2026-11-02T09:00:00Z", #","metrics":{"likes":5}"#)
    let other = String(plain.dropLast()) + ",\(field)}"
    let (expected, found) = (try run(["-q"], [plain]), try run([], [other]))
    found.expect(out: expected.out)
  }

  /// The lot or the draw is that of 09:00; at 11:00 the post stands elsewhere.
  @Test(arguments: [
    (#""experiment":{"group":"a","propensity":0.5,"at":"2026-11-02T09:00:00Z"}"#, "lot"),
    (
      #""explored":true,"propensity":0.01,"explored_hour":"2026-11-02T09:00:00Z""#, "explored"
    ),
  ])
  func `a lot or a draw of another slot says nothing`(field: String, method: String) throws {
    func choice(slot: String) throws -> Bool {
      let line = post(
        1, at: "2026-11-02T\(slot):20Z",
        #","scheduled_at":"2026-11-02T\#(slot):00Z",\#(field),"metrics":{"likes":5}"#)
      return try run(["-q"], [line]).out.contains(#""propensity":"#)
    }
    #expect(try choice(slot: "09:00"))
    #expect(try !choice(slot: "11:00"))
  }

  @Test(arguments: [Tool("sched-train"), Tool("sched-feedback")])
  func `a target without a name is a usage error`(of tool: Tool) throws {
    try tool.run(["--target", ""]).expect(
      err: "\(tool.name): --target: a name is needed\nsee \(tool.name) --help\n", status: 64)
  }

  @Test(arguments: [Tool("sched-score"), Tool("sched-plan"), Tool("sched-predict")])
  func `that scores by parameters of the first format mean something else is told once`(
    of tool: Tool
  ) throws {
    let params = Repository.root.appending(
      path: "Tests/CommandTests/Cases/sched-score/parameters-of-format-1/params.jsonl"
    ).path
    let post = Array("{\"platform\":\"linkedin\"}\n".utf8)
    let outcome = try tool.run(Self.now + ["--params", params], input: post + post)
    let told = outcome.err.split(separator: "\n").filter { $0.contains("of the first format") }
    #expect(told.count == 1, "\(outcome)")
    #expect(told[0].hasPrefix("\(tool.name): \(params): warning: parameters of the first format: "))
    try TemporaryDirectory.with { directory in
      try directory.write(
        try run(["-q", "--params", params], [self.post(1, at: "2026-11-02T09:00:00Z")]).out,
        to: "p.jsonl")
      let second = try tool.run(
        Self.now + ["--params", "p.jsonl"], input: post, directory: directory)
      #expect(!second.err.contains("first format"), "\(second)")
    }
  }
}
