/// The audience of a record as shares, for learning.
///
/// The same as an `AudienceProfile`, without its curves: in a history each line may have an
/// audience of its own, and a curve of 168 hours a line would take longer than all the rest.
package struct AudienceShares: Sendable {
  /// What the shares are of, which many records have alike: the records of a reader share it, for
  /// the names would take three quarters of the room.
  package final class Names: Sendable {
    /// In the order of the record.
    package let ages: [String]
    package let devices: [String]
    /// At least one zone.
    package let zones: [Zone]
    /// Whether the record names no zone, so that the audience lives where all such do.
    package let isDefaultZone: Bool

    fileprivate init(ages: [String], devices: [String], zones: [Zone], isDefaultZone: Bool) {
      (self.ages, self.devices, self.zones) = (ages, devices, zones)
      self.isDefaultZone = isDefaultZone
    }

    /// Where the shares of the devices and of the zones begin.
    package var firstDevice: Int { ages.count }
    package var firstZone: Int { ages.count + devices.count }
  }

  package let names: Names
  /// Those of the ages, then of the devices, then of the zones; each list sums to 1 or is empty.
  package let shares: [Double]

  /// The zone of the largest share; of equal ones the first.
  package var mainZone: Zone {
    var main = names.firstZone
    for place in main..<shares.count where shares[place] > shares[main] { main = place }
    return names.zones[main - names.firstZone]
  }

  fileprivate init(_ names: Names, _ shares: [Double]) {
    (self.names, self.shares) = (names, shares)
  }

  init(_ profile: AudienceProfile) {
    let ages = profile.ageShares.sorted { $0.key < $1.key }
    let devices = profile.deviceShares.sorted { $0.key < $1.key }
    names = Names(
      ages: ages.map(\.key), devices: devices.map(\.key), zones: profile.zoneWeights.map(\.zone),
      isDefaultZone: profile.isDefaultZone)
    shares = ages.map(\.value) + devices.map(\.value) + profile.zoneWeights.map(\.weight)
  }
}

extension AudienceProfile {
  /// The profile with these shares.
  init(_ audience: AudienceShares) {
    let (names, shares) = (audience.names, audience.shares)
    func byName(_ list: [String], from first: Int) -> [String: Double] {
      Dictionary(zip(list, shares[first...])) { first, _ in first }
    }
    self.init(
      ageShares: byName(names.ages, from: 0),
      deviceShares: byName(names.devices, from: names.firstDevice),
      zoneWeights: zip(names.zones, shares[names.firstZone...]).map { ($0, $1) })
  }
}

/// Reads the audiences of records; zones and named profiles are looked up once.
struct AudienceSharesReader {
  private let profiles: AudienceProfiles
  private var zones: [String: Zone] = [:]
  private var named: [String: AudienceShares] = [:]
  /// The names of the last record's audience, which are most often those of the next.
  private var last: AudienceShares.Names?
  private var known: [String: AudienceShares.Names] = [:]
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
    if let last, let shares = Self.shares(members, of: last) { return AudienceShares(last, shares) }
    guard let names = names(members), let shares = Self.shares(members, of: names) else {
      return nil
    }
    last = names
    return AudienceShares(names, shares)
  }

  /// The shares of an object that has these names in this order, or nil.
  private static func shares(
    _ members: [JSONValue.Member], of names: AudienceShares.Names
  ) -> [Double]? {
    var shares = [Double](repeating: 0, count: names.firstZone + names.zones.count)
    if names.isDefaultZone { shares[names.firstZone] = 1 }
    var missing = names.isDefaultZone ? 0 : 4
    missing += (names.ages.isEmpty ? 0 : 1) + (names.devices.isEmpty ? 0 : 2)
    for member in members {
      guard case .object(let values) = member.value, let sum = sum(values) else { return nil }
      func fill<Name>(_ names: [Name], from first: Int, _ name: (Name) -> String) -> Bool {
        guard values.count == names.count else { return false }
        for index in values.indices {
          guard case .number(let share) = values[index].value,
            name(names[index]) == values[index].key
          else { return false }
          shares[first + index] = share / sum
        }
        return true
      }
      switch member.key {
      case "age_cohorts" where missing & 1 != 0:
        missing &= ~1
        guard fill(names.ages, from: 0, { $0 }) else { return nil }
      case "device_split" where missing & 2 != 0:
        missing &= ~2
        guard fill(names.devices, from: names.firstDevice, { $0 }) else { return nil }
      case "time_zone_weights" where missing & 4 != 0:
        missing &= ~4
        guard fill(names.zones, from: names.firstZone, \.name) else { return nil }
      default: return nil
      }
    }
    return missing == 0 ? shares : nil
  }

  /// The names of an object without surprises, or nil; equal ones are the same object.
  private mutating func names(_ members: [JSONValue.Member]) -> AudienceShares.Names? {
    var lists: [String: [String]] = [:]
    for member in members {
      guard case .object(let values) = member.value else { return nil }
      lists[member.key] = values.map(\.key)
    }
    let (ages, devices) = (lists["age_cohorts"] ?? [], lists["device_split"] ?? [])
    let zones = lists["time_zone_weights"]
    guard Self.ages.isSuperset(of: ages), Self.devices.isSuperset(of: devices) else { return nil }
    let key = [ages, devices, zones ?? []].map { $0.joined(separator: " ") }.joined(separator: "\n")
    if let names = known[key] { return names }
    var found: [Zone] = []
    for name in zones ?? [] {
      guard let zone = zone(name) else { return nil }
      found.append(zone)
    }
    let names = AudienceShares.Names(
      ages: ages, devices: devices, zones: zones == nil ? [profiles.defaultZone] : found,
      isDefaultZone: zones == nil)
    known[key] = names
    return names
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

  private mutating func zone(_ name: String) -> Zone? {
    if let zone = zones[name] { return zone }
    guard let zone = try? Zone.named(name) else { return nil }
    zones[name] = zone
    return zone
  }
}
