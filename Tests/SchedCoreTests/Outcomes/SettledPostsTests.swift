import SchedCore
import Testing

struct SettledPostsTests {
  private let now = Instant(seconds: 1_767_261_600)

  private func settled(_ lines: [String], settleHours: Double? = nil) throws -> SettledPosts {
    let all = try samples(lines)
    return SettledPosts(
      all.map(\.post), order: { $0 }, now: now, settleHours: settleHours,
      catalogue: try PlatformCatalogue.builtIn())
  }

  private func line(
    _ id: String, hoursAgo: Double, measuredHoursAgo: Double? = nil, platform: String = "linkedin"
  ) -> String {
    let at = now.adding(seconds: -Int64(hoursAgo * 3600))
    let measured = measuredHoursAgo.map { now.adding(seconds: -Int64($0 * 3600)) }
    return #"{"id":\#(id),"platform":"\#(platform)","posted_at":"\#(at)""#
      + (measured.map { #","measured_at":"\#($0)""# } ?? "") + "}"
  }

  @Test
  func `of a post that comes again the last record counts`() throws {
    let found = try settled([
      line("1", hoursAgo: 900), line("2", hoursAgo: 800), line("1", hoursAgo: 900),
    ])
    #expect(found.indices == [1, 2] && found.duplicates.values.reduce(0, +) == 1)
    #expect(!found.hasMixedIDs)
  }

  @Test
  func `the figures that were read last count, in whatever order they come`() throws {
    let late = line("1", hoursAgo: 900, measuredHoursAgo: 10)
    let early = line("1", hoursAgo: 900, measuredHoursAgo: 700)
    #expect(try settled([late, early]).indices == [0])
    #expect(try settled([early, late]).indices == [1])
  }

  @Test
  func `1 and "1" are the same post, and that is known`() throws {
    let found = try settled([line("1", hoursAgo: 900), line("\"1\"", hoursAgo: 900)])
    #expect(found.indices == [1] && found.hasMixedIDs)
  }

  @Test
  func `without an id posts of one instant and type are one`() throws {
    let bare = #"{"platform":"x","posted_at":"2025-11-01T10:00:00Z"}"#
    let other = #"{"content_type":"x_thread","posted_at":"2025-11-01T10:00:00Z"}"#
    #expect(try settled([bare, other, bare]).indices == [1, 2])
  }

  /// LinkedIn's half-life is 24 hours, X's .4: four of them are 96 and 1.6.
  @Test
  func `a post waits for four half-lives of its platform`() throws {
    let found = try settled([
      line("1", hoursAgo: 95), line("2", hoursAgo: 97),
      line("3", hoursAgo: 1.5, platform: "x"), line("4", hoursAgo: 1.7, platform: "x"),
      line("5", hoursAgo: 500, measuredHoursAgo: 450),
      line("6", hoursAgo: 500, measuredHoursAgo: 9),
    ])
    #expect(found.indices == [1, 3, 5] && found.waiting.values.reduce(0, +) == 3)
    #expect(try settled([line("1", hoursAgo: 95)], settleHours: 12).indices == [0])
  }
}
