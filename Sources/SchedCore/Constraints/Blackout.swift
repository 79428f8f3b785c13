/// A stretch of time in which nothing is posted.
package struct Blackout: Sendable, Equatable {
  /// Where it begins or ends: a day is inside whole, at either end; an instant is inside only where
  /// the blackout begins.
  package enum End: Sendable, Equatable {
    case day(CivilDate)
    case instant(Instant)
  }

  package let from: End
  package let until: End

  package init(from: End, until: End) {
    (self.from, self.until) = (from, until)
  }

  /// Whether it holds an instant, which falls on a date in the constraints' zone.
  func contains(_ instant: Instant, on date: CivilDate) -> Bool {
    let hasBegun =
      switch from {
      case .day(let first): first <= date
      case .instant(let first): first <= instant
      }
    guard hasBegun else { return false }
    return switch until {
    case .day(let last): date <= last
    case .instant(let end): instant < end
    }
  }
}

extension Blackout {
  /// Reads a date, or `{from: 2026-12-31, until: 2027-01-01}`, of dates or instants.
  init(_ node: YAMLNode) throws(Message) {
    guard case .mapping = node.content else {
      let date = try node.value(as: "blackouts", CivilDate.init(parsing:))
      self.init(from: .day(date), until: .day(date))
      return
    }
    let mapping = try YAMLMapping(node, knownKeys: ["from", "until"], about: "blackouts")
    let from = try mapping.required("from").value(as: "from", Self.end)
    guard let untilNode = mapping["until"] else {
      guard case .day = from else { throw .endless(from, at: node.place) }
      self.init(from: from, until: from)
      return
    }
    let until = try untilNode.value(as: "until") { text throws(Message) in
      let until = try Self.end(text)
      guard !Self.isEmpty(from: from, until: until) else { throw .notBehind(until, from) }
      return until
    }
    self.init(from: from, until: until)
  }

  private static func end(_ text: String) throws(Message) -> End {
    // A date has ten characters, an instant at least seventeen.
    text.utf8.count > 10
      ? .instant(try Instant(rfc3339: text)) : .day(try CivilDate(parsing: text))
  }

  /// Whether two ends of one kind leave nothing between them; mixed ones are a person's business.
  private static func isEmpty(from: End, until: End) -> Bool {
    switch (from, until) {
    case (.day(let first), .day(let last)): last < first
    case (.instant(let start), .instant(let end)): end <= start
    default: false
    }
  }
}

extension Blackout.End: CustomStringConvertible {
  package var description: String {
    switch self {
    case .day(let date): date.description
    case .instant(let instant): instant.description
    }
  }
}

extension Message {
  fileprivate static func endless(_ from: Blackout.End, at place: Place) -> Message {
    Message(
      "this key is missing here (a blackout from the instant \(from) needs an end)",
      about: "until", at: place, status: .configuration)
  }

  fileprivate static func notBehind(_ until: Blackout.End, _ from: Blackout.End) -> Message {
    Message("\"\(until)\" is not after from \"\(from)\"")
  }
}
