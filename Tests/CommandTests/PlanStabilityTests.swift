import Foundation
import SchedCore
import Testing

/// What a plan does not depend on, over random posts under all kinds of rules.
///
/// Most searches are short, for the tests run a debug build; what holds does not depend on it.
struct PlanStabilityTests {
  private func plan(
    _ instance: PlanInstance, _ lines: [String], _ flags: [String] = []
  ) throws -> String {
    try Plan(
      lines, instance.yaml, ["-q"] + flags, horizon: instance.horizon,
      existing: instance.committedLines
    ).outcome.out
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `a plan of a plan is itself`(_ seed: UInt64) throws {
    let instance = PlanInstance(seed: seed)
    let flags =
      seed.isMultiple(of: 2) ? ["--explain", "--effort", "fast"] : []
    let once = try plan(instance, instance.lines, flags)
    let twice = try plan(instance, once.split(separator: "\n").map(String.init), flags)
    #expect(firstDifference(expected: once, actual: twice) == nil, "seed \(seed)")
  }

  @Test(arguments: [101, 102] as [UInt64])
  func `threads, the order of the input and shards by account change nothing`(
    _ seed: UInt64
  ) throws {
    let accounts = (0..<10).map { "account \($0)" }
    let instance = PlanInstance(seed: seed, postCount: 70, accounts: accounts)
    let flags = ["--effort", "fast"]
    let whole = try plan(instance, instance.lines, flags + ["--threads", "1"])
    let threaded = try plan(instance, instance.lines, flags + ["--threads", "2"])
    #expect(firstDifference(expected: whole, actual: threaded) == nil, "seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let shuffled = try plan(instance, instance.lines.shuffled(using: &random), flags)
    #expect(firstDifference(expected: whole, actual: shuffled) == nil, "seed \(seed)")
    let shards = try accounts.map { account in
      try plan(instance, instance.lines.filter { $0.contains("\"\(account)\"") }, flags)
    }
    func sorted(_ text: String) -> [Substring] { text.split(separator: "\n").sorted() }
    #expect(sorted(shards.joined()) == sorted(whole), "seed \(seed)")
  }

  private struct Summary: Decodable {
    let objective: Double
    let bound: Double
  }

  @Test(arguments: 201...203 as ClosedRange<UInt64>)
  func `what a plan is worth is not above the bound under looser rules`(_ seed: UInt64) throws {
    let instance = PlanInstance(seed: seed)
    func summary(_ rules: String) throws -> Summary {
      try TemporaryDirectory.with { directory in
        let flags = ["-q", "--summary", directory.path(of: "s"), "--effort", "fast"]
        _ = try Plan(
          instance.lines, rules, flags, horizon: instance.horizon,
          existing: instance.committedLines)
        return try JSONDecoder().decode(Summary.self, from: Data(directory.bytes(of: "s")))
      }
    }
    let tight = try summary(instance.yaml)
    #expect(tight.objective <= tight.bound, "seed \(seed)")
    for (rule, looser) in [
      (#/min_gap_hours: [^}]*/#, "min_gap_hours: 0"), (#/posts: \d+/#, "posts: 5"),
      (#/prohibited_windows: .*/#, "prohibited_windows: []"), (#/strict: true/#, "strict: false"),
      (#/blackouts: .*/#, "blackouts: []"), (#/concurrent: \d+/#, "concurrent: 9"),
      (#/concurrent_posts: \d+/#, "concurrent_posts: 9"),
    ] {
      let loose = try summary(instance.yaml.replacing(rule, with: looser))
      #expect(tight.objective <= loose.bound + 1e-6, "seed \(seed): \(looser)")
    }
  }
}
