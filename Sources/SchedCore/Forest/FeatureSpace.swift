import Glibc

/// What a forest looks at: the features of one platform, in a fixed order.
///
///     hour_sine hour_cosine weekday_sine weekday_cosine hour weekday week_hour month evidence
///     content_type  age.NAME… device.NAME… zone.NAME… (season) log_followers  NAME… (of --feature)
///
/// `season` is there with a calendar: what it says of the local date. It and the first nine change from hour to hour; all of them are in the audience's main zone, with the
/// minutes as fractions. `evidence` is what the published figures expect of that local hour.
package struct FeatureSpace: Sendable, Equatable {
  package struct Feature: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
      case number
      /// The values in the order of their numbers.
      case category([String])
    }

    package var name: String
    package var kind: Kind

    package init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// The features that change from hour to hour, first in every space.
  package static let timeNames = [
    "hour_sine", "hour_cosine", "weekday_sine", "weekday_cosine", "hour", "weekday", "week_hour",
    "month", "evidence",
  ]
  package static let weekHour = 6
  package static let contentType = 9
  private static let prefixes = (age: "age.", device: "device.", zone: "zone.")
  private static let logFollowers = "log_followers"
  private static let season = "season"

  package let features: [Feature]

  package var count: Int { features.count }

  /// Of each feature, the number of its categories; 0 for a number.
  package var categoryCounts: [Int] {
    features.map { feature in
      if case .category(let names) = feature.kind { names.count } else { 0 }
    }
  }

  /// The content types that the space knows.
  package var contentTypes: [String] {
    if case .category(let names) = features[Self.contentType].kind { names } else { [] }
  }

  /// The names of `--feature` that the space was made with.
  package var ownNames: [String] {
    let start = features.firstIndex { $0.name == Self.logFollowers } ?? features.count - 1
    return features[(start + 1)...].map(\.name)
  }

  /// Where the calendar's feature stands; nil without one.
  package var seasonIndex: Int? {
    let index = features.firstIndex { $0.name == Self.logFollowers }.map { $0 - 1 }
    return index.flatMap { features[$0].name == Self.season ? $0 : nil }
  }

  /// Takes the features of a model.
  /// - Throws: a list that no space has.
  package init(_ features: [Feature]) throws(Message) {
    let isTimed =
      features.count > Self.contentType + 1
      && zip(features, Self.timeNames).allSatisfy { $0.name == $1 && $0.kind == .number }
      && features[Self.contentType].name == "content_type"
    guard isTimed, case .category = features[Self.contentType].kind,
      features.contains(where: { $0.name == Self.logFollowers && $0.kind == .number })
    else { throw Message("not those of a forest", about: "features") }
    self.features = features
  }

  /// The space that some samples of a platform span.
  ///
  /// `contentTypes` are all of the platform, `ownNames` the names of `--feature`, whose values the
  /// samples hold in that order.
  package init(
    of samples: [Sample], contentTypes: [String], ownNames: [String], hasCalendar: Bool = false
  ) {
    var features = Self.timeNames.map { Feature(name: $0, kind: .number) }
    features.append(Feature(name: "content_type", kind: .category(contentTypes)))
    func add(_ prefix: String, _ names: [String]) {
      features += names.map { Feature(name: prefix + $0, kind: .number) }
    }
    var (ages, devices, zones) = (Set<String>(), Set<String>(), Set<String>())
    var known: Set<ObjectIdentifier> = []
    for names in samples.lazy.map(\.audience.names)
    where known.insert(ObjectIdentifier(names)).inserted {
      ages.formUnion(names.ages)
      devices.formUnion(names.devices)
      zones.formUnion(names.zones.lazy.map(\.name))
    }
    add(Self.prefixes.age, ages.sorted())
    add(Self.prefixes.device, devices.sorted())
    add(Self.prefixes.zone, zones.sorted())
    if hasCalendar { features.append(Feature(name: Self.season, kind: .number)) }
    features.append(Feature(name: Self.logFollowers, kind: .number))
    for (index, name) in ownNames.enumerated() {
      features.append(Feature(name: name, kind: Self.kind(of: samples.map { $0.own[index] })))
    }
    self.features = features
  }

  /// Numbers if all that is there are numbers, else the 255 most frequent words.
  private static func kind(of values: [OwnFeature]) -> Feature.Kind {
    var counts: [String: Int] = [:]
    for value in values { if case .word(let word) = value { counts[word, default: 0] += 1 } }
    guard !counts.isEmpty else { return .number }
    let frequent = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(255)
    return .category(frequent.map(\.key).sorted())
  }
}

/// A value of a feature that the user named.
package enum OwnFeature: Sendable, Equatable {
  case missing
  case number(Double)
  case word(String)
}

extension FeatureSpace {
  /// Sets the features that change from hour to hour.
  ///
  /// `localSecond` counts the seconds since the epoch as the clock of the audience's zone does;
  /// `evidence` has 168 values for the hours of the local week.
  package static func setTime(
    _ row: inout [Float], localSecond: Int64, evidence: [Double]
  ) {
    let days = localSecond.floorDivided(by: 86_400)
    let weekday = Weekday(daysSinceEpoch: Int(days)).rawValue
    let hour = Double(localSecond - days * 86_400) / 3600
    let weekHour = Double(weekday * 24) + hour
    let (dayAngle, weekAngle) = (2 * Double.pi * hour / 24, 2 * Double.pi * weekHour / 168)
    row[0] = Float(sin(dayAngle))
    row[1] = Float(cos(dayAngle))
    row[2] = Float(sin(weekAngle))
    row[3] = Float(cos(weekAngle))
    row[4] = Float(hour)
    row[5] = Float(weekday)
    row[6] = Float(weekHour)
    row[7] = Float(CivilDate(daysSinceEpoch: Int(days)).month)
    row[8] = Float(evidence[min(Int(weekHour), evidence.count - 1)])
  }

  /// Sets the features that change from hour to hour, that of a calendar among them.
  package func setTime(
    _ row: inout [Float], localSecond: Int64, evidence: [Double], calendar: Calendar?
  ) {
    Self.setTime(&row, localSecond: localSecond, evidence: evidence)
    guard let index = seasonIndex else { return }
    let date = CivilDate(daysSinceEpoch: Int(localSecond.floorDivided(by: 86_400)))
    row[index] = calendar.map { Float($0.effect(on: date)) } ?? .nan
  }

  /// Where a feature that is the same at all hours finds its value.
  package enum Source: Sendable {
    case contentType
    /// A place among the shares of an audience.
    case share(Int)
    /// An audience without the name, among others.
    case noShare
    case missing
    case followers
    /// A place among the features that the user named.
    case own(Int)
  }

  /// Of each feature from the content type on, where its value is in samples whose audience has
  /// these names.
  package func sources(_ names: AudienceShares.Names) -> [Source] {
    func share(_ name: Substring, among names: [String], from first: Int) -> Source {
      names.isEmpty
        ? .missing : names.firstIndex { $0 == name }.map { .share(first + $0) } ?? .noShare
    }
    let firstOwn = features.count - ownNames.count
    return (Self.contentType..<features.count).map { index in
      let name = features[index].name
      func rest(_ prefix: String) -> Substring { name.dropFirst(prefix.count) }
      if index == Self.contentType { return .contentType }
      if name.hasPrefix(Self.prefixes.age) {
        return share(rest(Self.prefixes.age), among: names.ages, from: 0)
      }
      if name.hasPrefix(Self.prefixes.device) {
        return share(rest(Self.prefixes.device), among: names.devices, from: names.firstDevice)
      }
      if name.hasPrefix(Self.prefixes.zone) {
        return share(
          rest(Self.prefixes.zone), among: names.zones.map(\.name), from: names.firstZone)
      }
      if index == seasonIndex { return .missing }
      return name == Self.logFollowers ? .followers : .own(index - firstOwn)
    }
  }

  /// The features of a sample that are the same at all hours; those of time are left at 0.
  package func row(of sample: Sample, contentType: String) -> [Float] {
    var row = [Float](repeating: 0, count: features.count)
    set(&row, to: sample, contentType: contentType, sources(sample.audience.names))
    return row
  }

  /// Sets the features of a sample that are the same at all hours, from their sources.
  package func set(
    _ row: inout [Float], to sample: Sample, contentType: String, _ sources: [Source]
  ) {
    for (place, source) in sources.enumerated() {
      let index = Self.contentType + place
      row[index] = value(of: sample, contentType, source, features[index])
    }
  }

  private func value(
    of sample: Sample, _ contentType: String, _ source: Source, _ feature: Feature
  ) -> Float {
    let own: OwnFeature
    switch source {
    case .contentType: return Self.category(contentType, of: feature)
    case .share(let place): return Float(sample.audience.shares[place])
    case .noShare: return 0
    case .missing: return .nan
    case .followers: return sample.followers.map { Float(log(max(1, $0))) } ?? .nan
    case .own(let place): own = sample.own[place]
    }
    switch own {
    case .missing: return .nan
    case .number(let number): return feature.kind == .number ? Float(number) : .nan
    case .word(let word): return Self.category(word, of: feature)
    }
  }

  /// The number of a category, or NaN for one that was never seen.
  private static func category(_ name: String, of feature: Feature) -> Float {
    guard case .category(let names) = feature.kind, let index = names.firstIndex(of: name) else {
      return .nan
    }
    return Float(index)
  }
}
