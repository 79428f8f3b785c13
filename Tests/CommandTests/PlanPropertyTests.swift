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

  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `no rule is broken, nothing that fits is left out, and the bound is above`(
    _ seed: UInt64
  ) throws {
    let instance = PlanInstance(seed: seed)
    try TemporaryDirectory.with { directory in
      let path = directory.path(of: "summary")
      let plan = try Plan(
        instance.lines, instance.yaml, ["-q", "--summary", path], horizon: instance.horizon,
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
