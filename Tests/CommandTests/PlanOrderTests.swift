import Foundation
import SchedCore
import Testing

/// Which of several plans that are worth the same is taken.
struct PlanOrderTests {
  private let fortnight = ["--from", "2026-11-24T00:00:00Z", "--days", "14"]

  /// The ids of the posts that have a slot, in time order.
  private func placed(_ plan: Plan) -> [String] {
    plan.rows.filter { $0.scheduledAt != nil }.compactMap { $0.id?.text }
  }

  /// Scores of a fortnight from the 24th of November on, 0.1 but for some hours of a day of the month.
  private func scores(_ best: [Int: Double], day: Int = 24) -> String {
    let list = (0..<14 * 24).map { hour in
      "\(24 + hour / 24 == day ? best[hour % 24] ?? 0.1 : 0.1)"
    }
    return
      #","scores":{"start":"2026-11-24T00:00:00Z","hourly":[\#(list.joined(separator: ","))]}"#
  }
}

extension PlanOrderTests {
  @Test
  func `posts of one kind go out in the order of their ids, as people count`() throws {
    var random = SeededGenerator(seed: 8)
    let posts = (1...13).map { Plan.post("\($0)", "linkedin") }
    let plan = try Plan(posts, nil, horizon: fortnight)
    #expect(placed(plan) == (1...13).map { "\($0)" })
    let shuffled = try Plan(posts.shuffled(using: &random), nil, horizon: fortnight)
    #expect(shuffled.outcome.out == plan.outcome.out)
    let two = try Plan(["p10", "p2"].map { Plan.post($0, "linkedin") }, nil, horizon: fortnight)
    #expect(placed(two) == ["p2", "p10"])
  }

  @Test
  func `whoever was queued first goes first, and the last are left out`() throws {
    let posts = (1...9).map { number in
      // The later the number, the earlier it was queued; 8 and 9 do not say.
      number < 8
        ? Plan.post("\(number)", "linkedin", #","queued_at":"2026-11-23T1\#(8 - number):00:00Z""#)
        : Plan.post("\(number)", "linkedin")
    }
    let now = "2026-11-24T00:00:00Z"
    let week = ["--now", now, "--from", now, "--days", "8"]
    let plan = try Plan(posts, nil, ["-q"], horizon: week)
    let ids = placed(plan)
    #expect(ids == Array(["7", "6", "5", "4", "3", "2", "1", "8", "9"].prefix(ids.count)))
    #expect(ids.count >= 7)
  }

  @Test
  func `posts that differ in kind, weight or scores do not change places`() throws {
    let plan = try Plan(
      [
        Plan.post("1", "linkedin", scores([9: 0.9], day: 26)),
        Plan.post("2", "linkedin", scores([9: 0.9], day: 24)),
        Plan.post("3", "linkedin", #","not_before":"2026-11-30T00:00:00Z""#),
        Plan.post("4", "linkedin", #","after":"3""#),
      ], nil, horizon: fortnight)
    #expect(placed(plan) == ["2", "1", "3", "4"])
    #expect(plan["2"]?.scheduledAt == "2026-11-24T09:00:00Z")
    #expect(plan["1"]?.scheduledAt == "2026-11-26T09:00:00Z")
  }

  @Test
  func `a queue that is planned every night goes out in the order queued`() throws {
    var queue: [(id: String, queuedAt: Int)] = []
    var sent: [String] = []
    var expected: [String] = []
    let start = PlanInstance.seconds("2026-11-01T00:00:00Z")
    for day in 0..<30 {
      let now = start + day * 86_400
      for post in 0..<6 {
        // Ids that say nothing of the order.
        let id = "\((day * 6 + post) * 77 % 1009)"
        queue.append((id, now - 3600 + post))
        expected.append(id)
      }
      let lines = queue.reversed().map { post in
        let queued = Instant(seconds: Int64(post.queuedAt))
        return Plan.post(post.id, "x", #","queued_at":"\#(queued)""#)
      }
      let night = "\(Instant(seconds: Int64(now)))"
      let horizon = ["--now", night, "--from", night, "--days", "4"]
      let plan = try Plan(
        lines, "aging: {normal_hours: 9999}", ["-q", "--effort", "fast"], horizon: horizon)
      let out = plan.rows.filter {
        $0.scheduledAt.map { PlanInstance.seconds($0) < now + 86_400 } ?? false
      }.compactMap { $0.id?.text }
      sent += out
      queue.removeAll { out.contains($0.id) }
    }
    #expect(sent == Array(expected.prefix(sent.count)))
    #expect(sent.count > 100)
  }
}

extension PlanOrderTests {
  @Test
  func `among equal hours a post takes the middle, then the earlier day`() throws {
    let flat = scores([10: 0.9, 11: 0.9, 12: 0.9, 13: 0.9, 14: 0.9])
    let hourly = "slot_minutes: 60"
    let one = try Plan([Plan.post("a", "linkedin", flat)], hourly)
    #expect(one.slots == ["a 2026-11-24T12:00:00Z"])
    // The middle is prohibited, so that there are two plateaus.
    let split = try Plan(
      [Plan.post("a", "linkedin", flat)],
      hourly + """

        platforms: {linkedin: {prohibited_windows: [{from: "11:00", until: "12:00"}]}}
        """)
    #expect(split.slots == ["a 2026-11-24T10:00:00Z"])
    let day = (0..<24).map { 10...14 ~= $0 ? "0.9" : "0.1" }.joined(separator: ",")
    let days = Array(repeating: day, count: 14).joined(separator: ",")
    let week = #","scores":{"start":"2026-11-24T00:00:00Z","hourly":[\#(days)]}"#
    let plan = try Plan(
      ["a", "b", "c"].map { Plan.post($0, "linkedin", week) }, hourly, horizon: fortnight)
    #expect(
      plan.slots == [
        "a 2026-11-24T12:00:00Z", "b 2026-11-25T12:00:00Z", "c 2026-11-26T12:00:00Z",
      ])
  }

  @Test
  func `where the preferred factor is cut at 1 the score before it decides`() throws {
    let plan = try Plan(
      [Plan.post("a", "linkedin", scores([9: 0.8, 10: 0.8, 15: 0.9]))],
      """
      slot_minutes: 60
      platforms: {linkedin: {preferred_windows: [{from: "00:00", until: "24:00"}]}}
      """)
    #expect(plan.slots == ["a 2026-11-24T15:00:00Z"])
    #expect(plan.rows.map(\.score) == [1])
  }

  @Test
  func `each account has a minute of its own within an hour of equal slots`() throws {
    let best = scores([9: 0.9])
    let posts = (0..<60).map {
      Plan.post("\($0)", "linkedin", #","account":"shop \#($0)""# + best)
    }
    let plan = try Plan(posts)
    let minutes = Dictionary(grouping: plan.rows) { $0.scheduledAt ?? "" }.mapValues(\.count)
    #expect(
      minutes.keys.sorted() == ["00", "15", "30", "45"].map { "2026-11-24T09:\($0):00Z" })
    #expect(minutes.values.allSatisfy { $0 >= 6 })
    let full = try Plan(posts, "slot_minutes: 60")
    #expect(full.rows.allSatisfy { $0.scheduledAt == "2026-11-24T09:00:00Z" })
  }

  @Test
  func `scores that begin at the half hour have hours that do`() throws {
    let list = (0..<25).map { $0 == 10 ? "0.9" : "0.1" }.joined(separator: ",")
    let kolkata = #","scores":{"start":"2026-11-23T23:30:00Z","hourly":[\#(list)]}"#
    let posts = (0..<20).map {
      Plan.post("\($0)", "linkedin", #","account":"\#($0)""# + kolkata)
    }
    let slots = Set(try Plan(posts).rows.compactMap(\.scheduledAt)).sorted()
    #expect(slots == ["09:30", "09:45", "10:00", "10:15"].map { "2026-11-24T\($0):00Z" })
  }
}
