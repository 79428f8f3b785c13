extension ParameterGathering {
  /// How many changes are shown, the latest first.
  private static let mostChanges = 5

  func blocks() -> [ViewBlock] {
    guard !isEmpty else { return [] }
    var blocks: [ViewBlock] = [.heading("The loop")]
    if let cycle {
      var text = "Cycle \(cycle.number): \(Figure.count(cycle.results, "result"))"
      if let until = cycle.until { text += ", the newest of \(until.prefix(10))" }
      blocks.append(.paragraph(text + "."))
    }
    blocks += helped + learned + changed + figures
    return blocks
  }

  private var helped: [ViewBlock] {
    guard !values.isEmpty else { return [] }
    return [.heading("Did the advised hours help?"), .list(values.map { $0.text.sentence })]
  }

  private var learned: [ViewBlock] {
    let known = weeks.filter { $0.effects.contains { $0 != nil } }
    let zone = cycle?.zone ?? AudienceClock.name
    guard !known.isEmpty else { return [] }
    var table = ViewTable(EffectWeek.columns)
    table.rows = known.map { $0.row(zone: zone) }
    var blocks: [ViewBlock] = [
      .heading("Does the hour matter?"), .table(table),
      .paragraph(
        "How many times a typical hour the best one brings. \(AudienceClock.sentence([zone]))"),
    ]
    if showsWeeks { blocks += known.map { .heatMap($0.heatMap(zone: zone)) } }
    return blocks
  }

  private var changed: [ViewBlock] {
    guard !changes.isEmpty || !limits.isEmpty || !trials.isEmpty else { return [] }
    var blocks: [ViewBlock] = [.heading("What was changed")]
    let latest = changes.suffix(Self.mostChanges).reversed()
    let earlier = changes.count - latest.count
    var lines = trials.map { "Trial: \($0)." }
    lines += latest.map { "\($0.at.prefix(10)): \($0.reason.cut.sentence)" }
    if earlier > 0 { lines.append("\(Figure.count(earlier, "earlier change")).") }
    if !lines.isEmpty { blocks.append(.list(lines)) }
    guard !limits.isEmpty else { return blocks }
    var table = ViewTable([
      ViewTable.Column(title: "account", isNumber: false),
      ViewTable.Column(title: "platform", isNumber: false),
      ViewTable.Column(title: "at once", isNumber: true),
      ViewTable.Column(title: "in 24 hours", isNumber: true),
      ViewTable.Column(title: "not before (UTC)", isNumber: false),
    ])
    table.rows = limits.map { limit in
      [
        limit.account, limit.platform, limit.atOnce.map(String.init) ?? "",
        limit.perDay.map(String.init) ?? "",
        limit.resumeAt.map { String($0.prefix(16)).replacing("T", with: " ") } ?? "",
      ]
    }
    blocks.append(.table(table))
    return blocks
  }

  private var figures: [ViewBlock] {
    let courses = courses.courses
    guard !courses.isEmpty || !analyses.isEmpty else { return [] }
    var blocks: [ViewBlock] = [.heading("How it runs")]
    blocks += courses.map { .course($0) }
    let alarming = analyses.filter { $0.level != "good" }
    blocks.append(
      alarming.isEmpty
        ? .paragraph(
          analyses.isEmpty
            ? "The last cycle compared no figures with thresholds."
            : "All figures are as they should be.")
        : .list(alarming.map { $0.text.sentence }))
    return blocks
  }
}

extension String {
  /// At most so long that a list stays a list.
  fileprivate var cut: String { count > 160 ? prefix(159) + "…" : self }

  /// With a capital and a full stop.
  fileprivate var sentence: String {
    let isEnded = last.map { ".!?…".contains($0) } ?? true
    return prefix(1).uppercased() + dropFirst() + (isEnded ? "" : ".")
  }
}
