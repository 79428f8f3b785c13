/// The audience of a record as shares, for learning.
///
/// The same as an `AudienceProfile`, without its curves: in a history each line may have an
/// audience of its own, and a curve of 168 hours a line would take longer than all the rest.
package struct AudienceShares: Sendable {
  /// By name, each list summing to 1 or empty, in the order of the record.
  package var ages: [(name: String, share: Double)] = []
  package var devices: [(name: String, share: Double)] = []
  /// At least one zone.
  package var zones: [(zone: Zone, share: Double)]
  /// Whether the record names no zone, so that the audience lives where all such do.
  package var isDefaultZone: Bool

  /// The zone of the largest share; of equal ones the first.
  package var mainZone: Zone {
    var main = zones[0]
    for zone in zones where zone.share > main.share { main = zone }
    return main.zone
  }

  init(_ profile: AudienceProfile) {
    func sorted(_ shares: [String: Double]) -> [(name: String, share: Double)] {
      shares.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    (ages, devices) = (sorted(profile.ageShares), sorted(profile.deviceShares))
    zones = profile.zoneWeights.map { ($0.zone, $0.weight) }
    isDefaultZone = profile.isDefaultZone
  }

  fileprivate init(livingIn zone: Zone) { (zones, isDefaultZone) = ([(zone, 1)], true) }
}

extension AudienceProfile {
  /// The profile with these shares.
  init(_ shares: AudienceShares) {
    func byName(_ list: [(name: String, share: Double)]) -> [String: Double] {
      Dictionary(list.map { ($0.name, $0.share) }) { first, _ in first }
    }
    self.init(
      ageShares: byName(shares.ages), deviceShares: byName(shares.devices),
      zoneWeights: shares.zones.map { ($0.zone, $0.share) })
  }
}

/// Reads the audiences of records; zones and named profiles are looked up once.
struct AudienceSharesReader {
  private let profiles: AudienceProfiles
  private var zones: [String: Zone] = [:]
  private var named: [String: AudienceShares] = [:]
  /// Of each platform the main zone of a record that says nothing of its audience.
  private var usualZones: [Int: Zone] = [:]
  private static let ages = Set(ActivityCurve.ages.map(\.name))
  private static let devices = Set(ActivityCurve.devices.map(\.name))

  init(_ profiles: AudienceProfiles) { self.profiles = profiles }

  /// - Throws: what `AudienceProfiles.profile(of:platform:)` throws of the same record.
  mutating func shares(
    of record: RecordReader, platform: Platform
  ) throws(Message) -> AudienceShares {
    guard case .object(let members) = record.value(PostField.audience) else {
      let key = record.line.value(of: PostField.audience).map {
        String(decoding: $0, as: UTF8.self)
      }
      let name = "\(platform.name) \(key ?? "")"
      if let shares = named[name] { return shares }
      let shares = AudienceShares(try profiles.profile(of: record, platform: platform))
      named[name] = shares
      return shares
    }
    if let shares = quick(members) { return shares }
    // Whatever is unusual is read, or refused, like any other profile.
    return AudienceShares(try profiles.profile(of: record, platform: platform))
  }

  /// The zone of the largest share of a record's audience.
  /// - Throws: what `shares(of:platform:)` throws of the same record.
  mutating func mainZone(
    of record: RecordReader, platform: Int, _ catalogue: PlatformCatalogue
  ) throws(Message) -> Zone {
    if record.line.value(of: PostField.audience) == nil {
      if let zone = usualZones[platform] { return zone }
      let zone = try shares(of: record, platform: catalogue.platforms[platform]).mainZone
      usualZones[platform] = zone
      return zone
    }
    return try shares(of: record, platform: catalogue.platforms[platform]).mainZone
  }

  /// The shares of an object without surprises, or nil.
  private mutating func quick(_ members: [JSONValue.Member]) -> AudienceShares? {
    var shares = AudienceShares(livingIn: profiles.defaultZone)
    var seen = 0
    for member in members {
      guard case .object(let values) = member.value, let sum = Self.sum(values) else { return nil }
      switch member.key {
      case "age_cohorts" where seen & 1 == 0:
        seen |= 1
        guard let ages = Self.list(values, sum, known: Self.ages) else { return nil }
        shares.ages = ages
      case "device_split" where seen & 2 == 0:
        seen |= 2
        guard let devices = Self.list(values, sum, known: Self.devices) else { return nil }
        shares.devices = devices
      case "time_zone_weights" where seen & 4 == 0:
        seen |= 4
        shares.zones.removeAll(keepingCapacity: true)
        shares.isDefaultZone = false
        for value in values {
          guard case .number(let share) = value.value, let zone = zone(value.key) else {
            return nil
          }
          shares.zones.append((zone, share / sum))
        }
      default: return nil
      }
    }
    return shares
  }

  /// The sum of numbers none of which is negative, if it is above 0.
  private static func sum(_ values: [JSONValue.Member]) -> Double? {
    var sum = 0.0
    for value in values {
      guard case .number(let share) = value.value, share >= 0 else { return nil }
      sum += share
    }
    return sum > 0 && sum.isFinite ? sum : nil
  }

  private static func list(
    _ values: [JSONValue.Member], _ sum: Double, known: Set<String>
  ) -> [(name: String, share: Double)]? {
    var list: [(name: String, share: Double)] = []
    list.reserveCapacity(values.count)
    for value in values {
      guard case .number(let share) = value.value, known.contains(value.key) else { return nil }
      list.append((value.key, share / sum))
    }
    return list
  }

  private mutating func zone(_ name: String) -> Zone? {
    if let zone = zones[name] { return zone }
    guard let zone = try? Zone.named(name) else { return nil }
    zones[name] = zone
    return zone
  }
}
