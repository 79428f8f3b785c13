/// What was understood, on one screen: a person sees at a glance that the zone was wrong.
struct ImportReport {
  private(set) var messages: [Message] = []

  private let tally: ImportTally
  private let catalogue: PlatformCatalogue

  /// How many accounts are named.
  private static let mostAccounts = 5
  /// Of so many times beside clocks in ids, the share that tells that the zone is another; chosen.
  private static let shareThatTells = 0.5

  init(
    _ tally: ImportTally, _ inputs: [(file: String, source: ImportSource, form: String)],
    catalogue: PlatformCatalogue, zone: Zone
  ) {
    (self.tally, self.catalogue) = (tally, catalogue)
    var files: [String] = []
    for input in inputs where !files.contains(input.file) {
      files.append(input.file)
      say(
        "\(input.source.name) (\(input.source.title)), \(input.form)", at: Place(file: input.file))
    }
    say(counts)
    if tally.accounts.count > 0 { say("accounts: \(accounts)") }
    if tally.types.count > 0 { say("types: \(types)") }
    if tally.statuses.count > 0 { say("status: \(statuses)") }
    if tally.timed > 0 {
      say(
        "from \(local(tally.first, zone)) to \(local(tally.last, zone)), by the clock of \(zone.name)"
      )
      say("hours: \(histogram)")
    }
    if tally.metrics.count > 0 { say("metrics: \(metrics)") }
    warn()
  }

  private mutating func say(_ text: String, at place: Place? = nil) {
    messages.append(Message(text, at: place, level: .report))
  }
}

extension ImportReport {
  private var counts: String {
    let posts =
      "\(tally.posts) \(tally.posts == 1 ? "post" : "posts") of \(tally.rows) \(tally.rows == 1 ? "row" : "rows")"
    let reasons = tally.leftOut.sorted { ($1.value, words($0.key)) < ($0.value, words($1.key)) }
      .map { "\($0.value) \(words($0.key))" }
    let rejected = tally.rejected > 0 ? ["\(tally.rejected) rejected"] : []
    let all = rejected + reasons
    return all.isEmpty ? posts : "\(posts); left out: \(all.joined(separator: ", "))"
  }

  private func words(_ reason: ImportTally.LeftOut) -> String {
    switch reason {
    case .dropped(let reason): reason
    case .note: "headings and notes"
    case .dateAlone: "with a date and no time"
    case .clockContradicts: "with a date that their id contradicts"
    case .repeated: "repeated"
    }
  }

  private var accounts: String {
    let all = tally.accounts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = all.prefix(Self.mostAccounts).map { "\(Quoting.escaped($0.key)) \($0.value)" }
    let rest = all.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private var types: String {
    tally.types.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(catalogue.contentTypes[$0.key].name) \($0.value)" }.joined(separator: ", ")
  }

  private var statuses: String {
    tally.statuses.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
  }

  private var metrics: String {
    tally.metrics.map { name, posts in
      let share = Double(posts) / Double(max(1, tally.posts))
      return "\(Quoting.escaped(name.text)) \(Int((share * 100).rounded(.down))) %"
    }.joined(separator: ", ")
  }

  /// A bar for each hour of the day, and the fullest hours in words.
  private var histogram: String {
    let most = max(1, tally.hours.max() ?? 1)
    let bars = Array("▁▂▃▄▅▆▇█")
    let drawn = tally.hours.map { count in
      count == 0 ? "·" : String(bars[min(7, count * 8 / (most + 1))])
    }
    let fullest = tally.hours.enumerated().filter { $0.element > 0 }
      .sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }.prefix(3)
      .map { "\($0.offset):00 (\($0.element))" }
    return "0 \(drawn.joined()) 23, most at \(fullest.joined(separator: ", "))"
  }

  private func local(_ instant: Instant, _ zone: Zone) -> String {
    let local = zone.localTime(at: instant)
    return "\(local.date) \(TimeOfDay(minutes: local.minuteOfDay))"
  }
}

extension ImportReport {
  private mutating func warn() {
    if let count = tally.leftOut[.dateAlone] {
      warn(
        "\(count) \(count == 1 ? "row has a date and no time" : "rows have a date and no time"), "
          + "so \(count == 1 ? "its" : "their") hour is not known")
    }
    if tally.lostIDs > 0 {
      warn(
        "\(tally.lostIDs) \(tally.lostIDs == 1 ? "post has" : "posts have") no id, for a spreadsheet "
          + "took it for a number, as 1.81E+18 (import the file as it was downloaded)")
    }
    if tally.future > 0 {
      let isOne = tally.future == 1
      warn(
        "\(tally.future) \(isOne ? "post has a time" : "posts have times") after now, so "
          + "\(isOne ? "it has" : "they have") not gone out (are the zone, and the order of day and "
          + "month, right?)")
    }
    let compared = tally.clockQuarters.values.reduce(0, +)
    if let (quarters, count) = tally.clockQuarters.max(by: {
      ($0.value, $1.key) < ($1.value, $0.key)
    }),
      quarters != 0, Double(count) > Self.shareThatTells * Double(compared)
    {
      let hours = number(Double(quarters) / 4)
      warn(
        "\(count) of \(compared) times are \(hours) h off the clock in the ids of their posts (is "
          + "--tz right?)")
    }
  }

  private mutating func warn(_ text: String) {
    messages.append(Message(text, level: .warning))
  }

  private func number(_ value: Double) -> String {
    var text: [UInt8] = []
    JSONNumber.append(value, to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
