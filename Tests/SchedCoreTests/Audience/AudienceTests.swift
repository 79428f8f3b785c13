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
}

/// The shape of D, over random audiences.
struct ActivityCurveTests {
  private static let ages = ["13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+", "55+"]
  private static let devices = ["mobile", "desktop", "tablet"]

  private func demographics(ages: [Double], devices: [Double]) -> WeekCurve {
    func normalised(_ names: [String], _ shares: [Double]) -> [String: Double] {
      let sum = shares.reduce(0, +)
      guard sum > 0 else { return [:] }
      return Dictionary(uniqueKeysWithValues: zip(names, shares.map { $0 / sum }))
    }
    return AudienceProfile(
      ageShares: normalised(Self.ages, ages), deviceShares: normalised(Self.devices, devices),
      zoneWeights: [(.utc, 1)]
    ).demographics
  }

  private func randomShares(_ count: Int, _ generator: inout SeededGenerator) -> [Double] {
    (0..<count).map { _ in generator.next() % 3 == 0 ? 0 : generator.nextUnit() }
  }

  /// Whether no evening hour (18-23) of `b` fell against any morning hour (6-11) of `a`.
  private func favoursEvenings(_ b: WeekCurve, over a: WeekCurve, weight: Double) -> Bool {
    func factor(_ curve: WeekCurve, _ day: Int, _ hour: Int) -> Double {
      1 + weight * curve[day * 24 + hour]
    }
    for eveningDay in 0..<7 {
      for evening in 18..<23 {
        for morningDay in 0..<7 {
          for morning in 6..<11
          where factor(b, eveningDay, evening) * factor(a, morningDay, morning)
            < factor(a, eveningDay, evening) * factor(b, morningDay, morning) - 1e-12
          {
            return false
          }
        }
      }
    }
    return true
  }

  @Test(arguments: 1...40)
  func `a younger or more mobile audience never lowers evenings against mornings`(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let ages = randomShares(8, &generator)
    let devices = randomShares(3, &generator)
    let before = demographics(ages: ages, devices: devices)
    for weight in [0.1, 0.3, 1] {
      for young in 0...1 where ages.reduce(0, +) > 0 && ages[2...].reduce(0, +) > 0 {
        var younger = ages
        younger[young] += 0.5
        #expect(
          favoursEvenings(
            demographics(ages: younger, devices: devices), over: before, weight: weight))
      }
      if devices.reduce(0, +) > 0 {
        var moreMobile = devices
        moreMobile[0] += 0.5
        #expect(
          favoursEvenings(
            demographics(ages: ages, devices: moreMobile), over: before, weight: weight))
      }
    }
  }

  @Test
  func `each curve lies within -1 and 1 and has the mean 0`() {
    for index in 0..<11 {
      let shares = (0..<11).map { $0 == index ? 1.0 : 0 }
      let curve = demographics(ages: Array(shares[..<8]), devices: Array(shares[8...]))
      #expect(abs(curve.mean) < 1e-12)
      #expect(curve.maximum <= 1 && curve.minimum >= -1)
      #expect(curve.maximum > 0.2)
    }
  }

  @Test
  func `desktops peak in working hours and phones in the evening`() {
    let mobile = demographics(ages: [], devices: [1, 0, 0])
    let desktop = demographics(ages: [], devices: [0, 1, 0])
    for day in 0..<5 {
      for hour in 10..<17 { #expect(desktop[day * 24 + hour] == desktop.maximum) }
      for hour in 19..<22 { #expect(mobile[day * 24 + hour] == mobile.maximum) }
      #expect(mobile[day * 24 + 8] > mobile[day * 24 + 6])
    }
    #expect((120..<168).allSatisfy { desktop[$0] < desktop.maximum / 2 })
  }
}
