/// What a parameter file says: what the loop learned, what it changed, and whether that helped.
///
/// A new kind of line that people should see also needs a case in `take` and a block.
struct ParameterGathering {
  struct Cycle {
    let number: Int
    let at: String
    let results: Int
    let zone: String?
    let until: String?
  }

  struct Limit {
    let platform: String
    let account: String
    let atOnce: Int?
    let perDay: Int?
    let resumeAt: String?
  }

  let showsWeeks: Bool
  private(set) var cycle: Cycle?
  private(set) var weeks: [EffectWeek] = []
  private(set) var limits: [Limit] = []
  /// Sentences of `value` lines by method.
  private(set) var values: [(method: String, text: String)] = []
  /// Sentences of `analysis` lines with their levels.
  private(set) var analyses: [(level: String, text: String)] = []
  /// Reasons of `version` lines with their days.
  private(set) var changes: [(at: String, reason: String)] = []
  /// What `validation` lines say of trials.
  private(set) var trials: [String] = []
  private(set) var courses = KPICourses()
  private(set) var isEmpty = true
  private var weekIndices: [String: Int] = [:]

  init(_ request: ViewRequest) { showsWeeks = request.showsLearnedWeeks }

  /// Takes a line.
  /// - Throws: what is wrong in it; a second parameter file ends the run.
  mutating func take(_ line: JSONLine, kind: String, at place: Place) throws(Message) {
    switch kind {
    case "parameters", "kpi", "analysis", "validation", "version", "value", "curve", "daypart",
      "limits":
      break
    // What only the next cycle reads.
    case "weights", "hours", "explore", "trial", "open", "settled", "past", "days", "seen",
      "forgotten", "baseline":
      isEmpty = false
      return
    default:
      throw .unknownKind(kind)
    }
    let record = CheckedValue(JSONValue(scanned: line.bytes), at: kind)
    switch kind {
    case "parameters":
      guard cycle == nil else { throw .secondFile(at: place) }
      cycle = Cycle(
        number: try record.optional("cycle")?.integer(in: 0...(1 << 48)) ?? 0,
        at: try record.optional("at")?.string() ?? "",
        results: try record.optional("results")?.integer(in: 0...(1 << 48)) ?? 0,
        zone: try record.optional("zone")?.string(),
        until: try record.optional("evidence_at")?.string())
    case "kpi": try courses.take(record)
    case "analysis":
      try courses.takeThreshold(of: record)
      analyses.append((try record.member("level").string(), try record.member("text").string()))
    case "value":
      values.append((try record.member("method").string(), try record.member("text").string()))
    case "version":
      changes.append((try record.member("at").string(), try record.member("reason").string()))
    case "validation": trials.append(try Self.trial(record))
    case "curve": try takeCurve(record)
    case "daypart": try takeDaypart(record)
    default: try takeLimit(record)
    }
    isEmpty = false
  }

  private mutating func week(of record: CheckedValue) throws(Message) -> Int {
    let name = try record.member("content_type").string()
    if let index = weekIndices[name] { return index }
    weeks.append(EffectWeek(name))
    weekIndices[name] = weeks.count - 1
    return weeks.count - 1
  }

  private mutating func takeCurve(_ record: CheckedValue) throws(Message) {
    let index = try week(of: record)
    weeks[index].probability = try record.optional("probability")?.number(in: 0...1)
    weeks[index].outcomes = try record.optional("outcomes")?.number(in: 0...1e15)
  }

  private mutating func takeDaypart(_ record: CheckedValue) throws(Message) {
    let index = try week(of: record)
    let day = try Weekday(parsing: try record.member("day").string())
    let hour = WeekHour(day, hour: try record.member("hour").integer(in: 0...23)).index
    // Parameters of the first format have no effects.
    weeks[index].effects[hour] = try record.optional("effect")?.number(in: -100...100)
    weeks[index].spreads[hour] = try record.optional("spread")?.number(in: 0...100)
    weeks[index].posts[hour] = try record.optional("outcomes")?.number(in: 0...1e15)
  }

  private mutating func takeLimit(_ record: CheckedValue) throws(Message) {
    limits.append(
      Limit(
        platform: try record.member("platform").string(),
        account: try record.optional("account")?.string() ?? PostIdentity.defaultAccount,
        atOnce: try record.optional("max_concurrent_posts")?.integer(in: 0...(1 << 48)),
        perDay: try record.optional("posts_per_day")?.integer(in: 0...(1 << 48)),
        resumeAt: try record.optional("resume_at")?.string()))
  }

  private static func trial(_ record: CheckedValue) throws(Message) -> String {
    let posts = try record.member("posts").number(in: 0...1e15)
    let others = try record.member("posts_parent").number(in: 0...1e15)
    let action = try record.member("action").string()
    var text =
      "changed weights on \(Figure.count(Int(posts), "post")) beside \(Int(others)) with the old ones: "
    switch action {
    case "accepted": text += "kept"
    case "rolled_back": text += "rolled back"
    default: text += "not yet decided"
    }
    if let needed = try record.optional("posts_needed")?.number(in: 0...1e15), action == "waiting" {
      text += "; \(Figure.count(Int(needed), "more post")) would show a loss of 5 %"
    }
    return text
  }
}

extension Message {
  fileprivate static func unknownKind(_ kind: String) -> Message {
    Message(
      "\(Quoting.quoted(kind)) is no kind of line of a model or of parameters", about: "kind")
  }

  /// Its place makes it the end of the run.
  fileprivate static func secondFile(at place: Place) -> Message {
    Message("a second parameter file begins here (show them one at a time)", at: place)
  }
}
