import SchedCore
import Testing

struct PostAudienceTests {
  private func profile(_ audience: String) throws -> AudienceProfile {
    let yaml = """
      profiles:
        night: {time_zone_weights: {UTC+9: 1}}
        day: {time_zone_weights: {UTC-5: 1}}
      platforms: {x: day}
      """
    let node = try #require(try YAMLParser.parse(bytes: Array(yaml.utf8), file: "a.yaml"))
    var profiles = AudienceProfiles(defaultZone: .utc)
    try profiles.read(node, platformWords: ["x"])
    let platform = try #require(try PlatformCatalogue.builtIn().platforms.first { $0.name == "x" })
    return try reading("{\"audience\":\(audience)}") {
      try profiles.profile(of: RecordReader($0), platform: platform)
    }
  }

  @Test(arguments: [
    (#""night""#, "UTC+9"), ("null", "UTC-5"), (#""default""#, "UTC"), ("{}", "UTC"),
    (#"{"time_zone_weights":{"Asia/Kolkata":2.5e-1}}"#, "Asia/Kolkata"),
  ])
  func `a post names its audience, holds it, or has its platform's`(
    _ audience: String, _ zone: String
  ) throws {
    #expect(try profile(audience).zoneWeights.map(\.zone.name) == [zone])
  }

  @Test
  func `a profile in a post means what it means in a file`() throws {
    let inFile = try #require(
      try YAMLParser.parse(
        bytes: Array("age_cohorts: {18-24: 3, 55+: 1}\ndevice_split: {tablet: .5}\n".utf8),
        file: "a.yaml"))
    let inPost = try profile(#"{"age_cohorts":{"18-24":3,"55+":1},"device_split":{"tablet":0.5}}"#)
    let demographics = try AudienceProfile(inFile, defaultZone: .utc).demographics
    #expect(inPost.demographics == demographics)
  }

  @Test(arguments: [
    (#""nigth""#, "audience: unknown value \"nigth\" (did you mean \"night\"?)"),
    ("5", "audience: a number where a profile or the name of one is expected"),
    (
      #"{"age_cohort":{}}"#,
      "audience.age_cohort: unknown key (did you mean \"age_cohorts\"?)"
    ),
    (
      #"{"device_split":{"mobile":-0.5}}"#,
      "audience.device_split.mobile: -0.5 is out of range (at least 0)"
    ),
    (
      #"{"time_zone_weights":{"../../etc/passwd":1}}"#,
      "audience.time_zone_weights: unknown time zone \"../../etc/passwd\""
    ),
    (
      #"{"age_cohorts":[0.5]}"#,
      "audience.age_cohorts: a list stands here (a mapping such as {key: value} is needed)"
    ),
  ])
  func `what is no audience is bad data about that field`(
    _ audience: String, _ words: String
  ) throws {
    #expect {
      try self.profile(audience)
    } throws: {
      let message = $0 as? Message
      return message?.withPlace == words && message?.status == .badData
    }
  }
}
