import Foundation
import Testing

/// How long a plan keeps the record of the lot that dealt a post its slot: while the post has that
/// slot, and no longer.
struct PlanExperimentLifeTests {
  private static let now = "2026-11-24T00:00:00Z"
  private let week = ["--now", now, "--from", now, "--days", "7"]
  private let nextNight = ["--now", tomorrow, "--from", tomorrow, "--days", "7"]
  private static let tomorrow = "2026-11-25T00:00:00Z"

  private func dealt(_ ids: [String]) throws -> [String] {
    let plan = try Plan(
      ids.map { Plan.post($0, "x") }, nil, ["-q", "--experiment"], horizon: week)
    try #require(plan.rows.allSatisfy { $0.experiment?.propensity == 1 / Double(ids.count) })
    return lines(plan)
  }

  private func lines(_ plan: Plan) -> [String] {
    plan.outcome.out.split(separator: "\n").map(String.init)
  }

  /// A post that may be in no lot by itself.
  private func one(
    _ line: String, _ flags: [String] = [], existing: [String]? = nil
  ) throws -> Plan.Row {
    let plan = try Plan([line], nil, ["-q"] + flags, horizon: week, existing: existing)
    return try #require(plan.rows.first)
  }

  @Test(arguments: [["-q"], ["-q", "--experiment"], ["-q", "--experiment", "--seed", "5"]])
  func `a lot outlives every night, and new posts have lots of their own`(
    _ flags: [String]
  ) throws {
    let first = try dealt(["1", "2", "3", "4"])
    let again = try Plan(first, nil, flags, horizon: week)
    #expect(lines(again) == first)
    // Some of the slots are over by then.
    let more = try Plan(
      first + ["5", "6"].map { Plan.post($0, "x") }, nil, flags, horizon: nextNight)
    for line in first {
      let record = try #require(line.split(separator: #""experiment""#).last)
      #expect(more.outcome.out.contains(record), "\(line)")
    }
    let group = try Set(["5", "6"].map { try #require(more[$0]).experiment?.group })
    #expect(group.count == 1 && group.contains(nil) == !flags.contains("--experiment"))
    #expect(!first.joined().contains(group.compactMap(\.self).first ?? "no group"))
  }

  @Test
  func `a post that --existing pins has the lot that is told there`() throws {
    let first = try dealt(["1", "2"])
    let plan = try Plan(
      ["1", "2"].map { Plan.post($0, "x", #","experiment":{"group":"old","propensity":1}"#) }, nil,
      ["-q", "--experiment"], horizon: week, existing: first)
    let told = try Plan(first, nil, ["-q"], horizon: week)
    for id in ["1", "2"] {
      #expect(plan[id]?.experiment?.group == told[id]?.experiment?.group)
      #expect(plan[id]?.experiment?.at == told[id]?.scheduledAt)
      #expect(plan[id]?.scheduledAt == told[id]?.scheduledAt)
    }
    let again = try Plan(lines(plan), nil, ["-q", "--experiment"], horizon: week, existing: first)
    #expect(again.outcome.out == plan.outcome.out)
    let pins = first.map { $0.replacing(#/"experiment":{[^}]*}/#, with: #""experiment":null"#) }
    let without = try one(
      Plan.post("1", "x", #","experiment":{"group":"old","propensity":1}"#), existing: pins)
    #expect(without.experiment == nil && without.scheduledAt == told["1"]?.scheduledAt)
  }

  @Test
  func `a post that has another slot loses the lot, and keeps all other fields`() throws {
    let line = try #require(try dealt(["1", "2"]).first)
    let bare = line.replacing(#/,"experiment":{[^}]*}/#, with: "")
    let slot = try #require(line.firstMatch(of: #/"scheduled_at":"([^"]*)"/#)?.output.1)
    #expect(try one(line).experiment?.at == String(slot))
    let moved = line.replacing(
      #""scheduled_at":"\#(slot)""#, with: #""scheduled_at":"2026-11-25T03:00:00Z""#)
    #expect(try one(moved).experiment == nil)
    // Its own slot again, but no lot's.
    let loose = line.replacing(#""scheduled_at":"\#(slot)""#, with: #""scheduled_at":null"#)
    for flags in [[], ["--experiment"]] {
      let plan = try Plan([loose], nil, ["-q"] + flags, horizon: week)
      let same = try Plan(
        [bare.replacing(#""scheduled_at":"\#(slot)""#, with: #""scheduled_at":null"#)], nil, ["-q"],
        horizon: week)
      #expect(plan.outcome.out == same.outcome.out)
      #expect(plan.rows.first?.experiment == nil && plan.rows.first?.scheduledAt != nil)
    }
    let failed = line.replacing(
      #""status":"scheduled""#, with: #""status":"failed","failed_at":"\#(slot)""#)
    #expect(try one(failed).experiment == nil)
  }

  @Test
  func `a slot that passed unused is another's once the post is planned again`() throws {
    let first = try dealt(["1", "2"])
    let week = ["--now", "2026-12-01T00:00:00Z", "--from", "2026-12-01T00:00:00Z", "--days", "7"]
    let kept = try Plan(first, nil, ["-q"], horizon: week)
    #expect(kept.rows.allSatisfy { $0.status == "overdue" && $0.experiment != nil })
    let plan = try Plan(first, nil, ["-q", "--replan-overdue"], horizon: week)
    #expect(plan.rows.allSatisfy { $0.status == "scheduled" && $0.experiment == nil })
    let again = try Plan(first, nil, ["-q", "--replan-overdue", "--experiment"], horizon: week)
    #expect(again.rows.allSatisfy { $0.experiment?.at == $0.scheduledAt && $0.experiment != nil })
  }

  @Test
  func `what has gone out, or never will, comes out with the record that it has`() throws {
    for line in try dealt(["1", "2"]) {
      let slot = try #require(line.firstMatch(of: #/"scheduled_at":"([^"]*)"/#)?.output.1)
      for status in [#""published","posted_at":"\#(slot)""#, #""published""#] {
        let out = line.replacing(#""status":"scheduled""#, with: #""status":\#(status)"#)
        let plan = try Plan([out], nil, ["-q", "--experiment"], horizon: week)
        #expect(plan.outcome.out == out + "\n")
      }
    }
  }
}
