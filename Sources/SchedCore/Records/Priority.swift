/// How much a post matters; the words of records, and the numbers that other systems use.
package enum Priority: String, CaseIterable, Comparable, Sendable {
  case low, normal, high, urgent

  /// What a post that states none has.
  package static let standard = Priority.normal

  /// What a placed post counts in the objective.
  package var weight: Int {
    switch self {
    case .low: 1
    case .normal: 2
    case .high: 4
    case .urgent: 8
    }
  }

  /// Reads `urgent`, `high`, `normal`, `low`, or `3`, `2`, `1`, as text.
  package init(parsing text: String) throws(Message) {
    if let priority = Priority(word: text) {
      self = priority
    } else if let number = Int(text) {
      self = try Priority(Double(number), text: text)
    } else {
      throw .unknownValue(text, known: Priority.words)
    }
  }

  /// Reads a record's value: one of the words, or 3, 2 or 1.
  package init(_ value: JSONValue) throws(Message) {
    switch value {
    case .string(let text):
      guard let priority = Priority(word: text) else {
        throw .unknownValue(text, known: Priority.words)
      }
      self = priority
    case .number(let number):
      var text: [UInt8] = []
      JSONNumber.append(number, to: &text)
      self = try Priority(number, text: String(decoding: text, as: UTF8.self))
    default:
      throw Message("\(value.kindInWords) is not a priority (\(Priority.allowed))")
    }
  }

  /// The word as it is, or else in its folded form.
  private init?(word: String) {
    guard let priority = Priority(rawValue: word) ?? Priority(rawValue: FoldedWord.of(word)) else {
      return nil
    }
    self = priority
  }

  private init(_ number: Double, text: String) throws(Message) {
    switch number {
    case 3: self = .urgent
    case 2: self = .normal
    case 1: self = .low
    default:
      let shown = text.prefix(Quoting.longestShown)
      throw Message("\(shown) is not a priority (\(Priority.allowed))")
    }
  }

  package static func < (a: Priority, b: Priority) -> Bool { a.weight < b.weight }

  private static let words = ["urgent", "high", "normal", "low"]
  private static let allowed = "urgent, high, normal, low, or 3, 2, 1"
}
