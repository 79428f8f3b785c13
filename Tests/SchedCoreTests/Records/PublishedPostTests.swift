import SchedCore
import Testing

struct PublishedPostTests {
  private func post(_ rest: String) throws -> PublishedPost {
    let catalogue = try PlatformCatalogue.builtIn()
    var reader = PublishedPostReader(
      catalogue: catalogue, audiences: AudienceProfiles(defaultZone: .utc))
    return try reading(#"{"platform":"x","posted_at":"2026-03-01T10:00:00Z"\#(rest)}"#) {
      try reader.post(of: $0)
    }
  }

  private func fault(_ rest: String) -> String? {
    do {
      _ = try post(rest)
      return nil
    } catch {
      return (error as? Message)?.withoutPlace
    }
  }

  @Test
  func `metrics that are numbers are kept, null ones are not there`() throws {
    let post = try post(#","metrics":{"likes":5,"reach":null,"ctr":0.1},"followers":90"#)
    #expect(post.metrics.names == ["likes", "ctr"])
    #expect(post.metrics["likes"] == 5 && post.metrics["reach"] == nil)
    #expect(post.followers == 90 && post.isPublished)
  }

  @Test(arguments: [
    ("published", true), ("scheduled", true), ("failed", false), ("cancelled", false),
  ])
  func `only what went out is published`(_ status: String, _ isPublished: Bool) throws {
    #expect(try post(#","status":"\#(status)""#).isPublished == isPublished)
  }

  @Test(arguments: [
    (#","metrics":[1]"#, "metrics: an array where an object is expected"),
    (#","metrics":{"reach":true}"#, "metrics.reach: true where a number is expected"),
    (#","metrics":{"reach":1e999}"#, "metrics.reach: a number where a number is expected"),
    (#","followers":-1"#, "followers: -1 is out of range (0 to 1000000000000000)"),
    (#","audience":{"age_cohorts":{"18-24":-1}}"#, "audience.age_cohorts.18-24: "),
    (#","audience":{"time_zone_weights":{"Mars/Base":1}}"#, "audience.time_zone_weights: "),
  ])
  func `what is wrong is said about its field`(_ rest: String, _ message: String) {
    #expect(fault(rest)?.hasPrefix(message) == true, "\(fault(rest) ?? "nothing")")
  }

  @Test
  func `an inline audience has its shares normalised, and lives where most of it lives`() throws {
    let audience = try post(
      #"""
      ,"audience":{"age_cohorts":{"25-34":3,"18-24":1},"device_split":{"mobile":2},
      "time_zone_weights":{"UTC-5":0.2,"Asia/Kolkata":0.6,"Europe/Berlin":0.6}}
      """#
    ).audience
    #expect(audience.names.ages == ["25-34", "18-24"])
    #expect(Array(audience.shares.prefix(3)) == [0.75, 0.25, 1])
    #expect(audience.mainZone.name == "Asia/Kolkata")
    #expect(try post("").audience.mainZone.name == "UTC")
  }
}
