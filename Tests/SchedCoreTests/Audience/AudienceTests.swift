import SchedCore
import Testing

struct AudienceTests {
  private func profile(_ yaml: String) throws -> AudienceProfile {
    let node = try #require(try YAMLParser.parse(bytes: Array(yaml.utf8), file: "a.yaml"))
    return try AudienceProfile(node, defaultZone: .utc)
  }

  private func profiles(_ yaml: String) throws -> AudienceProfiles {
    let node = try #require(try YAMLParser.parse(bytes: Array(yaml.utf8), file: "a.yaml"))
    var profiles = AudienceProfiles(defaultZone: .utc)
    try profiles.read(node, platformWords: ["instagram", "x", "twitter"])
    return profiles
  }

  private func fault(_ yaml: String) -> String? {
    do {
      _ = try profiles(yaml)
      return nil
    } catch {
      return (error as? Message)?.withPlace
    }
  }

  @Test
  func `weights of zones are divided by their sum`() throws {
    let profile = try profile("time_zone_weights: {Europe/Berlin: 3, UTC-5: 1, UTC: 0}")
    #expect(profile.zoneWeights.map(\.zone.name) == ["Europe/Berlin", "UTC-5", "UTC"])
    #expect(profile.zoneWeights.map(\.weight) == [0.75, 0.25, 0])
  }

  @Test
  func `shares are divided by their sum`() throws {
    let normal = try profile("age_cohorts: {18-24: 0.25, 65+: 0.75}").demographics
    for yaml in [
      "{18-24: 1, 65+: 3}", "{65+: 3e-300, 18-24: 1e-300}", "{18-24: 1e307, 65+: 3e307}",
    ] {
      let other = try profile("age_cohorts: \(yaml)").demographics
      for hour in 0..<168 { #expect(abs(other[hour] - normal[hour]) < 1e-12) }
    }
  }

  @Test(arguments: ["{}", "age_cohorts: {25-34: 1}", "device_split: {mobile: 2}"])
  func `an audience without zones lives in the default one`(_ yaml: String) throws {
    #expect(try profile(yaml).zoneWeights.map(\.zone) == [.utc])
  }

  @Test
  func `an audience of unknown ages and devices favours no hour`() throws {
    #expect(try profile("{}").demographics == WeekCurve(repeating: 0))
  }

  @Test
  func `a file of one bare profile is the default profile`() throws {
    let profiles = try profiles("time_zone_weights: {UTC-5: 1}")
    #expect(profiles.profile(ofPlatform: ["x"]).zoneWeights.map(\.zone.name) == ["UTC-5"])
  }

  @Test
  func `a platform's profile counts before the default one, by alias too`() throws {
    let profiles = try profiles(
      """
      profiles:
        default: {time_zone_weights: {UTC-5: 1}}
        night: {time_zone_weights: {UTC+9: 1}}
      platforms: {twitter: night}
      """)
    #expect(profiles.profile(ofPlatform: ["x", "twitter"]).zoneWeights[0].zone.name == "UTC+9")
    #expect(profiles.profile(ofPlatform: ["instagram"]).zoneWeights[0].zone.name == "UTC-5")
  }

  @Test(arguments: [
    ("age_cohort: {}", "a.yaml:1:1: age_cohort: unknown key (did you mean \"age_cohorts\"?)"),
    ("profiles: {a: {device_split: {phone: 1}}}", "a.yaml:1:31: phone: unknown key"),
    (
      "device_split: {mobile: -1}",
      "a.yaml:1:24: device_split.mobile: -1 is out of range (at least 0)"
    ),
    ("device_split: {mobile: 0}", "a.yaml:1:15: device_split: no share is above 0"),
    (
      "time_zone_weights: {Europe/Berln: 1}",
      "a.yaml:1:21: time_zone_weights: unknown time zone \"Europe/Berln\" "
        + "(did you mean \"Europe/Berlin\"?)"
    ),
    ("platforms: {instagran: default}", "a.yaml:1:13: instagran: unknown key (did you mean"),
    (
      "{profiles: {one: {}}, platforms: {x: on}}",
      "a.yaml:1:38: platforms.x: unknown value \"on\" (did you mean \"one\"?)"
    ),
    ("profiles: [1]", "a.yaml:1:11: profiles: "),
  ])
  func `what is wrong is told with its place`(_ yaml: String, _ words: String) throws {
    let fault = try #require(self.fault(yaml))
    #expect(fault.hasPrefix(words), "\(fault)")
  }

  @Test
  func `a fault of the file ends with 78 and a missing file with 66`() throws {
    #expect {
      _ = try self.profiles("device_split: {mobile: 0, desktop: 0.0}")
    } throws: {
      ($0 as? Message)?.status == .configuration
    }
    #expect {
      _ = try AudienceProfiles(
        contentsOf: "/nowhere/audience.yaml", defaultZone: .utc, platformWords: [])
    } throws: {
      ($0 as? Message)?.status == .noInput
    }
  }
}
