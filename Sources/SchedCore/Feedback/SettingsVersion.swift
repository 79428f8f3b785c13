/// A change of the settings, weights or limits, on record: what it came from, why it was made, and
/// how things stood before and since.
struct SettingsVersion: Sendable, Equatable {
  /// The figures that a person compares.
  struct Figures: Sendable, Equatable {
    /// The mean logarithm of outcomes against the account's own level.
    var outcome: Double?
    var rate429: Double?
    var adherence: Double?
    var completionRate: Double?
  }

  let number: Int
  /// The version whose settings were changed; nil of the first.
  let parent: Int?
  let at: Instant
  let reason: String
  let weights: Parameters.Weights
  var before: Figures?
  /// Of the latest cycle in which it held.
  var after: Figures?

  /// How many versions stay on record.
  static let mostKept = 50
}

extension SettingsVersion {
  private enum Field {
    static let version: FieldName = "version"
    static let parent: FieldName = "parent"
    static let at: FieldName = "at"
    static let reason: FieldName = "reason"
    static let before: FieldName = "before"
    static let after: FieldName = "after"
  }

  /// Appends the line.
  func append(to writer: inout JSONWriter) {
    writer.line { line in
      line.add("kind", "version")
      line.add("version", number)
      if let parent { line.add("parent", parent) }
      line.add("at", at.description)
      line.add("reason", reason)
      weights.append(to: &line)
      if let before { line.addObject("before", before.append) }
      if let after { line.addObject("after", after.append) }
    }
  }

  /// Reads a line.
  init(_ line: JSONLine) throws(Message) {
    let numbers = 0...1_000_000_000
    number = try line.checked(Field.version).integer(in: numbers)
    parent =
      line.value(of: Field.parent) == nil
      ? nil : try line.checked(Field.parent).integer(in: numbers)
    at = try RecordReader(line).required(Field.at)
    reason = try line.checked(Field.reason).string()
    weights = try Parameters.Weights(line)
    before = try Figures(line, Field.before)
    after = try Figures(line, Field.after)
  }
}

extension SettingsVersion.Figures {
  fileprivate func append(to object: inout JSONWriter) {
    if let outcome { object.add("outcome", outcome) }
    if let rate429 { object.add("rate_429", rate429) }
    if let adherence { object.add("adherence", adherence) }
    if let completionRate { object.add("completion_rate", completionRate) }
  }

  fileprivate init?(_ line: JSONLine, _ name: FieldName) throws(Message) {
    guard line.value(of: name) != nil else { return nil }
    for (key, value) in try line.checked(name).members() {
      let number = try value.number(in: -1e6...1e6)
      switch key {
      case "outcome": outcome = number
      case "rate_429": rate429 = number
      case "adherence": adherence = number
      case "completion_rate": completionRate = number
      default: continue
      }
    }
  }
}
