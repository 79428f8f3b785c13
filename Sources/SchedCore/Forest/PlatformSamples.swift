import Glibc

/// The posts of one platform that something can be learned from, column by column.
struct PlatformSamples: Sendable {
  let platform: Platform
  let samples: [Sample]
  /// What the effects of hours are learned from.
  let hours: EffectSamples
  /// The names of the platform's content types.
  let typeNames: [String]
  let space: FeatureSpace
  /// A value for each feature and sample, NaN where one is missing.
  let columns: [[Float]]

  /// `samples` are those that have an outcome, in the order of time; a sample counts half after
  /// `halfLifeDays`, if there are any.
  init(
    _ platform: Platform, _ samples: [Sample], _ outcomes: Outcomes, catalogue: PlatformCatalogue,
    ownNames: [String], calendar: Calendar?, halfLifeDays: Double?
  ) {
    (self.platform, self.samples) = (platform, samples)
    let contentTypes = platform.contentTypes.map { catalogue.contentTypes[$0] }
    let evidence = contentTypes.map(EvidenceCurve.values)
    let indices = Dictionary(
      uniqueKeysWithValues: zip(platform.contentTypes, contentTypes.indices))
    let types = samples.map { indices[$0.identity.contentType] ?? 0 }
    typeNames = contentTypes.map(\.name)
    let space = FeatureSpace(
      of: samples, contentTypes: typeNames, ownNames: ownNames, hasCalendar: calendar != nil)
    var columns = [[Float]](
      repeating: [Float](repeating: 0, count: samples.count), count: space.count)
    var sources: [ObjectIdentifier: [FeatureSpace.Source]] = [:]
    var row = [Float](repeating: 0, count: space.count)
    for (index, sample) in samples.enumerated() {
      let (type, names) = (types[index], sample.audience.names)
      let own = sources[ObjectIdentifier(names)] ?? space.sources(names)
      sources[ObjectIdentifier(names)] = own
      space.set(&row, to: sample, contentType: typeNames[type], own)
      space.setTime(
        &row, localSecond: sample.localSecond, evidence: evidence[type], calendar: calendar)
      for feature in row.indices { columns[feature][index] = row[feature] }
    }
    let newest = samples.last?.instant.milliseconds ?? 0
    let weights = samples.map { sample in
      guard let halfLifeDays else { return 1.0 }
      let days = Double(newest - sample.instant.milliseconds) / 86_400_000
      return exp2(-days / halfLifeDays)
    }
    hours = EffectSamples(
      outcomes, types: types, weekHours: samples.map(\.weekHour), weights: weights,
      evidence: evidence)
    (self.space, self.columns) = (space, columns)
  }

  var outcomes: Outcomes { hours.outcomes }
  var types: [Int] { hours.types }
  var weekHours: [Int] { hours.weekHours }
}

extension HourEffects {
  /// What is expected of the minute of a sample.
  func effect(of all: PlatformSamples, _ row: Int) -> Double {
    effect(of: all.hours, row, at: Double(all.columns[FeatureSpace.weekHour][row]))
  }
}
