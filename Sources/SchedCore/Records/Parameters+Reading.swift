extension Parameters {
  /// The kinds of line that a parameter file may have.
  package static let kinds = [
    "parameters", "weights", "limits", "explore", "curve", "daypart", "hours", "baseline", "kpi",
    "analysis", "version", "trial", "validation", "value", "days", "open", "settled", "past",
    "seen",
  ]

  /// Reads a parameter file, as it holds at an instant.
  ///
  /// A file without a line is one from which nothing was learned yet.
  /// - Throws: a file that cannot be opened (66) or read (74), or what makes it no parameter file
  ///   (65), at its line.
  package static func read(
    from path: String, catalogue: PlatformCatalogue, maxLineBytes: Int, now: Instant
  ) throws(Message) -> Parameters {
    var parameters = Parameters()
    try LineReader.forEachLine(of: path, maxLineBytes: maxLineBytes) { line throws(Message) in
      try parameters.take(line, catalogue)
    }
    parameters.measureDepths(catalogue)
    parameters.fade(to: now)
    return parameters
  }

  /// The kind of a line.
  /// - Throws: what makes it no line of a parameter file.
  package static func kind(of line: JSONLine) throws(Message) -> String {
    guard line.value(of: Field.kind) != nil else { throw .notParameters }
    let kind = try line.checked(Field.kind).string()
    guard kinds.contains(kind) else {
      throw Message.unknownValue(kind, known: kinds).about(Field.kind.string)
    }
    return kind
  }

  mutating func take(_ line: JSONLine, _ catalogue: PlatformCatalogue) throws(Message) {
    switch try Self.kind(of: line) {
    case "parameters": try takeHeader(line)
    case "weights": try takeWeights(line)
    case "daypart": try takeDaypart(line, catalogue)
    case "curve": try takeCurve(line, catalogue)
    case "hours": try takeAccount(line, catalogue)
    case "limits":
      guard let platform = try catalogue.platformIndex(line) else { return }
      let account = try line.checked(Field.account).string()
      limits[Channel(account: account, platform: platform)] = try Limits(line)
    case "explore":
      guard let type = try catalogue.contentTypeIndex(line) else { return }
      exploration[type] = try Self.shares(line)
    default: break
    }
  }

  private mutating func takeWeights(_ line: JSONLine) throws(Message) {
    weights = try Weights(line)
    guard line.value(of: Field.trial) != nil else { return }
    let number = try line.checked(Field.trial).integer(in: 0...1_000_000_000)
    let changed = try line.checked(Field.changed)
    func weight(_ name: FieldName) throws(Message) -> Double {
      try changed.member(name.string).number(in: 0...1)
    }
    trial = Trial(
      number: number,
      weights: Weights(
        demographics: try weight(Field.demographics), format: try weight(Field.format),
        season: try weight(Field.season)))
  }

  private mutating func measureDepths(_ catalogue: PlatformCatalogue) {
    var best: [Int: Double] = [:]
    for (type, week) in weeks {
      let platform = catalogue.contentTypes[type].platform
      best[platform] = max(best[platform] ?? -.infinity, week.effects.maximum)
    }
    for (type, week) in weeks {
      let platform = catalogue.contentTypes[type].platform
      weeks[type]?.depth = (best[platform] ?? 0) - week.effects.maximum
    }
  }

  private mutating func takeHeader(_ line: JSONLine) throws(Message) {
    version = try line.checked(Field.version).integer(in: 0...1_000_000_000)
    evidenceAt = try RecordReader(line).instant(Field.evidenceAt)
    guard line.value(of: Field.halfLifeDays) != nil else { return }
    halfLifeDays = try line.checked(Field.halfLifeDays).number(in: 1e-3...1e9)
  }

  private static let effects = -100.0...100.0

  private mutating func takeDaypart(
    _ line: JSONLine, _ catalogue: PlatformCatalogue
  ) throws(Message) {
    guard let type = try catalogue.contentTypeIndex(line) else { return }
    let hour = try WeekHour(line)
    // The second format has no sums of outcomes.
    if line.value(of: Field.sum) != nil { isFirstFormat = true }
    var week = weeks[type] ?? LearnedWeek()
    week.effects[hour] = try line.checked(Field.effect).number(in: Self.effects)
    week.spreads[hour] = try line.checked(Field.spread).number(in: 0...100)
    week.posts[hour] = try line.checked(Field.posts).number(in: 0...1e15)
    week.successRates[hour] = try line.checked(Field.rate).number(in: 0...1)
    weeks[type] = week
  }

  private mutating func takeCurve(
    _ line: JSONLine, _ catalogue: PlatformCatalogue
  ) throws(Message) {
    // The first format says nothing of it.
    guard line.value(of: Field.probability) != nil,
      let type = try catalogue.contentTypeIndex(line)
    else { return }
    var week = weeks[type] ?? LearnedWeek()
    week.noEffect = 1 - (try line.checked(Field.probability).number(in: 0...1))
    week.outcomes = try line.checked(Field.outcomes).number(in: 0...1e15)
    weeks[type] = week
  }

  private mutating func takeAccount(
    _ line: JSONLine, _ catalogue: PlatformCatalogue
  ) throws(Message) {
    guard let platform = try catalogue.platformIndex(line) else { return }
    let account = try line.checked(Field.account).string()
    let effects = try line.checked(Field.effects).numbers(WeekHour.count, in: Self.effects)
    accountEffects[Channel(account: account, platform: platform)] = WeekCurve { effects[$0] }
  }

  /// `[{"day":"tue","hour":14,"share":0.31},…]`, made to sum to 1.
  private static func shares(_ line: JSONLine) throws(Message) -> WeekCurve {
    var shares = WeekCurve(repeating: 0)
    for element in try line.checked(Field.shares).elements() {
      let day = try element.member("day").day()
      let hour = try element.member("hour").integer(in: 0...23)
      shares[WeekHour(day, hour: hour)] += try element.member("share").number(in: 0...1)
    }
    let sum = shares.mean * Double(WeekHour.count)
    guard sum > 0 else { throw Message("they are all 0", about: Field.shares.string) }
    return shares.map { $0 / sum }
  }
}

extension Parameters.Weights {
  package init(_ line: JSONLine) throws(Message) {
    func weight(_ name: FieldName) throws(Message) -> Double {
      try line.checked(name).number(in: 0...1)
    }
    self.init(
      demographics: try weight(Parameters.Field.demographics),
      format: try weight(Parameters.Field.format), season: try weight(Parameters.Field.season))
  }
}

extension Parameters.Weights {
  /// Reads three numbers from 0 to 1, as `0.3,0.2,0.1`.
  package init(parsing text: String) throws(Message) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard numbers.count == 3, let demographics = numbers[0], let format = numbers[1],
      let season = numbers[2], [demographics, format, season].allSatisfy((0...1).contains)
    else { throw .notWeights(text) }
    self.init(demographics: demographics, format: format, season: season)
  }
}

extension Parameters.Limits {
  package init(_ line: JSONLine) throws(Message) {
    func count(_ name: FieldName) throws(Message) -> Int? {
      line.value(of: name) == nil ? nil : try line.checked(name).integer(in: 1...1_000_000)
    }
    maxConcurrentPosts = try count(Parameters.Field.maxConcurrentPosts)
    postsPerDay = try count(Parameters.Field.postsPerDay)
    resumeAt = try RecordReader(line).instant(Parameters.Field.resumeAt)
    if line.value(of: Parameters.Field.backoff) != nil {
      backoff = try Backoff(try line.checked(Parameters.Field.backoff))
    }
  }
}

extension Backoff {
  /// Reads `{"initial_seconds":1,"multiplier":2,"max_seconds":60}`.
  init(_ value: CheckedValue) throws(Message) {
    self.init()
    initialSeconds = try value.member("initial_seconds").number(in: 0...31_536_000)
    multiplier = try value.member("multiplier").number(in: 1...1000)
    maxSeconds = try value.member("max_seconds").number(in: 0...31_536_000)
  }
}

extension WeekHour {
  /// The hour that a line's `day` and `hour` name.
  package init(_ line: JSONLine) throws(Message) {
    let day = try line.checked(Parameters.Field.day).day()
    self.init(day, hour: try line.checked(Parameters.Field.hour).integer(in: 0...23))
  }
}

extension PlatformCatalogue {
  /// The content type that a line names; nil where the file was made with more platforms.
  package func contentTypeIndex(_ line: JSONLine) throws(Message) -> Int? {
    let name = try line.checked(Parameters.Field.contentType).string()
    return contentTypes.firstIndex { $0.name == name }
  }

  /// The platform that a line names; nil where the file was made with more platforms.
  package func platformIndex(_ line: JSONLine) throws(Message) -> Int? {
    let name = try line.checked(Parameters.Field.platform).string()
    return platforms.firstIndex { $0.name == name }
  }
}

extension Message {
  fileprivate static func notWeights(_ text: String) -> Message {
    Message("\(Quoting.quoted(text)) is not three numbers from 0 to 1, as 0.3,0.2,0.1")
  }

  fileprivate static var notParameters: Message {
    Message("not a parameter file (lines with a \"kind\", as sched-feedback writes)")
  }
}
