/// What a model says of itself: whether the hour matters, what the forest went by, how it was judged.
struct ModelGathering {
  private struct Platform {
    let name: String
    let samples: Int
    let zone: String?
    let effect: TimeEffectText?
    let weeks: [EffectWeek]
    /// The features that brought most, with their shares.
    let importances: [(name: String, share: Double)]
    /// R² of the whole model on posts held out.
    let fit: Double?
    let beatsMean: Bool?
  }

  /// What the lines of a model call themselves.
  static let kinds: Set<String> = ["forest", "tree", "skipped"]

  private let showsWeeks: Bool
  private var platforms: [Platform] = []
  private var skipped: [(name: String, samples: Int, needed: Int)] = []

  init(_ request: ViewRequest) { showsWeeks = request.showsLearnedWeeks }

  /// Takes a line of a model; trees are taken on trust, for they are nothing to look at.
  mutating func take(_ line: JSONLine, kind: String) throws(Message) {
    guard kind != "tree" else { return }
    let record = CheckedValue(JSONValue(scanned: line.bytes), at: kind)
    let name = try record.member("platform").string()
    let samples = try record.member("samples").integer(in: 0...(1 << 48))
    guard kind == "forest" else {
      skipped.append((name, samples, try record.member("needed").integer(in: 0...(1 << 48))))
      return
    }
    let scores = try record.optional("scores")
    let any = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    var importances: [(name: String, share: Double)] = []
    for member in try record.optional("importances")?.members() ?? [] {
      importances.append((member.key, try member.value.number(in: any)))
    }
    importances.sort { ($1.share, $0.name) < ($0.share, $1.name) }
    platforms.append(
      Platform(
        name: name, samples: samples, zone: try record.optional("zone")?.string(),
        effect: try TimeEffectText(record.optional(PostField.timeEffect.string)?.value),
        weeks: try Self.weeks(record.optional("content_types")),
        importances: Array(importances.prefix(3)),
        fit: try scores?.optional("forest")?.optional("r2")?.number(in: any),
        beatsMean: try scores?.optional("beats_mean")?.boolean()))
  }

  private static func weeks(_ types: CheckedValue?) throws(Message) -> [EffectWeek] {
    var weeks: [EffectWeek] = []
    for type in try types?.members() ?? [] {
      var week = EffectWeek(type.key)
      week.probability = try type.value.optional("no_effect")?.number(in: 0...1)
        .subtracted(from: 1)
      if let effects = try type.value.optional("week") {
        week.effects = try effects.numbers(WeekHour.count, in: -100...100)
      }
      if let spreads = try type.value.optional("week_spread") {
        week.spreads = try spreads.numbers(WeekHour.count, in: 0...100)
      }
      weeks.append(week)
    }
    return weeks
  }
}

extension ModelGathering {
  func blocks() -> [ViewBlock] {
    guard !platforms.isEmpty || !skipped.isEmpty else { return [] }
    var blocks: [ViewBlock] = [.heading("Does time matter?")]
    if !platforms.isEmpty { blocks += [.table(summary), .paragraph(Self.legend)] }
    blocks += skipped.map {
      .paragraph(
        "\($0.name): \(Figure.count($0.samples, "post")), \($0.needed) needed; published figures "
          + "predict it.")
    }
    blocks += weekBlocks
    guard !platforms.isEmpty else { return blocks }
    blocks.append(.heading("What the forest went by"))
    blocks.append(
      .list(
        platforms.map { platform in
          let parts = platform.importances.map {
            "\($0.name) \(Figure.percent($0.share, decimals: 0))"
          }
          return "\(platform.name): \(parts.joined(separator: ", "))"
        }))
    return blocks
  }

  private var weekBlocks: [ViewBlock] {
    let weeks = platforms.flatMap { platform in
      platform.weeks.map { (week: $0, zone: platform.zone ?? AudienceClock.name) }
    }
    guard !weeks.isEmpty else { return [] }
    // A model does not say how many posts of a content type it has seen.
    let posts = EffectWeek.columns.firstIndex { $0.title == "posts" }
    var columns = EffectWeek.columns
    if let posts { columns.remove(at: posts) }
    var table = ViewTable(columns)
    table.rows = weeks.map { week, zone in
      var row = week.row(zone: zone)
      if let posts { row.remove(at: posts) }
      return row
    }
    var blocks: [ViewBlock] = [
      .heading("What it learned of the hours"), .table(table),
      .paragraph(
        "How many times a typical hour the best one brings. "
          + AudienceClock.sentence(weeks.map(\.zone))),
    ]
    if showsWeeks { blocks += weeks.map { .heatMap($0.week.heatMap(zone: $0.zone)) } }
    return blocks
  }

  private static let legend =
    "Best hour: times a typical one, with an 80 % interval. Share: how much of what makes posts differ "
    + "the hours explain. R²: of the whole model, on posts held out; better: whether it surely beats "
    + "the account's own level. Needed: more posts to know the best hour within 10 %."

  private var summary: ViewTable {
    var table = ViewTable([
      ViewTable.Column(title: "platform", isNumber: false),
      ViewTable.Column(title: "posts", isNumber: true),
      ViewTable.Column(title: "hour matters", isNumber: false),
      ViewTable.Column(title: "best hour", isNumber: false),
      ViewTable.Column(title: "share", isNumber: true),
      ViewTable.Column(title: "R²", isNumber: true),
      ViewTable.Column(title: "better", isNumber: false),
      ViewTable.Column(title: "needed", isNumber: false),
    ])
    table.rows = platforms.map { platform in
      let effect = platform.effect
      return [
        platform.name, Figure.text(Double(platform.samples)),
        (effect?.verdict ?? .unknown).text(effect?.probability), effect?.worth ?? "",
        effect.map { Figure.percent($0.share, decimals: 0) } ?? "",
        platform.fit.map { Figure.text($0, decimals: 2) } ?? "",
        platform.beatsMean.map { $0 ? "yes" : "no" } ?? "",
        effect.map { Figure.text($0.postsNeeded) } ?? "",
      ]
    }
    return table
  }
}

/// Whose clock the hours of learned weeks are on.
enum AudienceClock {
  /// Where the record names no zone.
  static let name = "each audience"

  /// Says on whose clock the hours are.
  static func sentence(_ zones: [String]) -> String {
    let known = Set(zones).sorted()
    return "The hours are on the clock of \(known.joined(separator: " and "))."
  }
}

extension Double {
  fileprivate func subtracted(from total: Double) -> Double { total - self }
}
