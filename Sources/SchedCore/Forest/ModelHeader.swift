/// The first line of a model as it is read: everything but the trees.
struct ModelHeader {
  /// The model without its trees.
  let model: PlatformModel
  let trees: Int
  let leafUnit: Double
  let checksum: String

  static let mostTrees = 100_000
  private static let mostFeatures = 4_096
  /// Beyond any value of the learned scale.
  private static let numbers = -1e9...1e9

  /// - Throws: what is missing, of the wrong kind or out of range, about the field.
  init(_ line: JSONLine) throws(Message) {
    let version = try line.checked("version").integer(in: 1...Int(Int32.max))
    guard [PlatformModel.firstVersion, PlatformModel.version].contains(version) else {
      throw Message(
        "\(version) is not known (this sched knows \(PlatformModel.firstVersion) and "
          + "\(PlatformModel.version))", about: "version")
    }
    let isFirst = version == PlatformModel.firstVersion
    trees = try line.checked("trees").integer(in: 1...Self.mostTrees)
    leafUnit = try line.checked("leaf_unit").number(in: 1e-300...1e300)
    checksum = try line.checked("checksum").string()
    let features = try Self.features(line)
    let types = try line.checked("content_types").members()
    guard !types.isEmpty, types.count <= 255 else {
      throw Message("from 1 to 255 are expected", about: "content_types")
    }
    var levels: [Double] = []
    var curves: [HourCurve] = []
    var percentiles: [[Double]] = []
    for (_, type) in types {
      levels.append(try type.member("level").number(in: Self.numbers))
      curves.append(try Self.curve(type, isFirst: isFirst))
      let residuals = try type.member("residuals")
      let ranked = try residuals.numbers(101, in: Self.numbers)
      guard zip(ranked, ranked.dropFirst()).allSatisfy({ $0 <= $1 }) else {
        throw Message("not ascending", about: residuals.path)
      }
      percentiles.append(ranked)
    }
    let importances = try line.checked("importances").members()
    guard importances.map(\.key) == features.space.map(\.name) else {
      throw Message("not those of the features", about: "importances")
    }
    var shares: [Double] = []
    for (_, share) in importances { shares.append(try share.number(in: 0...1)) }
    let scores = try Self.scores(line, isFirst: isFirst)
    let (accounts, scales) = try Self.accounts(line, contentTypes: types.map(\.key))
    let tail = try isFirst ? 1 : line.checked("tail").number(in: 0...1)
    var model = PlatformModel(
      platform: try line.checked("platform").string(), target: try line.checked("target").string(),
      isNormalized: try line.checked("normalized").boolean(),
      scale: try Self.scale(line, isFirst: isFirst), features: features.space,
      bins: features.bins, contentTypes: types.map(\.key), levels: levels, curves: curves,
      calibration: Calibration(
        percentiles: percentiles, smear: try line.checked("smear").number(in: 0...1e9),
        tail: tail, scales: scales),
      forest: Forest(), importances: shares, scores: scores,
      samples: try line.checked("samples").integer(in: 0...1 << 48),
      seed: try Self.seed(line))
    // A forest of the first format counted where it beat the mean.
    model.share =
      try isFirst
      ? scores.beatsMean ? 1 : 0 : line.checked("forest_share").number(in: 0...1e12)
    model.accounts = accounts
    if !isFirst { try Self.addFacts(line, to: &model) }
    self.model = model
  }

  private static func curve(_ value: CheckedValue, isFirst: Bool) throws(Message) -> HourCurve {
    HourCurve(
      values: try value.member("week").numbers(WeekHour.count, in: numbers),
      spreads: try value.member("week_spread").numbers(WeekHour.count, in: 0...1e9),
      noEffect: try isFirst ? 0 : value.member("no_effect").number(in: 0...1))
  }

  private static func scale(
    _ line: JSONLine, isFirst: Bool
  ) throws(Message) -> LearnedScale {
    if isFirst {
      guard line.value(of: "log_unit") != nil else { return .plain }
      return .shiftedLogarithm(unit: try line.checked("log_unit").number(in: 1e-300...1e300))
    }
    switch try line.checked("scale").string() {
    case "log": return .logarithm
    case "plain": return .plain
    case let other: throw .unknownValue(other, known: ["log", "plain"]).about("scale")
    }
  }

  private static func accounts(
    _ line: JSONLine, contentTypes: [String]
  ) throws(Message) -> (accounts: [String: PlatformModel.Account], scales: [String: Double]) {
    var accounts: [String: PlatformModel.Account] = [:]
    var scales: [String: Double] = [:]
    guard line.value(of: "accounts") != nil else { return (accounts, scales) }
    for (name, value) in try line.checked("accounts").members() {
      scales[name] = try value.member("scale").number(in: 1e-6...1e6)
      guard case .object(let members) = value.value else { continue }
      var account = PlatformModel.Account()
      if members.contains(where: { $0.key == "week" }) {
        account.curve = try curve(value, isFirst: false)
      }
      if members.contains(where: { $0.key == "levels" }) {
        for (type, level) in try value.member("levels").members() {
          guard let index = contentTypes.firstIndex(of: type) else {
            throw .unknownValue(type, known: contentTypes).about("accounts.\(name).levels")
          }
          account.levels[index] = try level.number(in: numbers)
        }
      }
      accounts[name] = account
    }
    return (accounts, scales)
  }

  /// Reads what only models of the second format say of themselves.
  private static func addFacts(
    _ line: JSONLine, to model: inout PlatformModel
  ) throws(Message) {
    model.seen = try SeenPosts(parsing: line.checked("seen").string())
    let record = RecordReader(line)
    model.zone = try record.string("zone")
    model.timeEffect = try TimeEffect(line.checked("time_effect"))
    let first: Instant = try record.required("from")
    let last: Instant = try record.required("until")
    guard first <= last else { throw Message("is before from", about: "until") }
    model.span = first...last
    for (name, share) in try line.checked("metrics").members() {
      model.metrics.append(PlatformModel.Metric(name: name, share: try share.number(in: 0...1)))
    }
  }

  /// All digits count: a double would not hold them.
  private static func seed(_ line: JSONLine) throws(Message) -> UInt64 {
    guard let bytes = line.value(of: "seed"),
      let seed = UInt64(String(decoding: bytes, as: UTF8.self))
    else { throw Message("no whole number of 64 bits", about: "seed") }
    return seed
  }

  private static func features(
    _ line: JSONLine
  ) throws(Message) -> (space: [FeatureSpace.Feature], bins: FeatureBins) {
    let elements = try line.checked("features").elements()
    guard !elements.isEmpty, elements.count <= mostFeatures else {
      throw Message("from 1 to \(mostFeatures) are expected", about: "features")
    }
    var space: [FeatureSpace.Feature] = []
    var edges: [[Float]] = []
    var categoryCounts: [Int] = []
    for element in elements {
      let name = try element.member("name").string()
      if case .object(let members) = element.value, members.contains(where: { $0.key == "edges" }) {
        edges.append(try Self.edges(element.member("edges")))
        categoryCounts.append(0)
        space.append(FeatureSpace.Feature(name: name, kind: .number))
      } else {
        let list = try element.member("categories")
        var names: [String] = []
        for category in try list.elements() { names.append(try category.string()) }
        guard (1...255).contains(names.count), Set(names).count == names.count else {
          throw Message("from 1 to 255 different names are expected", about: list.path)
        }
        edges.append([])
        categoryCounts.append(names.count)
        space.append(FeatureSpace.Feature(name: name, kind: .category(names)))
      }
    }
    return (space, FeatureBins(edges: edges, categoryCounts: categoryCounts))
  }

  private static func edges(_ list: CheckedValue) throws(Message) -> [Float] {
    let edges = try list.numbers(in: -3e38...3e38).map { Float($0) }
    guard edges.count <= FeatureBins.mostEdges else {
      throw Message("over \(FeatureBins.mostEdges)", about: list.path)
    }
    guard zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw Message("not ascending", about: list.path)
    }
    return edges
  }

  private static func scores(
    _ line: JSONLine, isFirst: Bool
  ) throws(Message) -> ModelScores {
    let scores = try line.checked("scores")
    func score(_ name: String) throws(Message) -> ModelScores.Score {
      let score = try scores.member(name)
      return ModelScores.Score(
        r2: try score.member("r2").number(in: -1e300...1),
        mae: try score.member("mae").number(in: 0...1e300))
    }
    let correlation = try scores.member("rank_correlation")
    return ModelScores(
      heldOut: try line.checked("held_out").integer(in: 0...1 << 48), forest: try score("forest"),
      rankCorrelation: correlation.value == .null ? nil : try correlation.number(in: -1...1),
      mean: try score("mean"), recent: try isFirst ? nil : score("recent"),
      table: try score("table"), outOfBag: try score("out_of_bag"),
      beatsMean: try scores.member("beats_mean").boolean())
  }
}
