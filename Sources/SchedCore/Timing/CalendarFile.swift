/// Reads a calendar that a person wrote.
extension Calendar {
  private static let effects = -1.0...1.0
  /// What a holiday without an effect of its own does: EVIDENCE's -10 % at w_seas 0.1.
  private static let holidayEffect = -1.0

  /// - Throws: a file that cannot be opened (66) or is no calendar (78).
  package init(contentsOf path: String) throws(Message) {
    guard let node = try YAMLParser.parse(contentsOf: path) else {
      self.init()
      return
    }
    try self.init(node)
  }

  package init(_ node: YAMLNode) throws(Message) {
    let file = try YAMLMapping(node, knownKeys: ["weekend", "holidays", "seasons"])
    weekendEffect = try file.double("weekend", in: Self.effects) ?? 0
    for node in file.list("holidays") ?? [] { holidays.append(try Self.holiday(node)) }
    for node in file.list("seasons") ?? [] { seasons.append(try Self.season(node)) }
  }

  private static func holiday(_ node: YAMLNode) throws(Message) -> Holiday {
    guard case .mapping = node.content else {
      let date = try node.value(as: "holidays", CivilDate.init(parsing:))
      return Holiday(from: date, until: date, effect: holidayEffect)
    }
    let mapping = try YAMLMapping(node, knownKeys: ["from", "until", "effect", "name"])
    let from = try mapping.required("from").value(as: "from", CivilDate.init(parsing:))
    let until = try mapping.value("until", CivilDate.init(parsing:)) ?? from
    guard from <= until else { throw .endsBeforeItBegins(until, from).at(mapping.place) }
    let effect = try mapping.double("effect", in: effects) ?? holidayEffect
    return Holiday(from: from, until: until, effect: effect)
  }

  private static func season(_ node: YAMLNode) throws(Message) -> Season {
    let mapping = try YAMLMapping(node, knownKeys: ["from", "until", "effect", "name"])
    return Season(
      from: try mapping.required("from").value(as: "from", monthAndDay),
      until: try mapping.required("until").value(as: "until", monthAndDay),
      effect: try mapping.required("effect").double("effect", in: effects))
  }

  /// Reads `07-01` as 701; 02-29 is a day like others.
  private static func monthAndDay(_ text: String) throws(Message) -> Int {
    guard let date = try? CivilDate(parsing: "2024-\(text)") else { throw .notMonthAndDay(text) }
    return date.month * 100 + date.day
  }
}

extension Message {
  fileprivate static func notMonthAndDay(_ text: String) -> Message {
    Message(
      "\(Quoting.quoted(text)) is not a day of the year (month and day, as 07-01)",
      status: .configuration)
  }

  fileprivate static func endsBeforeItBegins(_ until: CivilDate, _ from: CivilDate) -> Message {
    Message("\(until) is before from \(from)", about: "until", status: .configuration)
  }
}
