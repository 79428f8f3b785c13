/// How the columns of a file are read, decided for each as a whole.
struct ColumnDecision: Sendable {
  final class Time: Sendable {
    let format: TimeFormat
    /// That of rows whose time of day has a column of its own, and is not there.
    let dateFormat: TimeFormat?
    /// The zone of its local times; nil where each has an offset.
    let zone: Zone?
    /// Whether it has dates alone.
    let isDateOnly: Bool

    init(format: TimeFormat, dateFormat: TimeFormat? = nil, zone: Zone?, isDateOnly: Bool) {
      (self.format, self.dateFormat) = (format, dateFormat)
      (self.zone, self.isDateOnly) = (zone, isDateOnly)
    }
  }

  /// In the order of the layout's times.
  let times: [Time]
  /// Of each metric, and of the followers at the end.
  let styles: [NumberStyle]

  /// What a person has said of the file by flags.
  struct Answers: Sendable {
    var zone: Zone?
    /// For columns that do not tell.
    var style: NumberStyle?
    /// Whether all numbers have a decimal point, as in JSON.
    var hasPoints = false
    var dateOrder: DateOrder?
  }

  /// A format holds for a column if it reads that share of its cells.
  ///
  /// What is left is rejected row by row. Chosen, so that a typing error in one of twenty cells costs
  /// that row alone.
  private static let leastShare = 0.95

  /// - Throws: what stays ambiguous (64), with the flag that answers it, or what is contradictory
  ///   (65).
  init(
    _ survey: ColumnSurvey, _ layout: ImportLayout, _ formats: [[TimeFormat]], answers: Answers,
    table: any ForeignTable
  ) throws(Message) {
    var times: [Time] = []
    for (index, columns) in layout.times.enumerated() {
      // A date of publication alone has its instant from the id, or is left out.
      let mayLackZone = index == 0 && layout.postedAt != nil
      func decided(_ survey: TimeSurvey) throws(Message) -> Time {
        try Self.time(survey, columns, formats[index], answers, table, mayLackZone: mayLackZone)
      }
      let (timed, dated) = (survey.times[index], survey.dates[index])
      if timed.filled == 0, dated.filled > 0 {
        times.append(try decided(dated))
      } else {
        let time = try decided(timed)
        let dateFormat = dated.filled > 0 ? try decided(dated).format : nil
        times.append(
          Time(
            format: time.format, dateFormat: dateFormat, zone: time.zone,
            isDateOnly: time.isDateOnly))
      }
    }
    self.times = times
    styles = try Self.styles(survey, layout, answers, table)
  }

  /// Whether a layout's times are all read by these formats.
  static func isRead(_ times: TimeSurvey) -> Bool {
    isRead(times.read.max() ?? 0, of: times.filled)
  }

  /// Whether so many cells are enough: all but one in twenty, or but one in a small table.
  private static func isRead(_ read: Int, of filled: Int) -> Bool {
    Double(read) >= leastShare * Double(filled) || (read >= 2 && read + 1 >= filled)
  }

  private static func time(
    _ times: TimeSurvey, _ columns: ImportLayout.TimeColumns, _ formats: [TimeFormat],
    _ answers: Answers, _ file: any ForeignTable, mayLackZone: Bool
  ) throws(Message) -> Time {
    let allowed = formats.indices.filter { index in
      answers.dateOrder == nil || formats[index].dateOrder == nil
        || formats[index].dateOrder == answers.dateOrder
    }
    let most = allowed.map { times.read[$0] }.max() ?? 0
    guard let best = allowed.first(where: { times.read[$0] == most }) else {
      throw Message("no format is known for it", about: columns.name, at: Place(file: file.name))
    }
    if !isRead(most, of: times.filled) {
      throw .unreadable(columns.name, times.unread[best], most, times.filled, file)
    }
    let rivals = allowed.filter { times.read[$0] == most && (times.differs[$0] || $0 == best) }
    if times.filled > 0, rivals.count > 1 {
      throw .ambiguousDate(columns.name, formats[rivals[0]], formats[rivals[1]], file)
    }
    let isDateOnly = times.dateOnly[best] == times.read[best]
    let hasOffsets = times.withOffset[best] == times.read[best]
    var zone: Zone?
    if !hasOffsets || times.filled == 0 {
      switch columns.rule.zone {
      case .fixed(let fixed): zone = fixed
      case .required: zone = answers.zone
      }
      if zone == nil, times.filled > 0, !(isDateOnly && mayLackZone) {
        throw .zoneNeeded(columns.name, isDateOnly: isDateOnly, file)
      }
    }
    return Time(format: formats[best], zone: zone, isDateOnly: isDateOnly)
  }

  private static func styles(
    _ survey: ColumnSurvey, _ layout: ImportLayout, _ answers: Answers, _ file: any ForeignTable
  ) throws(Message) -> [NumberStyle] {
    var styles: [NumberStyle?] = []
    for (index, numbers) in survey.numbers.enumerated() {
      let isCount = index == layout.metrics.count || layout.metrics[index].unit == .count
      let name = index < layout.metrics.count ? layout.metrics[index].columnName : "followers"
      styles.append(try style(numbers, isCount: isCount, name, answers, file))
    }
    // One program wrote all columns, so that what one of them shows is true of the others.
    let shown = Set(styles.compactMap(\.self))
    return try styles.enumerated().map { index, style throws(Message) in
      if let style { return style }
      guard let example = survey.numbers[index].evidence.values.min(by: { $0.isBefore($1) }) else {
        return .point
      }
      if shown.count == 1, let style = shown.first { return style }
      throw .ambiguousNumber(layout.metrics[index].columnName, example, file)
    }
  }

  /// What a column shows by itself, or a person says of it; nil for neither.
  private static func style(
    _ numbers: ColumnSurvey.Numbers, isCount: Bool, _ name: String, _ answers: Answers,
    _ file: any ForeignTable
  ) throws(Message) -> NumberStyle? {
    guard !answers.hasPoints else { return .point }
    let evidence = numbers.evidence
    switch (evidence[.decimalPoint], evidence[.decimalComma]) {
    case (let point?, let comma?): throw .mixed(name, point, comma, file)
    case (_?, nil): return .point
    case (nil, _?): return .comma
    case (nil, nil): break
    }
    guard isCount else { return answers.style }
    // Counts are whole, so what is before three digits groups thousands.
    switch (evidence[.openPoint], evidence[.openComma]) {
    case (let point?, let comma?): throw .mixed(name, point, comma, file)
    case (_?, nil): return .comma
    case (nil, _?): return .point
    case (nil, nil): return nil
    }
  }
}

extension ColumnDecision {
  /// How each column is read, for `-v`.
  func notes(_ layout: ImportLayout) -> [Message] {
    var notes = zip(layout.times, times).map { columns, time in
      let zone = time.isDateOnly ? ", a date alone" : time.zone.map { ", in \($0.name)" } ?? ""
      return note("read as \(time.format.text)\(zone)", columns.name)
    }
    for (metric, style) in zip(layout.metrics, styles) {
      let unit = metric.unit == .count ? "" : ", in \(metric.unit.rawValue)"
      let mark = style == .comma ? ", with a decimal comma" : ""
      notes.append(note("read as \(metric.name.text)\(unit)\(mark)", metric.columnName))
    }
    return notes
  }

  private func note(_ text: String, _ column: String) -> Message {
    Message(text, about: Quoting.escaped(column), level: .note)
  }
}

extension ForeignTable {
  fileprivate func place(of example: ColumnSurvey.Example?) -> Place {
    Place(file: name, line: example.map { line(ofPart: $0.part, offset: $0.offset) })
  }
}

extension Message {
  fileprivate static func unreadable(
    _ column: String, _ example: ColumnSurvey.Example?, _ read: Int, _ filled: Int,
    _ file: any ForeignTable
  ) -> Message {
    let shown = example.map { "\(Quoting.quoted($0.text)) is no time" } ?? "no time"
    let rest = read > 0 ? ", and only \(read) of \(filled) cells are of one form" : ""
    return Message(
      "\(shown) in a format that the source knows\(rest) (a source of --sources can name others)",
      about: Quoting.escaped(column), at: file.place(of: example))
  }

  fileprivate static func ambiguousDate(
    _ column: String, _ first: TimeFormat, _ second: TimeFormat, _ file: any ForeignTable
  ) -> Message {
    let orders = [first, second].compactMap { $0.dateOrder?.rawValue }.joined(separator: " or ")
    return Message(
      "every date can be read as \(first.text) and as \(second.text) (say which with --date-order: "
        + "\(orders))", about: Quoting.escaped(column), at: Place(file: file.name), status: .usage)
  }

  fileprivate static func zoneNeeded(
    _ column: String, isDateOnly: Bool, _ file: any ForeignTable
  ) -> Message {
    Message(
      "\(isDateOnly ? "these are dates" : "these are local times"), and the file does not say of "
        + "which zone (say it with --tz, such as --tz Europe/Berlin)",
      about: Quoting.escaped(column), at: Place(file: file.name), status: .usage)
  }

  fileprivate static func mixed(
    _ column: String, _ point: ColumnSurvey.Example, _ comma: ColumnSurvey.Example,
    _ file: any ForeignTable
  ) -> Message {
    let examples = [point, comma].map { (text: Quoting.quoted($0.text), place: file.place(of: $0)) }
      .sorted { $0.place.line ?? 0 < $1.place.line ?? 0 }
    return Message(
      "\(examples[1].text) and \(examples[0].text) (line \(examples[0].place.line ?? 0)) have "
        + "different decimal marks, so that neither is sure",
      about: Quoting.escaped(column), at: examples[1].place)
  }

  fileprivate static func ambiguousNumber(
    _ column: String, _ example: ColumnSurvey.Example, _ file: any ForeignTable
  ) -> Message {
    Message(
      "\(Quoting.quoted(example.text)) may be a fraction or thousands (say which mark begins "
        + "fractions with --decimal: point or comma)", about: Quoting.escaped(column),
      at: file.place(of: example), status: .usage)
  }
}
