import SchedCore
import Testing

struct QuotaTests {
  @Test
  func `the four kinds of window are read, alone or in a list`() throws {
    #expect(
      try quotas("{kind: rolling, posts: 25, per_hours: 24}") == [
        Quota(posts: 25, window: .rolling(hours: 24))
      ])
    let tokyo = try Zone.named("Asia/Tokyo")
    let list = try quotas(
      """
      - {kind: day, posts: 2, zone: Asia/Tokyo}
      - {kind: fixed, posts: 100, per_minutes: 15}
      - {kind: sliding, posts: 6, per_minutes: 1}
      """)
    #expect(
      list == [
        Quota(posts: 2, window: .day(tokyo)), Quota(posts: 100, window: .fixed(minutes: 15)),
        Quota(posts: 6, window: .sliding(minutes: 1)),
      ])
  }

  @Test
  func `a day quota without a zone has the file's`() throws {
    let zone = try Zone.named("America/New_York")
    let node = try #require(try yaml("{kind: day, posts: 2}"))
    #expect(try Quota.list(node, defaultZone: zone) == [Quota(posts: 2, window: .day(zone))])
    #expect(try Quota.list(node) == [Quota(posts: 2, window: .day(.utc))])
  }

  @Test(
    arguments: [
      (
        "{kind: rolling, posts: -1, per_hours: 24}",
        "1:24: posts: -1 is out of range (0 to 1000000)"
      ),
      (
        "{kind: rolling, posts: 1, per_hours: 0}",
        "1:38: per_hours: 0 is out of range (0.001 to 8760)"
      ),
      ("{kind: fixed, posts: 1}", "1:1: per_minutes: this key is missing here"),
      ("{posts: 1}", "1:1: kind: this key is missing here"),
      ("5", "1:1: quota: a single value stands here (a mapping such as {key: value} is needed)"),
    ])
  func `a fault is told with its place`(text: String, message: String) {
    let fault = #expect(throws: Message.self) { try quotas(text) }
    #expect(fault?.withPlace == "f.yaml:" + message)
    #expect(fault?.status == .configuration)
  }

  @Test
  func `an unknown zone is a fault of the file, as soon as the file is read`() throws {
    let node = try yaml("platforms: {x: {quota: {kind: day, posts: 1, zone: Mars/Olympus}}}")
    let catalogue = try PlatformCatalogue.builtIn()
    let fault = #expect(throws: Message.self) { try catalogue.adding(node) }
    #expect(fault?.withPlace.hasPrefix("f.yaml:1:52: zone: ") == true)
    #expect(fault?.status == .configuration)
  }

  private func quotas(_ text: String) throws -> [Quota] {
    try Quota.list(try #require(try yaml(text)))
  }
}
