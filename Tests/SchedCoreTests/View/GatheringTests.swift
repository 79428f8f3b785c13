import Testing

@testable import SchedCore

/// What is kept of records, against a slow reckoning of the same.
struct GatheringTests {
  private func request(_ zone: String = "UTC") throws -> ViewRequest {
    var request = ViewRequest(
      catalogue: try PlatformCatalogue.builtIn(), now: try Instant(rfc3339: "2026-11-23T00:00:00Z"))
    request.zone = try Zone.named(zone)
    return request
  }

  private func post(_ id: Int, at instant: Instant?) -> String {
    let slot = instant.map { "\"\($0)\"" } ?? "null"
    let status = instant == nil ? "unscheduled" : "scheduled"
    return
      #"{"id":\#(id),"platform":"x","scheduled_at":\#(slot),"status":"\#(status)","text":"t\#(id)"}"#
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `text keeps the earliest 2000 posts of a plan in any order, and counts the others`(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed, stream: 0)
    var gathering = PlanGathering(try request())
    var instants: [Int64] = []
    for id in 0..<9000 {
      let seconds = 1_800_000_000 + Int64(random.next(below: 5_000_000))
      instants.append(seconds)
      try reading(post(id, at: Instant(seconds: seconds))) { try gathering.take(RecordReader($0)) }
    }
    guard case .calendar(let calendar)? = gathering.blocks().last else {
      Issue.record("no calendar")
      return
    }
    #expect(calendar.posts.map { $0.instant.seconds } == Array(instants.sorted().prefix(2000)))
    #expect(calendar.laterPosts == 7000)
  }

  @Test
  func `posts without a slot are kept with their reasons, the first 200 of them`() throws {
    var gathering = PlanGathering(try request())
    for id in 0..<250 { try reading(post(id, at: nil)) { try gathering.take(RecordReader($0)) } }
    guard case .calendar(let calendar)? = gathering.blocks().last else {
      Issue.record("no calendar")
      return
    }
    #expect(calendar.unplaced.count == 200 && calendar.furtherUnplaced == 50)
    #expect(calendar.unplaced.first?.title == "t0")
    #expect(calendar.unplaced.first?.reason == "unscheduled")
  }

  @Test
  func `a history has the median of each local hour, of each post its last figures`() throws {
    var gathering = HistoryGathering(try request("America/St_Johns"))
    var values: [Int: [Int: Double]] = [:]
    var random = SeededGenerator(seed: 4, stream: 0)
    let zone = try Zone.named("America/St_Johns")
    for _ in 0..<2000 {
      let id = random.next(below: 900)
      // An hour and a half for each post, over a change of the clock.
      let instant = Instant(seconds: 1_791_000_000 + Int64(id) * 5400)
      let likes = Double(random.next(below: 1000))
      let line =
        #"{"id":\#(id),"platform":"x","posted_at":"\#(instant)","metrics":{"likes":\#(Int(likes))}}"#
      try reading(line) { try gathering.take($0) }
      values[zone.localTime(at: instant).weekHour.index, default: [:]][id] = likes
    }
    let maps = gathering.blocks().compactMap { block -> HeatMap? in
      guard case .heatMap(let map) = block else { return nil }
      return map
    }
    let map = try #require(maps.first)
    #expect(maps.count == 1 && map.title == "x_post" && map.unit == "median likes")
    for hour in 0..<WeekHour.count {
      let sorted = (values[hour] ?? [:]).values.sorted()
      let middle = sorted.count / 2
      let median: Double? =
        sorted.isEmpty
        ? nil : sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
      #expect(map.cells[hour]?.value == median)
      #expect(map.cells[hour]?.posts == (sorted.isEmpty ? nil : Double(sorted.count)))
    }
  }

  @Test
  func `a map has the first post's scores, and says how far the others are`() throws {
    var gathering = ScoreGathering(try request("Asia/Kolkata"))
    func scores(_ id: Int, _ second: String) -> String {
      #"{"id":\#(id),"platform":"x","scores":{"start":"2026-11-22T18:30:00Z","hourly":[0.5,\#(second),1]}}"#
    }
    for (id, second) in [(1, "0.25"), (2, "0.25"), (3, "0.625"), (3, "0.625")] {
      try reading(scores(id, second)) { try gathering.take(RecordReader($0)) }
    }
    let blocks = gathering.blocks()
    guard case .heatMap(let map) = blocks[1], case .paragraph(let note) = blocks[2] else {
      Issue.record("\(blocks)")
      return
    }
    // 18:30 in UTC is Monday, 00:00, in India.
    #expect(map.cells.prefix(4).map { $0?.value } == [0.5, 0.25, 1, nil])
    #expect(note == "3 posts. These scores are the first one's; others differ by up to 0.375.")
  }

  @Test
  func `of two weeks a map shows the first`() throws {
    var gathering = ScoreGathering(try request())
    let hourly = (0..<336).map { $0 < 168 ? "0.25" : "1" }.joined(separator: ",")
    let line =
      #"{"platform":"x","scores":{"start":"2026-11-25T05:00:00Z","hourly":[\#(hourly)]}}"#
    try reading(line) { try gathering.take(RecordReader($0)) }
    guard case .heatMap(let map) = gathering.blocks()[1] else {
      Issue.record("no map")
      return
    }
    #expect(map.cells.allSatisfy { $0?.value == 0.25 })
  }
}
