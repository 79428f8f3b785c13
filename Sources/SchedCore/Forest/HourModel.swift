/// A model made ready to predict hours: what posts share is worked out once.
///
/// A final class, for its tables grow as posts of new zones and types come. It is not shared
/// between threads: each worker has its own.
final class HourModel {
  let model: PlatformModel
  private let space: FeatureSpace
  private let types: [String: Int]
  private let evidence: [[Double]]
  private let hours: [Instant]
  private var tables: [Key: Table] = [:]
  /// Forecasts of posts whose features fall into the same bins.
  private var known: [KnownPost: ModelForecast] = [:]
  /// How many forecasts are kept, each of some 4 KB a week.
  private static let mostKnown = 256

  private struct Key: Hashable {
    var zone: Zone
    var contentType: Int
  }

  private struct KnownPost: Hashable {
    var key: Key
    var bins: [UInt8]
  }

  /// What the hours are to all posts of one zone and content type.
  private struct Table {
    var sweep: HourSweep
    /// The effect of each hour of the week, and how well it is known.
    var effects: [Double]
    var spreads: [Double]
  }

  /// Makes a model ready for some hours.
  ///
  /// - Throws: features or content types that the catalogue does not have.
  init(_ model: PlatformModel, catalogue: PlatformCatalogue, hours: [Instant]) throws(Message) {
    self.model = model
    self.hours = hours
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

  /// The forecast for a post; nil for a content type that the model does not know.
  func forecast(_ sample: Sample, contentType name: String) -> ModelForecast? {
    guard let type = types[name] else { return nil }
    let key = Key(zone: sample.audience.mainZone, contentType: type)
    let post = KnownPost(key: key, bins: bins(of: sample, name))
    if let forecast = known[post] { return forecast }
    if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
    let forecast = makeForecast(post, type)
    known[post] = forecast
    return forecast
  }

  private func makeForecast(_ post: KnownPost, _ type: Int) -> ModelForecast {
    var table = tables.removeValue(forKey: post.key) ?? makeTable(post.key)
    let swept = table.sweep.run(model.forest, bins: post.bins)
    let level = model.levels[type]
    var learned = swept.means
    var spreads = swept.spreads
    for hour in learned.indices {
      learned[hour] += level + table.effects[hour]
      let week = table.spreads[hour]
      spreads[hour] = (spreads[hour] * spreads[hour] + week * week).squareRoot()
    }
    tables[post.key] = table
    return ModelForecast(
      learned: learned, spreads: spreads, week: table.effects.map { level + $0 },
      isTrusted: model.scores.beatsMean, contentType: type, calibration: model.calibration,
      scale: model.scale)
  }

  /// The bins of what is the same at all hours.
  private func bins(of sample: Sample, _ contentType: String) -> [UInt8] {
    var bins: [UInt8] = []
    bins.reserveCapacity(space.count)
    model.bins.append(space.row(of: sample, contentType: contentType), to: &bins)
    return bins
  }

  private func makeTable(_ key: Key) -> Table {
    let timeCount = FeatureSpace.timeNames.count
    var timeBins = [[UInt8]](repeating: [], count: space.count)
    var (effects, spreads): ([Double], [Double]) = ([], [])
    let effect = model.effects[key.contentType]
    var row = [Float](repeating: 0, count: space.count)
    for hour in hours {
      // The middle of the hour stands for it.
      let instant = hour.adding(seconds: hours.count > 1 ? 1800 : 0)
      let second = instant.seconds + Int64(key.zone.offsetSeconds(at: instant))
      FeatureSpace.setTime(&row, localSecond: second, evidence: evidence[key.contentType])
      for feature in 0..<timeCount {
        timeBins[feature].append(model.bins.bin(of: row[feature], feature))
      }
      let weekHour = Double(row[FeatureSpace.weekHour])
      effects.append(effect.value(at: weekHour))
      spreads.append(effect.spreads[Int(weekHour) % effect.spreads.count])
    }
    return Table(
      sweep: HourSweep(timeBins: timeBins, count: hours.count), effects: effects, spreads: spreads)
  }
}

extension HourModel {
  /// How much each feature moved the prediction at an hour: the prediction less what it would be
  /// were the feature missing, on the learned scale; the curve of the week by itself.
  func contributions(
    _ sample: Sample, contentType name: String, hour: Int
  ) -> [(feature: String, effect: Double)] {
    guard let type = types[name] else { return [] }
    let key = Key(zone: sample.audience.mainZone, contentType: type)
    let table = tables[key] ?? makeTable(key)
    var bins = bins(of: sample, name)
    for feature in FeatureSpace.timeNames.indices {
      bins[feature] = table.sweep.bin(of: feature, at: hour)
    }
    let whole = mean(bins)
    var effects: [(feature: String, effect: Double)] = [("week", table.effects[hour])]
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
      model.forest.trees.reduce(0.0) { $0 + Double($1.value(of: bins)) }
    }
    return sum / Double(max(1, model.forest.trees.count))
  }
}
