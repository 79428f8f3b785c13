/// A model made ready to predict hours: what posts share is worked out once.
///
/// A final class, for its tables grow as posts of new zones and types come. It is not shared
/// between threads: each worker has its own.
final class HourModel {
  /// Without its trees.
  let model: PlatformModel
  private let stored: StoredModel
  private var forest = Forest()
  private let space: FeatureSpace
  private let types: [String: Int]
  private let evidence: [[Double]]
  private var tables: [Key: Table] = [:]
  /// Forecasts of posts whose features fall into the same bins.
  private var known: [KnownPost: ModelForecast] = [:]
  /// How many forecasts are kept, each of some 4 KB a week.
  private static let mostKnown = 256

  private struct Key: Hashable {
    var hours: Hours
    var contentType: Int
  }

  private enum Hours: Hashable {
    /// Those asked for, on the clock of a zone.
    case asked(Zone)
    /// A local week from its Monday on: the months of its days, 4 bits each, are all that tells it
    /// from other weeks.
    case week(months: UInt32)
  }

  private struct KnownPost: Hashable {
    var key: Key
    var bins: [UInt8]
  }

  /// What the hours are to all posts of one content type.
  private struct Table {
    var sweep: HourSweep
    /// The effect of each hour of the week, and how well it is known.
    var effects: [Double]
    var spreads: [Double]
  }

  /// - Throws: features or content types that the catalogue does not have.
  init(_ stored: StoredModel, catalogue: PlatformCatalogue) throws(Message) {
    self.stored = stored
    model = stored.header.model
    space = try FeatureSpace(model.features)
    var types: [String: Int] = [:]
    var evidence: [[Double]] = []
    for (index, name) in model.contentTypes.enumerated() {
      let type = try catalogue.resolve(platform: model.platform, contentType: name)
      types[catalogue.contentTypes[type].name] = index
      evidence.append(EvidenceCurve.values(of: catalogue.contentTypes[type]))
    }
    guard space.contentTypes == model.contentTypes else {
      throw Message("not those of the features", about: "content_types")
    }
    (self.types, self.evidence) = (types, evidence)
  }

  var ownNames: [String] { space.ownNames }
  var treeCount: Int { stored.header.trees }

  /// Reads the trees, unless they were read; what follows needs them.
  /// - Throws: what makes a line of the file no tree (65).
  func prepare() throws(Message) {
    if forest.trees.isEmpty { forest = try stored.forest() }
  }

  /// The forecast for a post at the hours asked for, which are the same in all calls with the same
  /// main zone; nil for a content type that the model does not know.
  func forecast(
    _ sample: Sample, contentType name: String, hours: [Instant]
  ) -> ModelForecast? {
    guard let type = types[name] else { return nil }
    let zone = sample.audience.mainZone
    let key = Key(hours: .asked(zone), contentType: type)
    let row = space.row(of: sample, contentType: name)
    let post = KnownPost(key: key, bins: model.bins.bins(of: row))
    return forecast(post) { hours.map { Self.middle(of: $0, in: zone) } }
  }

  /// The forecasts for a post at its own instant, and at the hours of the local week that holds it,
  /// Monday first; nil for a content type that the model does not know.
  func forecasts(
    ofInstantIn sample: Sample, contentType name: String
  ) -> (instant: ModelForecast, week: ModelForecast)? {
    guard let type = types[name] else { return nil }
    var row = space.row(of: sample, contentType: name)
    let monday = Self.monday(of: sample.localSecond)
    let months = (0..<7).reduce(UInt32(0)) { months, day in
      months << 4 | UInt32(CivilDate(daysSinceEpoch: monday + day).month)
    }
    let key = Key(hours: .week(months: months), contentType: type)
    let week = forecast(KnownPost(key: key, bins: model.bins.bins(of: row))) {
      (0..<WeekHour.count).map { Int64(monday) * 86_400 + Int64($0) * 3600 + 1800 }
    }
    FeatureSpace.setTime(&row, localSecond: sample.localSecond, evidence: evidence[type])
    let weekValue =
      model.levels[type] + model.effects[type].value(at: Double(row[FeatureSpace.weekHour]))
    let learned = weekValue + mean(model.bins.bins(of: row))
    return (forecast(learned: [learned], spreads: [0], week: [weekValue], type), week)
  }

  /// The middle of an hour stands for it: the second on the clock of a zone.
  static func middle(of hour: Instant, in zone: Zone) -> Int64 {
    let instant = hour.adding(seconds: 1800)
    return instant.seconds + Int64(zone.offsetSeconds(at: instant))
  }

  /// The day since the epoch on which the week of a local second begins.
  private static func monday(of localSecond: Int64) -> Int {
    let day = Int(localSecond.floorDivided(by: 86_400))
    return day - Weekday(daysSinceEpoch: day).rawValue
  }

  /// A forecast that is made once for all posts that agree; `localSeconds` are those of its hours.
  private func forecast(_ post: KnownPost, _ localSeconds: () -> [Int64]) -> ModelForecast {
    if let forecast = known[post] { return forecast }
    if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
    let forecast = makeForecast(post, localSeconds)
    known[post] = forecast
    return forecast
  }

  private func makeForecast(_ post: KnownPost, _ localSeconds: () -> [Int64]) -> ModelForecast {
    let type = post.key.contentType
    var table = tables.removeValue(forKey: post.key) ?? makeTable(type, localSeconds())
    let swept = table.sweep.run(forest, bins: post.bins)
    let level = model.levels[type]
    var learned = swept.means
    var spreads = swept.spreads
    for hour in learned.indices {
      learned[hour] += level + table.effects[hour]
      let week = table.spreads[hour]
      spreads[hour] = (spreads[hour] * spreads[hour] + week * week).squareRoot()
    }
    tables[post.key] = table
    return forecast(
      learned: learned, spreads: spreads, week: table.effects.map { level + $0 }, type)
  }

  private func forecast(
    learned: [Double], spreads: [Double], week: [Double], _ type: Int
  ) -> ModelForecast {
    ModelForecast(
      learned: learned, spreads: spreads, week: week, isTrusted: model.scores.beatsMean,
      contentType: type, calibration: model.calibration, scale: model.scale)
  }

  private func makeTable(_ type: Int, _ localSeconds: [Int64]) -> Table {
    let timeCount = FeatureSpace.timeNames.count
    var timeBins = [[UInt8]](repeating: [], count: space.count)
    var (effects, spreads): ([Double], [Double]) = ([], [])
    let effect = model.effects[type]
    var row = [Float](repeating: 0, count: space.count)
    for second in localSeconds {
      FeatureSpace.setTime(&row, localSecond: second, evidence: evidence[type])
      for feature in 0..<timeCount {
        timeBins[feature].append(model.bins.bin(of: row[feature], feature))
      }
      let weekHour = Double(row[FeatureSpace.weekHour])
      effects.append(effect.value(at: weekHour))
      spreads.append(effect.spreads[Int(weekHour) % effect.spreads.count])
    }
    return Table(
      sweep: HourSweep(timeBins: timeBins, count: localSeconds.count), effects: effects,
      spreads: spreads)
  }
}

extension HourModel {
  /// How much each feature moved the prediction at a local second: the prediction less what it would
  /// be were the feature missing, on the learned scale; the curve of the week by itself.
  func contributions(
    _ sample: Sample, contentType name: String, localSecond: Int64
  ) -> [(feature: String, effect: Double)] {
    guard let type = types[name] else { return [] }
    var row = space.row(of: sample, contentType: name)
    FeatureSpace.setTime(&row, localSecond: localSecond, evidence: evidence[type])
    var bins = model.bins.bins(of: row)
    let whole = mean(bins)
    let week = model.effects[type].value(at: Double(row[FeatureSpace.weekHour]))
    var effects: [(feature: String, effect: Double)] = [("week", week)]
    for feature in bins.indices {
      let own = bins[feature]
      guard own != FeatureBins.missing else { continue }
      bins[feature] = FeatureBins.missing
      effects.append((space.features[feature].name, whole - mean(bins)))
      bins[feature] = own
    }
    return effects.sorted { ($1.effect.magnitude, $0.feature) < ($0.effect.magnitude, $1.feature) }
  }

  private func mean(_ bins: [UInt8]) -> Double {
    let sum = bins.withUnsafeBytes { bins in
      forest.trees.reduce(0.0) { $0 + Double($1.value(of: bins)) }
    }
    return sum / Double(max(1, forest.trees.count))
  }
}
