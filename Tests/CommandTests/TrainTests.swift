import Foundation
import SchedCore
import Testing

/// `sched-train` from outside.
struct TrainTests {
  private static let train = Tool("sched-train")
  private static let history = Repository.root.appending(path: "Tests/Examples/history.jsonl")

  /// So many posts on X, an hour apart from another, with random reactions.
  private static func posts(_ count: Int, _ more: (Int) -> String = { _ in "" }) -> String {
    (0..<count).map { index in
      let day = index / 20 % 28 + 1
      let hour = index % 20
      var random = SeededGenerator(seed: 7, stream: UInt64(index))
      let likes = 10 + random.next(below: 97)
      return """
        {"id":\(index),"platform":"x","posted_at":"2026-03-\(day < 10 ? "0" : "")\(day)T\
        \(hour < 10 ? "0" : "")\(hour):00:00Z","metrics":{"likes":\(likes),"reach":1000}\(more(index))}

        """
    }.joined()
  }

  @Test
  func `a history becomes a header for each platform with as many trees as it says`() throws {
    let lines = try Self.train.run(["-q", "--trees", "7", Self.history.path]).out.split(
      separator: "\n")
    let heads = lines.indices.filter { lines[$0].hasPrefix(#"{"kind":"forest","version":2,"#) }
    #expect(heads == [0, 8] && lines.count == 16)
    #expect(lines[0].contains(#""platform":"x""#) && lines[8].contains(#""platform":"linkedin""#))
    for index in lines.indices where !heads.contains(index) {
      #expect(lines[index].hasPrefix(#"{"kind":"tree","#))
    }
  }

  @Test(arguments: [["--threads", "1"], ["--threads", "3"], ["--threads", "16"]])
  func `the model is the same with any number of threads`(_ flags: [String]) throws {
    let usual = try Self.train.run(["-q", "--trees", "9", Self.history.path])
    let model = try Self.train.run(["-q", "--trees", "9", Self.history.path] + flags)
    #expect(model.out == usual.out)
    let seeded = try Self.train.run(["-q", "--trees", "9", "--seed", "1", Self.history.path])
    #expect(seeded.out != usual.out)
  }

  @Test
  func `trees are counted while they grow, where progress is wanted`() throws {
    let shown = try Self.train.run(["-q", "--progress", "always", Self.history.path])
    #expect(shown.err.contains("\rsched-train: 320 lines\u{1B}[K"), "\(shown)")
    #expect(shown.err.contains("\rsched-train: 1 trees\u{1B}[K"), "\(shown)")
    #expect(shown.err.hasSuffix("\r\u{1B}[K"), "\(shown)")
    try Self.train.run(["-q", "--progress", "never", Self.history.path]).expect(out: shown.out)
  }

  @Test
  func `49 samples are skipped with a warning, 50 are learned from`() throws {
    try Self.train.run(input: Self.posts(49)).expect(
      out: #"{"kind":"skipped","platform":"x","samples":49,"needed":50}"# + "\n",
      err: "sched-train: warning: x: 49 samples, 50 needed; no model for it\n")
    let enough = try Self.train.run(["-q"], input: Self.posts(50))
    #expect(enough.status == 0 && enough.out.contains(#""samples":50"#))
  }

  /// Reactions are random, so nothing but luck beats the mean.
  @Test
  func `a history that does not tell whether the hour matters says so and is marked`() throws {
    let noise = try Self.train.run(input: Self.posts(400))
    #expect(noise.out.contains(#""beats_mean":false"#), "\(noise.err)")
    #expect(
      noise.err.contains(
        "sched-train: warning: x: these 400 posts do not tell whether the hour matters (probability"
      ))
    #expect(noise.status == 0)
  }

  @Test
  func `posts without a figure, failed and damaged ones are left out, each with its word`() throws {
    let input =
      Self.posts(60) + #"{"platform":"x","posted_at":"2026-03-01T00:00:00Z"}"# + "\n"
      + #"{"platform":"x","posted_at":"2026-03-01T00:00:00Z","status":"failed"}"# + "\n"
      + #"{"platform":"x","failed_at":"2026-03-01T00:00:00Z","status":"rate_limited"}"# + "\n"
      + #"{"platform":"x"}"# + "\n"
      + #"{"platform":"x","posted_at":"2026-03-01T00:00:00Z","metrics":{"likes":"5"}}"# + "\n"
      + #"{"platform":"x","posted_at":"2026-03-01T00:00:00Z","status":"lost"}"# + "\n"
    let outcome = try Self.train.run(["--trees", "2"], input: input)
    #expect(outcome.status == 1)
    let messages = outcome.err.split(separator: "\n").prefix(4)
    #expect(
      Array(messages) == [
        "sched-train: <stdin>:64: posted_at: missing (an instant, as 2026-11-23T09:00:00Z)",
        "sched-train: <stdin>:65: metrics.likes: a string where a number is expected",
        #"sched-train: <stdin>:66: status: unknown value "lost" (known: draft, approved, scheduled, "#
          + "unscheduled, overdue, published, failed, rate_limited, cancelled)",
        "sched-train: warning: x: of 61 posts 1 has no metrics; nothing is learned from them",
      ], "\(outcome)")
    try Self.train.run(["--strict"], input: #"{"platform":"x"}"#).expect(
      err: "sched-train: <stdin>:1: posted_at: missing (an instant, as 2026-11-23T09:00:00Z)\n",
      status: 65)
  }

  @Test
  func `no input makes no model, and flags out of range are told`() throws {
    try Self.train.run(input: "").expect()
    for (flags, text) in [
      (["--trees", "0"], "--trees: 0 is not a number from 1 to 10000"),
      (["--min-leaf", "0"], "--min-leaf: 0 is not a number from 1 to 1000000"),
      (["--max-depth", "0"], "--max-depth: 0 is not a number from 1 to 1000"),
      (["--min-samples", "9"], "--min-samples: 9 is not a number from 10 to 1000000000"),
      (["--feature", "a", "--feature", "a"], "--feature: each must be named, and once"),
    ] {
      try Self.train.run(flags, input: "").expect(
        err: "sched-train: \(text)\nsee sched-train --help\n", status: 64)
    }
  }

  @Test
  func `a full disk is told, and a model that stood there stays`() throws {
    try TemporaryDirectory.with { directory in
      let full = try shell("sched-train -q --trees 2 \(Self.history.path) >/dev/full")
      #expect(full.status == 74 && full.err.contains("No space left on device"))
      try directory.write("old", to: "model.jsonl")
      let missing = try Self.train.run(
        ["-o", "model.jsonl", "nowhere.jsonl"], directory: directory)
      #expect(missing.status == 66)
      #expect(try directory.text(of: "model.jsonl") == "old")
    }
  }

  @Test(.exists("../shared/data/facebook_metrics.jsonl"))
  func `one brand's 500 posts on Facebook teach little, and the model does not claim more`() throws
  {
    let path = Repository.root.appending(path: "../shared/data/facebook_metrics.jsonl").path
    let outcome = try Self.train.run(["-v", path])
    #expect(outcome.status == 0 && outcome.out.contains(#""beats_mean":false"#))
    #expect(outcome.err.contains("more posts would tell it within 10 %"))
  }
}
