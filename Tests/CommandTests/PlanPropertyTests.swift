import Foundation
import Testing

/// What holds for every plan, on small random problems in which all rules meet.
struct PlanPropertyTests {
  private struct Summary: Decodable {
    let placed: Int
    let leftOut: Int
    let objective: Double
    let bound: Double
  }

  @Test(arguments: 1...18 as ClosedRange<UInt64>)
  func `no rule is broken, nothing that fits is left out, and the bound is above`(
    _ seed: UInt64
  ) throws {
    let instance = PlanInstance(seed: seed)
    try TemporaryDirectory.with { directory in
      let path = directory.path(of: "summary")
      let plan = try Plan(
        instance.lines, instance.yaml,
        ["-q", "--summary", path, "--effort", seed < 7 ? "normal" : "fast"],
        horizon: instance.horizon,
        existing: instance.committedLines)
      #expect(plan.rows.count == instance.lines.count)
      let checker = PlanChecker(instance, plan.rows)
      #expect(checker.faults == [], "seed \(seed)\n\(instance.yaml)\n\(plan.outcome)")
      for row in plan.rows {
        let post = try #require(instance.posts.first { $0.id == row.id?.text })
        guard let instant = row.scheduledAt.map(PlanInstance.seconds) else { continue }
        let score = try #require(row.score)
        // Scores have four decimals.
        #expect(abs(score - checker.score(of: post, at: instant)) < 0.51e-4, "seed \(seed): \(row)")
      }
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let summary = try decoder.decode(Summary.self, from: Data(directory.bytes(of: "summary")))
      #expect(summary.placed == plan.rows.count { $0.scheduledAt != nil })
      #expect(summary.leftOut == plan.rows.count { $0.scheduledAt == nil })
      #expect(abs(summary.objective - checker.objective) < 1e-6 * checker.objective, "seed \(seed)")
      #expect(summary.bound >= summary.objective - 1e-9 * summary.objective, "seed \(seed)")
    }
  }
}

extension PlanPropertyTests {
  @Test
  func `the checker sees each rule that a plan without rules breaks`() throws {
    let free = """
      max_concurrent_posts: 100
      max_urgent_concurrent: 100
      slot_minutes: 15
      platforms:
        x: {min_gap_hours: 0, quota: []}
        tiktok: {min_gap_hours: 0, quota: []}
        instagram: {min_gap_hours: 0, quota: []}
      """
    var seen = ""
    for seed in 1...12 as ClosedRange<UInt64> {
      let instance = PlanInstance(seed: seed, postCount: 40)
      let plan = try Plan(
        instance.lines.map { $0.replacing(#""after":"#, with: #""behind":"#) }, free, ["-q"],
        horizon: instance.horizon)
      seen += PlanChecker(instance, plan.rows).faults.joined(separator: "\n")
    }
    for rule in [
      "slots", "blackouts", "prohibited_windows", "strict preferred_windows", "the gap",
      "rolling(", "sliding(", "day(", "fixed(", "max_urgent_concurrent", "max_concurrent_posts",
      "the platform's limit", "campaign", "after p",
    ] where !seen.contains("breaks \(rule)") {
      Issue.record("\(rule)")
    }
  }
}

extension PlanPropertyTests {
  private struct Verdict: Decodable {
    let feasible: Bool
    let objective: Double
    let invalidLines: Int
  }

  @Test(
    .exists("../shared/tools/check_plan.py"), .hasPythonModule("yaml"),
    arguments: [("small", 2), ("tight", 1), ("mixed", 1), ("mixed", 3)])
  func `an independent checker finds no fault`(_ instance: (kind: String, seed: Int)) throws {
    try TemporaryDirectory.with { directory in
      let tools = Repository.root.appending(path: "../shared/tools").standardized.path
      let python = try #require(try python(with: "yaml"))
      let outcome = try shell(
        """
        '\(python)' '\(tools)/gen_plan.py' \(instance.kind) \(instance.seed) . >made || exit
        existing=$(test ! -e existing.jsonl || echo --existing existing.jsonl)
        sched-plan -q --effort fast --constraints constraints.yaml $(cat args) $existing \
          --summary summary posts.jsonl >plan.jsonl || exit
        '\(python)' '\(tools)/check_plan.py' posts.jsonl constraints.yaml plan.jsonl $(cat args) \
          $existing --exact
        """, directory: directory)
      try #require(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let verdict = try decoder.decode(Verdict.self, from: Data(outcome.outBytes))
      #expect(verdict.feasible && verdict.invalidLines == 0, "\(outcome)")
      let summary = try decoder.decode(Summary.self, from: Data(directory.bytes(of: "summary")))
      #expect(abs(summary.objective - verdict.objective) < 1e-5, "\(outcome)")
    }
  }
}
