/// How the smaller figures of a platform file are written.
extension YAMLMapping {
  /// Hours between two posts, up to a year.
  func minGapHours() throws(Message) -> Double? {
    try double("min_gap_hours", in: 0...8760)
  }

  /// A number of hours, or a list of the least and the most.
  func halfLifeHours() throws(Message) -> ClosedRange<Double>? {
    guard let nodes = list("half_life_hours") else { return nil }
    var hours: [Double] = []
    for node in nodes { hours.append(try node.double("half_life_hours", in: 0...8760)) }
    guard (1...2).contains(hours.count), hours[0] <= hours[hours.count - 1] else {
      throw .notLeastAndMost(at: self["half_life_hours"]?.place ?? place)
    }
    return hours[0]...hours[hours.count - 1]
  }
}

extension CadenceAdvice {
  /// Reads `{small channels: 2-3, brands: 4}`.
  static func list(_ node: YAMLNode?) throws(Message) -> [CadenceAdvice] {
    var advice: [CadenceAdvice] = []
    for pair in try node?.pairs("cadence") ?? [] {
      let range = try pair.value.value(as: pair.shownKey, postsPerWeek)
      advice.append(CadenceAdvice(audience: pair.key, postsPerWeek: range))
    }
    return advice
  }

  private static func postsPerWeek(_ text: String) throws(Message) -> ClosedRange<Int> {
    let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { part in
      part.utf8.allSatisfy { (48...57).contains($0) } && part.utf8.count <= 4 ? Int(part) : nil
    }
    guard (1...2).contains(numbers.count), let least = numbers[0],
      let most = numbers[numbers.count - 1], least <= most
    else { throw .notPostsPerWeek(text) }
    return least...most
  }
}

extension KPIWeight {
  /// Reads `{ctr: 0.3, saves: 0.4}`.
  ///
  /// The first edition divided metrics by something, `{weight: 0.3, of: 300}`; such files are read,
  /// and as each metric is compared with the account's own level, `of` changes nothing.
  static func list(_ node: YAMLNode?) throws(Message) -> [KPIWeight] {
    var weights: [KPIWeight] = []
    for pair in try node?.pairs("kpi_weights") ?? [] {
      weights.append(try KPIWeight(pair))
    }
    return weights
  }

  private init(_ pair: YAMLPair) throws(Message) {
    metric = pair.key
    guard case .mapping = pair.value.content else {
      weight = try pair.value.double(pair.shownKey, in: 0...1000)
      return
    }
    let keys = try YAMLMapping(pair.value, knownKeys: ["weight", "of"])
    weight = try keys.required("weight").double("weight", in: 0...1000)
    if case .scalar("median", _)? = keys["of"]?.content { return }
    _ = try keys.double("of", in: 1e-6...1e12)
  }
}

extension FigureSource {
  /// Reads a list of `{of: windows, name: Buffer, year: 2025, metric: views, trust: medium}`.
  static func list(_ node: YAMLNode?) throws(Message) -> [FigureSource] {
    var sources: [FigureSource] = []
    for element in node?.elements ?? [] {
      let keys = try YAMLMapping(
        element, knownKeys: ["of", "name", "year", "metric", "trust"], about: "sources")
      sources.append(
        FigureSource(
          key: try keys.string("of") ?? "windows",
          name: try keys.required("name").string("name"),
          year: try keys.integer("year", in: 1900...2999),
          metric: try keys.string("metric"),
          trust: try keys.value("trust", Trust.init(parsing:)) ?? .low))
    }
    return sources
  }
}

extension Trust {
  init(parsing text: String) throws(Message) {
    guard let trust = Trust(rawValue: text) else {
      throw .unknownValue(text, known: Trust.allCases.map(\.rawValue))
    }
    self = trust
  }
}

/// How many posts of one's own in an hour of the week weigh as much as a figure of some trust.
struct TrustCounts {
  private let counts: [Trust: Double]

  /// Reads `trust_counts: {low: 5, medium: 20, high: 50}`.
  init(_ file: YAMLMapping) throws(Message) {
    let node = try file.required("trust_counts")
    let keys = try YAMLMapping(
      node, knownKeys: Trust.allCases.map(\.rawValue), about: "trust_counts")
    var counts: [Trust: Double] = [:]
    for trust in Trust.allCases {
      let node = try keys.required(trust.rawValue)
      counts[trust] = try node.double(trust.rawValue, in: 0...1_000_000)
    }
    self.counts = counts
  }

  /// The least trust of the week, and the count of each hour.
  ///
  /// Reads `medium`, or `{mon-fri: medium, sat-sun: low}`; low where nothing is said.
  func curve(_ node: YAMLNode?) throws(Message) -> (least: Trust, counts: WeekCurve) {
    var trustOfDay = [Trust](repeating: .low, count: 7)
    if let node, case .mapping(let pairs) = node.content {
      for pair in pairs {
        let trust = try pair.value.value(as: pair.shownKey, Trust.init(parsing:))
        for day in try WeekTable.days(pair, about: "trust") { trustOfDay[day] = trust }
      }
    } else if let node {
      trustOfDay = [Trust](
        repeating: try node.value(as: "trust", Trust.init(parsing:)), count: 7)
    }
    let countOfDay = trustOfDay.map { counts[$0] ?? 0 }
    return (
      Trust.allCases.first(where: trustOfDay.contains) ?? .low,
      WeekCurve { countOfDay[$0 / 24] }
    )
  }
}

extension Message {
  fileprivate static func notLeastAndMost(at place: Place) -> Message {
    Message(
      "a number, or the least and the most, such as [0.5, 2], are needed", about: "half_life_hours",
      at: place, status: .configuration)
  }

  fileprivate static func notPostsPerWeek(_ text: String) -> Message {
    Message("\(Quoting.quoted(text)) is not a number of posts a week (such as 4 or 2-5)")
  }
}
