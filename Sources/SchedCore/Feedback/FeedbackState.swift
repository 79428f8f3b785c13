/// All that is kept from one cycle to the next, as the parameter file holds it.
///
/// Platforms, content types and accounts go by their names, so that what a file knows of platforms
/// that this run does not is kept. A new kind of line also needs `Parameters.kinds`, schemas.json
/// and sched-params(5).
package struct FeedbackState: Sendable {
  /// An account on a platform.
  struct Channel: Hashable, Sendable {
    var platform: String
    var account: String
  }

  /// An account's posts of one content type.
  struct Series: Hashable, Sendable {
    var contentType: String
    var account: String
  }

  /// The form of the file.
  static let format = 1
  /// How many cycles the figures of all posts and of platforms are kept, for trends; chosen.
  static let keptCycles = 12

  var cycle = 0
  /// How many results were ever counted.
  var results = 0
  /// When the last cycle was run.
  var at: Instant?
  /// The instant for which the decayed evidence holds: that of the newest result.
  var evidenceAt: Instant?
  var limits: [Channel: ChannelLimits] = [:]
  var baselines: [Series: OutcomeBaseline] = [:]
  /// By content type.
  var weeks: [String: LearnedHours] = [:]
  var kpis: [KPIRecord] = []
  var versions: [SettingsVersion] = []
  var trials: [SettingsTrial] = []
  /// What limits come from.
  var days: [Channel: ChannelDays] = [:]
  var seen = SeenResults()

  package init() {}

  var version: Int { versions.last?.number ?? 0 }

  /// The trial whose results come in.
  var activeTrial: SettingsTrial? { trials.last }
}

extension FeedbackState {
  /// What `--reset` makes forget.
  package enum Part: String, CaseIterable, Sendable {
    /// Everything, the results that were counted too.
    case all
    /// What was learned of hours, and the accounts' levels.
    case dayparts
    case limits
    /// Weights, their trials and versions.
    case weights
  }

  package mutating func reset(_ part: Part) {
    switch part {
    case .all: self = FeedbackState()
    case .dayparts: (weeks, baselines) = ([:], [:])
    case .limits: (limits, days) = ([:], [:])
    case .weights: (trials, versions) = ([], [])
    }
  }
}

extension FeedbackState {
  private enum Field {
    static let format: FieldName = "format"
    static let cycle: FieldName = "cycle"
    static let results: FieldName = "results"
    static let at: FieldName = "at"
    static let evidenceAt: FieldName = "evidence_at"
    static let platform: FieldName = "platform"
    static let account: FieldName = "account"
    static let contentType: FieldName = "content_type"
  }

  private static let counts = 0...1_000_000_000_000

  /// Takes a line of a parameter file.
  mutating func take(_ line: JSONLine) throws(Message) {
    switch try Parameters.kind(of: line) {
    case "parameters": try takeHeader(line)
    case "limits":
      let channel = Channel(
        platform: try line.checked(Field.platform).string(),
        account: try line.checked(Field.account).string())
      limits[channel] = try ChannelLimits(line)
    case "baseline":
      let series = Series(
        contentType: try line.checked(Field.contentType).string(),
        account: try line.checked(Field.account).string())
      baselines[series] = try OutcomeBaseline(line)
    case "curve", "daypart":
      let type = try line.checked(Field.contentType).string()
      try weeks[type, default: LearnedHours()].take(line)
    case "kpi": kpis.append(try KPIRecord(line))
    case "version": versions.append(try SettingsVersion(line))
    case "trial": trials.append(try SettingsTrial(line))
    case "days": try takeDays(line)
    case "seen": try seen.take(line)
    // Made anew in each cycle from the other lines.
    default: break
    }
  }

  private mutating func takeHeader(_ line: JSONLine) throws(Message) {
    let format = try line.checked(Field.format).integer(in: 0...1_000_000)
    guard format == Self.format else { throw .otherFormat(format) }
    cycle = try line.checked(Field.cycle).integer(in: Self.counts)
    results = try line.checked(Field.results).integer(in: Self.counts)
    let record = RecordReader(line)
    at = try record.instant(Field.at)
    evidenceAt = try record.instant(Field.evidenceAt)
  }

  /// Appends the lines of what is kept.
  func appendHeader(to writer: inout JSONWriter) {
    writer.line { line in
      line.add("kind", "parameters")
      line.add("format", Self.format)
      line.add("cycle", cycle)
      line.add("version", version)
      line.add("results", results)
      if let at { line.add("at", at.description) }
      if let evidenceAt { line.add("evidence_at", evidenceAt.description) }
    }
  }

  func appendLimits(to writer: inout JSONWriter) {
    for (channel, limits) in limits.sorted(by: { $0.key < $1.key }) {
      writer.line { line in
        line.add("kind", "limits")
        line.add("platform", channel.platform)
        line.add("account", channel.account)
        limits.append(to: &line)
      }
    }
  }

  func appendBaselines(to writer: inout JSONWriter) {
    for (series, baseline) in baselines.sorted(by: { $0.key < $1.key }) {
      writer.line { line in
        line.add("kind", "baseline")
        line.add("content_type", series.contentType)
        line.add("account", series.account)
        baseline.append(to: &line)
      }
    }
  }
}

extension FeedbackState.Channel: Comparable {
  static func < (a: Self, b: Self) -> Bool { (a.platform, a.account) < (b.platform, b.account) }
}

extension FeedbackState.Series: Comparable {
  static func < (a: Self, b: Self) -> Bool {
    (a.contentType, a.account) < (b.contentType, b.account)
  }
}

extension OutcomeBaseline {
  fileprivate init(_ line: JSONLine) throws(Message) {
    reference = try line.checked("reference").number(in: 1e-300...1e300)
    medians = [:]
    for (name, value) in try line.checked("medians").members() {
      medians[name] = try value.number(in: 1e-300...1e300)
    }
    hasSizes = try line.checked("sized").boolean()
    posts = try line.checked("posts").number(in: 0...1e15)
    level = try line.checked("level").number(in: -100...100)
  }

  fileprivate func append(to line: inout JSONWriter) {
    line.add("reference", reference)
    line.addObject("medians") { object in
      for (name, median) in medians.sorted(by: { $0.key < $1.key }) { object.add(name, median) }
    }
    line.add("sized", hasSizes)
    line.add("posts", posts)
    line.add("level", level)
  }
}

extension Message {
  fileprivate static func otherFormat(_ format: Int) -> Message {
    Message(
      "\(format) is not known (this sched knows \(FeedbackState.format))", about: "format")
  }
}
