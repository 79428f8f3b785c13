import SchedCore
import Testing

struct QuotaBucketsTests {
  /// How many quarter hours each local date has, from Python's zoneinfo; the first and the last are
  /// cut by the horizon of three days.
  @Test(arguments: [
    ("Europe/Berlin", "2026-03-27T22:00:00Z", [4, 96, 92, 96]),
    ("Europe/Berlin", "2026-10-24T12:00:00Z", [40, 100, 96, 52]),
    ("America/St_Johns", "2026-10-31T12:00:00Z", [58, 100, 96, 34]),
    ("Australia/Lord_Howe", "2026-04-04T00:00:00Z", [52, 98, 96, 42]),
  ])
  func `a day is a calendar day of its zone, over clock changes`(
    zone: String, from: String, counts: [Int]
  ) throws {
    let start = try Instant(rfc3339: from)
    let grid = try ConstraintsFiles.grid(
      "", from: from, until: start.adding(seconds: 3 * 86_400).description)
    let quota = Quota(posts: 1, window: .day(try Zone.named(zone)))
    let buckets = try #require(grid.buckets(of: quota))
    let first = try #require(buckets.first)
    #expect((0..<4).map { day in buckets.filter { $0 == first + day }.count } == counts)
    #expect(quota.widthSeconds == nil)
  }

  @Test
  func `fixed windows lie end to end from the epoch`() {
    let quota = Quota(posts: 1, window: .fixed(minutes: 0.1))
    let buckets = [-6001, -6000, -1, 0, 5999, 6000].map {
      quota.bucket(of: Instant(milliseconds: $0))
    }
    #expect(buckets == [-2, -1, -1, 0, 0, 1])
  }

  @Test
  func `windows that lie anywhere have a width in place of buckets`() throws {
    let grid = try ConstraintsFiles.grid(
      "", from: "2026-11-23T09:00:00Z", until: "2026-11-23T10:00:00Z")
    #expect(grid.buckets(of: Quota(posts: 1, window: .rolling(hours: 24))) == nil)
    #expect(Quota(posts: 1, window: .rolling(hours: 24)).widthSeconds == 86_400)
    #expect(Quota(posts: 1, window: .rolling(hours: 0.1)).widthSeconds == 360)
    #expect(Quota(posts: 1, window: .sliding(minutes: 0.01)).widthSeconds == 1)
    #expect(Quota(posts: 1, window: .sliding(minutes: 15)).widthSeconds == 900)
  }
}
