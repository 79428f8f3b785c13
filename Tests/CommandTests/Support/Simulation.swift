import Foundation
import SchedCore
import Testing

/// A brand on one platform whose weeks go through the built tools: posts are planned, a publisher
/// with a quota sends them, an audience answers, and `sched-feedback` closes the loop.
struct Simulation {
  let directory: TemporaryDirectory
  /// How many posts the platform lets through on a day (UTC).
  var quota = 10
  /// By how much outcomes are better or worse than usual.
  var factor = 1.0
  /// By how much those of the posts are that a trial of weights holds for.
  var trialFactor = 1.0
  var trial = 0
  /// The mean logarithm that an hour adds to an outcome.
  var effect: (_ weekHour: Int) -> Double = { _ in 0 }
  private(set) var week = 0
  private var random: SeededGenerator

  private static let score = Tool("sched-score")
  private static let plan = Tool("sched-plan")
  private static let feedback = Tool("sched-feedback")
  /// A Monday.
  private static let start = 1_767_571_200

  init(in directory: TemporaryDirectory, seed: UInt64) {
    self.directory = directory
    random = SeededGenerator(seed: seed)
  }

  /// What a publisher says of a post.
  struct Result {
    var id: String
    var instant: Instant
    var isRefused: Bool
    /// The engagement.
    var outcome: Double
  }

  private var now: Instant { Instant(seconds: Int64(Self.start + week * 7 * 86_400)) }

  /// The params flag, once there is a file.
  private var params: [String] {
    FileManager.default.fileExists(atPath: directory.path(of: "params.jsonl"))
      ? ["--params", directory.path(of: "params.jsonl")] : []
  }

  /// Plans a week's posts by what was learned so far.
  mutating func plan(_ count: Int, constraints: String) throws -> [(id: String, at: Instant)] {
    try directory.write(constraints, to: "constraints.yaml")
    let posts = (0..<count).map { #"{"id":"w\#(week)-\#($0)","platform":"x"}"# + "\n" }.joined()
    let outcome = try Self.plan.run(
      [
        "-q", "--constraints", directory.path(of: "constraints.yaml"), "--from", "\(now)",
        "--days", "7", "--effort", "fast",
      ] + params, input: Array(posts.utf8))
    #expect(outcome.status == 0, "\(outcome)")
    return try outcome.out.split(separator: "\n").compactMap { line in
      let record = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      guard let at = record["scheduled_at"] as? String, let id = record["id"] as? String else {
        return nil
      }
      return (id, try Instant(rfc3339: at))
    }
  }

  /// Publishes posts at some instants.
  mutating func publish(_ posts: [(id: String, at: Instant)]) -> [Result] {
    var published: [Int64: Int] = [:]
    return posts.map { post in
      let day = post.at.seconds / 86_400
      let isRefused = published[day, default: 0] >= quota
      if !isRefused { published[day, default: 0] += 1 }
      let hour = Int((post.at.seconds - Int64(Self.start)) / 3600 % 168)
      let key = PostKey(account: "default", platform: "x").value(id: post.id)
      let isChanged = SettingsArm.isChanged(postKey: key, trial: trial)
      let own = factor * (isChanged ? trialFactor : 1)
      let outcome = 0.03 * own * exp(effect(hour) + 0.4 * random.nextNormal())
      return Result(id: post.id, instant: post.at, isRefused: isRefused, outcome: outcome)
    }
  }

  /// So many posts at random hours of the week.
  mutating func randomPosts(_ count: Int) -> [(id: String, at: Instant)] {
    (0..<count).map { index in
      ("w\(week)-\(index)", now.adding(hours: Int64(random.next(below: 168))))
    }.sorted { $0.at < $1.at }
  }

  /// Runs a cycle at the end of the week.
  mutating func close(_ results: [Result], _ flags: [String] = []) throws {
    let lines = results.map { result in
      result.isRefused
        ? #"{"id":"\#(result.id)","platform":"x","status":"rate_limited","http_status":429,"failed_at":"\#(result.instant)"}"#
        : #"{"id":"\#(result.id)","platform":"x","posted_at":"\#(result.instant)","scheduled_at":"\#(result.instant)","metrics":{"engagement_rate":\#(result.outcome)}}"#
    }
    week += 1
    try Self.feedback.run(
      ["-q", "--now", "\(now)", "--in-place", "--params", directory.path(of: "params.jsonl")]
        + flags, input: Array((lines.joined(separator: "\n") + "\n").utf8)
    ).expect()
  }

  /// The lines of a kind in the parameter file, each as an object.
  func parameters(_ kind: String) throws -> [[String: Any]] {
    try directory.text(of: "params.jsonl").split(separator: "\n").compactMap { line in
      let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return record?["kind"] as? String == kind ? record : nil
    }
  }
}
