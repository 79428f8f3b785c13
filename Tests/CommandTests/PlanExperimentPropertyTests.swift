import Foundation
import SchedCore
import Testing

/// What `sched-plan --experiment` does not change, and what its draw does not depend on, over random
/// posts under all kinds of rules.
struct PlanExperimentPropertyTests {
  private func plan(
    _ instance: PlanInstance, _ lines: [String], _ flags: [String]
  ) throws -> Plan {
    try Plan(
      lines, instance.yaml, ["-q", "--effort", "fast"] + flags, horizon: instance.horizon,
      existing: instance.committedLines)
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `a plan by lot breaks no rule, has the same slots and is worth the same`(
    _ seed: UInt64
  ) throws {
    let instance = PlanInstance(seed: seed).withTwins()
    let queued = try plan(instance, instance.lines, [])
    let dealt = try plan(instance, instance.lines, ["--experiment", "--seed", "\(seed)"])
    let checker = PlanChecker(instance, dealt.rows)
    #expect(checker.faults == [], "seed \(seed)\n\(instance.yaml)\n\(dealt.outcome)")
    let difference = checker.objective - PlanChecker(instance, queued.rows).objective
    #expect(abs(difference) < 1e-9, "seed \(seed): \(difference)")
    let lots = Dictionary(grouping: dealt.rows.filter { $0.experiment != nil }) {
      $0.experiment?.group ?? ""
    }
    func slots(_ plan: Plan, _ ids: Set<PlanID>) -> [String] {
      plan.rows.filter { $0.id.map(ids.contains) ?? false }.compactMap(\.scheduledAt).sorted()
    }
    for rows in lots.values {
      let ids = Set(rows.compactMap(\.id))
      #expect(slots(dealt, ids) == slots(queued, ids), "seed \(seed)")
      #expect(rows.allSatisfy { $0.experiment?.propensity == 1 / Double(rows.count) })
    }
    // All others are where they were.
    let others = Set(instance.posts.map { PlanID.string($0.id) })
      .subtracting(lots.values.joined().compactMap(\.id))
    for id in others { #expect(slots(dealt, [id]) == slots(queued, [id]), "seed \(seed)") }
  }

  @Test
  func `there are groups in those problems`() throws {
    var counts: [Int] = []
    for seed in 1...12 as ClosedRange<UInt64> {
      let instance = PlanInstance(seed: seed).withTwins()
      let rows = try plan(instance, instance.lines, ["--experiment"]).rows
      counts += Dictionary(grouping: rows.compactMap(\.experiment), by: \.group).values.map(\.count)
    }
    #expect(counts.count > 12 && counts.allSatisfy { $0 > 1 })
  }

  @Test(arguments: [101, 102] as [UInt64])
  func `threads, the order of the input and other accounts do not change a lot`(
    _ seed: UInt64
  ) throws {
    let accounts = (0..<6).map { "account \($0)" }
    let instance = PlanInstance(seed: seed, postCount: 60, accounts: accounts).withTwins()
    let flags = ["--experiment", "--seed", "7"]
    let whole = try plan(instance, instance.lines, flags + ["--threads", "1"]).outcome.out
    try #require(whole.contains(#""experiment":{"#))
    let threaded = try plan(instance, instance.lines, flags + ["--threads", "4"]).outcome.out
    #expect(firstDifference(expected: whole, actual: threaded) == nil, "seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let lines = instance.lines.shuffled(using: &random)
    let shuffled = try plan(instance, lines, flags).outcome.out
    #expect(firstDifference(expected: whole, actual: shuffled) == nil, "seed \(seed)")
    let shards = try accounts.map { account in
      try plan(instance, instance.lines.filter { $0.contains("\"\(account)\"") }, flags).outcome.out
    }
    func sorted(_ text: String) -> [Substring] { text.split(separator: "\n").sorted() }
    #expect(sorted(shards.joined()) == sorted(whole), "seed \(seed)")
    let twice = try plan(instance, whole.split(separator: "\n").map(String.init), flags)
    #expect(firstDifference(expected: whole, actual: twice.outcome.out) == nil, "seed \(seed)")
  }
}
