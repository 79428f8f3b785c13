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

  /// The form of the file; the first one is read too, and turned into the second.
  static let format = 2
  /// How many cycles the figures of all posts and of platforms are kept, for trends; chosen.
  static let keptCycles = 12

  var cycle = 0
  /// How many results were ever counted.
  var results = 0
  /// When the last cycle was run.
  var at: Instant?
  /// The instant for which what was learned holds: that of the newest result.
  var evidenceAt: Instant?
  /// What posts are judged by, and where audiences live that name no zone; nil while that is open.
  var target: String?
  var zone: String?
  var limits: [Channel: ChannelLimits] = [:]
  /// The published posts of the last days.
  var ledger: PostLedger
  /// What is left of older ones, by content type.
  var past: [String: PastHours] = [:]
  /// Lines of platforms that this run does not know.
  private(set) var otherLines: [UInt8] = []
  private let catalogue: PlatformCatalogue
  /// What other tools read of the file, so that all refuse a damaged one alike.
  private var otherTools = Parameters()
  private var hasHeader = false
  var kpis: [KPIRecord] = []
  var versions: [SettingsVersion] = []
  var trials: [SettingsTrial] = []
  /// What limits come from.
  var days: [Channel: ChannelDays] = [:]
  var seen = SeenResults()

  init(_ request: FeedbackRequest) {
    catalogue = request.catalogue
    ledger = PostLedger(request.catalogue, request.rule)
  }

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

  package mutating func reset(_ part: Part, _ request: FeedbackRequest) {
    switch part {
    case .all: self = FeedbackState(request)
    case .dayparts:
      // They are known again, though nothing is known of them.
      for post in ledger.posts { _ = seen.insert(post.key, at: post.instant) }
      (ledger, past, otherLines) = (PostLedger(request.catalogue, request.rule), [:], [])
      (target, zone) = (nil, nil)
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
    static let target: FieldName = "target"
    static let zone: FieldName = "zone"
    static let sum: FieldName = "sum"
    static let platform: FieldName = "platform"
    static let account: FieldName = "account"
    static let contentType: FieldName = "content_type"
  }

  private static let counts = 0...1_000_000_000_000

  /// Takes a line of a parameter file.
  mutating func take(_ line: JSONLine) throws(Message) {
    try otherTools.take(line, catalogue)
    switch try Parameters.kind(of: line) {
    case "parameters": try takeHeader(line)
    case "limits":
      let channel = Channel(
        platform: try line.checked(Field.platform).string(),
        account: try line.checked(Field.account).string())
      limits[channel] = try ChannelLimits(line)
    case "open", "settled":
      if try !ledger.take(line, catalogue) { keep(line) }
    case "past": try takePast(line)
    case "daypart" where line.value(of: Field.sum) != nil: try takeFormerDaypart(line)
    case "curve" where line.value(of: PastHours.Field.squares) != nil:
      try takeFormerCurve(line)
    case "kpi": kpis.append(try KPIRecord(line))
    case "version": versions.append(try SettingsVersion(line))
    case "trial": trials.append(try SettingsTrial(line))
    case "days": try takeDays(line)
    case "seen": try seen.take(line)
    // Made anew in each cycle from the other lines.
    default: break
    }
  }

  private mutating func keep(_ line: JSONLine) {
    otherLines += line.bytes
    otherLines.append(UInt8(ascii: "\n"))
  }

  private mutating func takePast(_ line: JSONLine) throws(Message) {
    let type = try line.checked(Field.contentType).string()
    past[type] = try PastHours(line)
  }

  /// A line of the first format, which has sums of outcomes and nothing of single posts.
  private mutating func takeFormerDaypart(_ line: JSONLine) throws(Message) {
    let type = try line.checked(Field.contentType).string()
    try past[type, default: PastHours(at: evidenceAt)].takeFormerDaypart(line)
  }

  private mutating func takeFormerCurve(_ line: JSONLine) throws(Message) {
    let type = try line.checked(Field.contentType).string()
    try past[type, default: PastHours(at: evidenceAt)].takeFormerCurve(line)
  }

  private mutating func takeHeader(_ line: JSONLine) throws(Message) {
    guard !hasHeader else { throw .secondHeader }
    hasHeader = true
    let format = try line.checked(Field.format).integer(in: 0...1_000_000)
    guard (1...Self.format).contains(format) else { throw .otherFormat(format) }
    cycle = try line.checked(Field.cycle).integer(in: Self.counts)
    results = try line.checked(Field.results).integer(in: Self.counts)
    let record = RecordReader(line)
    at = try record.instant(Field.at)
    evidenceAt = try record.instant(Field.evidenceAt)
    target = try record.string(Field.target)
    zone = try record.string(Field.zone)
  }

  /// Appends the lines of what is kept.
  func appendHeader(to writer: inout JSONWriter, halfLifeDays: Double) {
    writer.line { line in
      line.add("kind", "parameters")
      line.add("format", Self.format)
      line.add("cycle", cycle)
      line.add("version", version)
      line.add("results", results)
      if let at { line.add("at", at.description) }
      if let evidenceAt { line.add("evidence_at", evidenceAt.description) }
      line.add("half_life_days", halfLifeDays)
      if let target { line.add("target", target) }
      if let zone { line.add("zone", zone) }
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

  func appendPast(to writer: inout JSONWriter) {
    for (type, hours) in past.sorted(by: { $0.key < $1.key }) {
      hours.append(to: &writer, contentType: type)
    }
  }
}

extension FeedbackState.Channel: Comparable {
  static func < (a: Self, b: Self) -> Bool { (a.platform, a.account) < (b.platform, b.account) }
}

extension Message {
  fileprivate static var secondHeader: Message {
    Message(
      "a second header (two parameter files in one: give one of them)", about: "kind")
  }

  fileprivate static func otherFormat(_ format: Int) -> Message {
    Message(
      "\(format) is not known (this sched knows 1 to \(FeedbackState.format))", about: "format")
  }
}
