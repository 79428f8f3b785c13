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
  private let calendar: Calendar?
  private var tables: [Key: Table] = [:]
  /// Forecasts of posts whose features fall into the same bins.
  private var known: [KnownPost: ModelForecast] = [:]
  /// How many forecasts are kept, each of some 4 KB a week.
  private static let mostKnown = 256

  private struct Key: Hashable {
    var hours: Hours
    var contentType: Int
    /// Empty where the model does not tell accounts apart.
    var account: String
  }

  private enum Hours: Hashable {
    /// Those asked for, on the clock of a zone.
    case asked(Zone)
    /// A local week from its Monday on: the months of its days, 4 bits each, are all that tells it
    /// from other weeks; with a calendar the Monday does.
    case week(months: UInt32, monday: Int)
  }

  private struct KnownPost: Hashable {
    var key: Key
    var bins: [UInt8]
  }

  /// What the hours are to all posts of one content type and account.
  private struct Table {
    var sweep: HourSweep
    /// The effect of each hour of the week, and how well it is known.
    var effects: [Double]
    var spreads: [Double]
    var noEffect: Double
    var depth: Double
  }

  /// - Throws: features or content types that the catalogue does not have.
  init(
    _ stored: StoredModel, catalogue: PlatformCatalogue, calendar: Calendar?
  ) throws(Message) {
    self.stored = stored
    model = stored.header.model
    space = try FeatureSpace(model.features)
    self.calendar = space.seasonIndex == nil ? nil : calendar
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

  /// Whether the model has learned from the calendar.
  var knowsSeasons: Bool { space.seasonIndex != nil }

  /// Whether posts of one account are told from those of another.
  var knowsAccounts: Bool { !model.accounts.isEmpty || !model.calibration.scales.isEmpty }

  /// Reads the trees, unless they were read, or count for nothing; what follows needs them.
  /// - Throws: what makes a line of the file no tree (65).
  func prepare() throws(Message) {
    if forest.trees.isEmpty, model.share > 0 { forest = try stored.forest() }
  }

  /// The forecast for a post at the hours asked for, which are the same in all calls with the same
  /// main zone; nil for a content type that the model does not know.
  func forecast(
    _ sample: Sample, contentType name: String, hours: [Instant]
  ) -> ModelForecast? {
    guard let type = types[name] else { return nil }
    let zone = sample.audience.mainZone
    let key = Key(hours: .asked(zone), contentType: type, account: account(of: sample))
    let row = space.row(of: sample, contentType: name)
    let post = KnownPost(key: key, bins: model.bins.bins(of: row))
    return forecast(post) { hours.map { Self.middle(of: $0, in: zone) } }
  }

  private func account(of sample: Sample) -> String {
    knowsAccounts ? sample.identity.account : ""
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
    let account = account(of: sample)
    let key = Key(
      hours: .week(months: months, monday: calendar == nil ? 0 : monday), contentType: type,
      account: account)
    let week = forecast(KnownPost(key: key, bins: model.bins.bins(of: row))) {
      (0..<WeekHour.count).map { Int64(monday) * 86_400 + Int64($0) * 3600 + 1800 }
    }
    space.setTime(
      &row, localSecond: sample.localSecond, evidence: evidence[type], calendar: calendar)
    let effect = model.curves[type].value(at: Double(row[FeatureSpace.weekHour]))
    let own = model.accounts[account]?.curve?.value(at: Double(row[FeatureSpace.weekHour])) ?? 0
    let isSeen = model.seen.contains(sample.post.key)
    let rest = mean(model.bins.bins(of: row), without: isSeen ? sample.localDay : nil)
    let learned = model.level(type, account: account) + effect + own + model.share * rest
    return (
      forecast(learned: [learned], spreads: [0], noEffect: week.noEffect, type, account), week
    )
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
    let (type, account) = (post.key.contentType, post.key.account)
    if tables.count >= Self.mostKnown { tables.removeAll(keepingCapacity: true) }
    var table = tables.removeValue(forKey: post.key) ?? makeTable(type, account, localSeconds())
    let swept = table.sweep.run(forest, bins: post.bins)
    let level = model.level(type, account: account)
    var (learned, spreads) = (swept.means, swept.spreads)
    for hour in learned.indices {
      learned[hour] = level + table.effects[hour] + model.share * learned[hour]
      let (own, week) = (model.share * spreads[hour], table.spreads[hour])
      spreads[hour] = (own * own + week * week).squareRoot()
    }
    tables[post.key] = table
    return forecast(
      learned: learned, spreads: spreads, noEffect: table.noEffect, type, account,
      depth: table.depth)
  }

  private func forecast(
    learned: [Double], spreads: [Double], noEffect: Double, _ type: Int, _ account: String,
    depth: Double = 0
  ) -> ModelForecast {
    ModelForecast(
      learned: learned, spreads: spreads, noEffect: noEffect, contentType: type,
      account: account, calibration: model.calibration, scale: model.scale, depth: depth,
      samples: Double(model.samples), usesForest: model.share > 0)
  }

  private func makeTable(_ type: Int, _ account: String, _ localSeconds: [Int64]) -> Table {
    var timeBins = [[UInt8]](repeating: [], count: space.count)
    var (effects, spreads): ([Double], [Double]) = ([], [])
    let curve = model.curve(type, account: account)
    var row = [Float](repeating: 0, count: space.count)
    let timed = Array(0..<FeatureSpace.timeNames.count) + (space.seasonIndex.map { [$0] } ?? [])
    for second in localSeconds {
      space.setTime(&row, localSecond: second, evidence: evidence[type], calendar: calendar)
      for feature in timed {
        timeBins[feature].append(model.bins.bin(of: row[feature], feature))
      }
      let weekHour = Double(row[FeatureSpace.weekHour])
      effects.append(curve.value(at: weekHour))
      spreads.append(curve.spreads[Int(weekHour) % curve.spreads.count])
    }
    return Table(
      sweep: HourSweep(timeBins: timeBins, count: localSeconds.count), effects: effects,
      spreads: spreads, noEffect: curve.noEffect,
      depth: model.isFirstFormat ? 0 : depth(of: curve, account))
  }

  /// How far the best hour of a curve is below the best that any content type has.
  private func depth(of curve: HourCurve, _ account: String) -> Double {
    model.curves.indices.reduce(0) { depth, other in
      let best = model.curve(other, account: account).values.max() ?? 0
      return max(depth, best - (curve.values.max() ?? 0))
    }
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
    space.setTime(&row, localSecond: localSecond, evidence: evidence[type], calendar: calendar)
    var bins = model.bins.bins(of: row)
    let whole = mean(bins)
    let weekHour = Double(row[FeatureSpace.weekHour])
    var effects = [("week", model.curves[type].value(at: weekHour))]
    if let own = model.accounts[account(of: sample)]?.curve {
      effects.append(("account", own.value(at: weekHour)))
    }
    guard model.share > 0 else { return effects }
    for feature in bins.indices {
      let own = bins[feature]
      guard own != FeatureBins.missing else { continue }
      bins[feature] = FeatureBins.missing
      effects.append((space.features[feature].name, model.share * (whole - mean(bins))))
      bins[feature] = own
    }
    return effects.sorted { ($1.1.magnitude, $0.0) < ($0.1.magnitude, $1.0) }
  }

  /// The mean of the trees, without those that were grown on a day.
  private func mean(_ bins: [UInt8], without day: Int? = nil) -> Double {
    var (sum, count) = (0.0, 0.0)
    bins.withUnsafeBytes { bins in
      for (index, tree) in forest.trees.enumerated() {
        if let day, TreeBag(seed: model.seed, tree: index).contains(day: day) { continue }
        sum += Double(tree.value(of: bins))
        count += 1
      }
    }
    return sum / max(1, count)
  }

  /// Whether the model was learned from a post.
  func hasSeen(_ sample: Sample) -> Bool { model.seen.contains(sample.post.key) }
}
