import Foundation
import Testing

/// The tools on engines that exist: what comes out of shards is what one process writes.
struct ScaleOutTests {
  private static let now = "--now 2026-11-23T00:00:00Z"
  private static let plan =
    "sched-plan --from 2026-11-22T23:00:00Z --days 7 --constraints agency.yaml --effort fast"
  /// Puts the posts of each account into one of eight files.
  private static let shards = """
    awk '{ match($0, /"account":"[^"]*"/); account = substr($0, RSTART, RLENGTH)
           if (!(account in shard)) shard[account] = count++ % 8
           print >("shard." shard[account]) }' agency.jsonl
    """

  private func expectEqual(_ single: String, _ sharded: String) throws {
    try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: Repository.root.appending(path: "Tests/Examples"))
      let one = try shell(single, directory: directory)
      let many = try shell(sharded, directory: directory)
      #expect(one.status == 0 && !one.out.isEmpty, "\(one)")
      #expect(many.status == 0, "\(many)")
      #expect(firstDifference(expected: one.out, actual: many.out) == nil)
    }
  }

  @Test(.isInstalled("parallel"), arguments: ["sched-score --top 2", "sched-predict --seed 3"])
  func `GNU parallel may cut anywhere`(_ command: String) throws {
    try expectEqual(
      "\(command) \(Self.now) queue.jsonl",
      "parallel --pipe --block 1k --keep-order \(command) \(Self.now) <queue.jsonl")
  }

  @Test(.isInstalled("parallel"))
  func `GNU parallel plans the accounts apart`() throws {
    try expectEqual(
      "\(Self.plan) agency.jsonl | sort",
      "\(Self.shards); parallel \(Self.plan) '{}' ::: shard.* | sort")
  }

  @Test
  func `shards of accounts make up the whole plan`() throws {
    try expectEqual(
      "\(Self.plan) agency.jsonl | sort",
      "\(Self.shards); for part in shard.*; do \(Self.plan) $part; done | sort")
  }

  @Test
  func `models of the platforms, joined by cat, are the model of all of them`() throws {
    let train = "sched-train -q --trees 10"
    try expectEqual(
      "\(train) history.jsonl",
      "grep x_ history.jsonl | \(train) -o 1; grep linkedin history.jsonl | \(train) -o 2; cat 1 2")
  }

  @Test(.hasPythonModule("pyspark"))
  func `Spark gives what one process gives`() throws {
    let script = Repository.root.appending(path: "Tests/Benchmarks/spark.py").path
    let outcome = try shell(
      "python3 '\(script)' '\(Repository.products.path)' --posts 300", secondsAllowed: 300)
    #expect(outcome.status == 0, "\(outcome)")
  }
}
