import Foundation
import SchedCore
import Testing

/// `sched-plan --experiment`: who is dealt a slot by lot, and how evenly.
struct PlanExperimentTests {
  private static let now = "2026-11-24T00:00:00Z"
  private let week = ["--now", now, "--from", now, "--days", "7"]
  private let dealt = ["-q", "--experiment", "--effort", "fast"]

  private func posts(_ names: [String], _ kind: String, _ more: String = "") -> [String] {
    names.map { Plan.post($0, kind, more) }
  }

  /// How often each post (row) had each slot (column) in 1,000 seeded plans, a table for each group,
  /// and how often each group was dealt in each order.
  private func counts(
    _ lines: [String]
  ) throws -> (tables: [[String: [String: Int]]], orders: [[String: Int]]) {
    var tables: [String: [String: [String: Int]]] = [:]
    var orders: [String: [String: Int]] = [:]
    for seed in 0..<1000 {
      let plan = try Plan(
        lines, "slot_minutes: 60", dealt + ["--seed", "\(seed)"], horizon: Self.threeDays)
      for (group, rows) in Dictionary(grouping: plan.rows, by: { $0.experiment?.group ?? "" }) {
        for row in rows {
          let id = try #require(row.id).text
          tables[group, default: [:]][id, default: [:]][row.scheduledAt ?? "", default: 0] += 1
        }
        let order = rows.compactMap { $0.id?.text }.joined(separator: " ")
        orders[group, default: [:]][order, default: 0] += 1
      }
    }
    let groups = tables.keys.sorted()
    return (groups.compactMap { tables[$0] }, groups.compactMap { orders[$0] })
  }

  /// Pearson's statistic against even counts.
  private func chiSquared(_ counts: [Int], cells: Int) -> Double {
    let expected = Double(counts.reduce(0, +)) / Double(cells)
    let seen = counts.reduce(0) { $0 + pow(Double($1) - expected, 2) / expected }
    return seen + Double(cells - counts.count) * expected
  }

  @Test
  func `over 1000 seeds each post has each slot of its group, and each order comes, equally often`()
    throws
  {
    let lines =
      posts(["a", "b", "c", "d"], "x") + posts(["e", "f", "g"], "linkedin")
      + posts(["h", "i"], "x", #","account":"other""#)
    let (tables, orders) = try counts(lines)
    #expect(tables.map(\.count).sorted() == [2, 3, 4])
    // Quantiles 0.999 of chi-squared with (n - 1)² and n! - 1 degrees of freedom: R's
    // qchisq(0.999, c(1, 4, 9)) and qchisq(0.999, c(1, 5, 23)).
    let limits = [2: (10.83, 10.83), 3: (18.47, 20.52), 4: (27.88, 49.73)]
    for (table, orders) in zip(tables, orders) {
      let n = table.count
      let (limit, limitOfOrders) = try #require(limits[n])
      #expect(Set(table.values.flatMap(\.keys)).count == n)
      // Of a table whose rows and columns have fixed sums the statistic is n / (n - 1) too large.
      let statistic =
        chiSquared(table.values.flatMap(\.values), cells: n * n) * Double(n - 1) / Double(n)
      #expect(statistic < limit, "\(n) posts: \(statistic), \(table)")
      let ofOrders = chiSquared(Array(orders.values), cells: (1...n).reduce(1, *))
      #expect(ofOrders < limitOfOrders, "\(n) posts: \(ofOrders), \(orders)")
    }
  }

  @Test
  func `the probability is that of one slot among those of the group, whose name is its own`()
    throws
  {
    let lines =
      posts(["1", "2", "3"], "x") + posts(["4", "5"], "x", #","priority":"high""#)
      + posts(["1", "2"], "x", #","account":"other""#)
    let plan = try Plan(lines, nil, dealt, horizon: week)
    let groups = Dictionary(grouping: plan.rows) { $0.experiment?.group ?? "" }
    #expect(groups.values.map(\.count).sorted() == [2, 2, 3])
    for (group, rows) in groups {
      #expect(group.count == 16 && group.allSatisfy(\.isHexDigit))
      for row in rows {
        #expect(row.experiment?.propensity == 1 / Double(rows.count))
        #expect(row.experiment?.at == row.scheduledAt)
      }
    }
  }

  @Test
  func `posts that could not change places are not dealt`() throws {
    let hours = Array(repeating: "0.5", count: 168).joined(separator: ",")
    let scores = #","scores":{"start":"\#(Self.now)","hourly":[\#(hours)]}"#
    let lines =
      posts(["urgent 1", "urgent 2"], "x", #","priority":"urgent""#)
      + posts(["spring 1", "spring 2"], "youtube", #","campaign":"spring""#)
      + [
        Plan.post("first", "facebook"), Plan.post("second", "facebook", #","after":"first""#),
        Plan.post("plain", "linkedin"), Plan.post("high", "linkedin", #","priority":"high""#),
        Plan.post("own scores", "linkedin", scores),
        Plan.post("own window", "linkedin", #","not_before":"2026-11-25T00:00:00Z""#),
        Plan.post("post", "x_post"), Plan.post("thread", "x_thread"),
        #"{"platform":"tiktok","text":"no id"}"#, #"{"platform":"tiktok","text":"none either"}"#,
        Plan.pin("pin 1", "instagram", at: "09:00"),
        Plan.pin("pin 2", "instagram", at: "2026-11-26T09:00:00Z"),
      ]
    let plan = try Plan(lines, "campaign: {min_gap_minutes: 60}", dealt, horizon: week)
    #expect(plan.rows.count { $0.scheduledAt != nil } == lines.count)
    #expect(plan.rows.filter { $0.experiment != nil }.compactMap { $0.id?.text } == [])
  }

  @Test
  func `of a group with too few slots those that were queued first are dealt`() throws {
    let lines = posts((1...6).map { "\($0)" }, "linkedin")
    for seed in 0..<20 {
      let plan = try Plan(lines, nil, dealt + ["--seed", "\(seed)"], horizon: Self.threeDays)
      let placed = plan.rows.filter { $0.scheduledAt != nil }
      #expect(Set(placed.compactMap { $0.id?.text }) == ["1", "2", "3"])
      #expect(placed.allSatisfy { $0.experiment?.propensity == 1.0 / 3 })
      #expect(plan.rows.allSatisfy { $0.scheduledAt != nil || $0.experiment == nil })
    }
  }

  private static let threeDays = ["--now", now, "--from", now, "--days", "3"]
}
