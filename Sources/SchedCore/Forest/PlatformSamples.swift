import Glibc

/// The posts of one platform that something can be learned from, column by column.
struct PlatformSamples: Sendable {
  let platform: Platform
  let samples: [Sample]
  let outcomes: Outcomes
  /// Of each sample the index of its content type among those of the platform.
  let types: [Int]
  /// Of each sample the hour of its local week.
  let weekHours: [Int]
  /// Of each sample how much it counts.
  let weights: [Double]
  /// Of each content type of the platform its name and what the published figures say.
  let typeNames: [String]
  let evidence: [[Double]]
  let space: FeatureSpace
  /// A value for each feature and sample, NaN where one is missing.
  let columns: [[Float]]

  /// `samples` are those that have an outcome, in the order of time; a sample counts half after
  /// `halfLifeDays`, if there are any.
  init(
    _ platform: Platform, _ samples: [Sample], _ outcomes: Outcomes, catalogue: PlatformCatalogue,
    ownNames: [String], calendar: Calendar?, halfLifeDays: Double?
  ) {
    (self.platform, self.samples, self.outcomes) = (platform, samples, outcomes)
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
    for (index, sample) in samples.enumerated() {
      let type = types[index]
      var row = space.row(of: sample, contentType: contentTypes[type].name)
      space.setTime(
        &row, localSecond: sample.localSecond, evidence: evidence[type], calendar: calendar)
      for feature in row.indices { columns[feature][index] = row[feature] }
    }
    weekHours = samples.map(\.weekHour)
    let newest = samples.last?.instant.milliseconds ?? 0
    weights = samples.map { sample in
      guard let halfLifeDays else { return 1 }
      let days = Double(newest - sample.instant.milliseconds) / 86_400_000
      return exp2(-days / halfLifeDays)
    }
    (self.types, self.evidence) = (types, evidence)
    (self.space, self.columns) = (space, columns)
  }
}
