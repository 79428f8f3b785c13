/// A set of weights that holds, or is tried on half of the posts beside its parent.
package struct SettingsTrial: Sendable, Equatable {
  package enum Status: String, CaseIterable, Sendable {
    /// It holds for all posts, or results of it still come in.
    case active
    /// It was no worse than its parent, and holds for all posts since.
    case accepted
    case rolledBack = "rolled_back"
    /// It ended for another reason: others were tried, or set by a person.
    case replaced
  }

  let number: Int
  /// The trial beside which it runs; nil for one that holds for all posts.
  var parent: Int?
  var weights: Parameters.Weights
  /// Posts from this instant on belong to it.
  var from: Instant
  var status = Status.active
}

extension SettingsTrial {
  private enum Field {
    static let number: FieldName = "trial"
    static let parent: FieldName = "parent"
    static let from: FieldName = "from"
    static let status: FieldName = "status"
  }

  /// Appends the line.
  func append(to writer: inout JSONWriter) {
    writer.line { line in
      line.add("kind", "trial")
      line.add("trial", number)
      if let parent { line.add("parent", parent) }
      weights.append(to: &line)
      line.add("from", from.description)
      line.add("status", status.rawValue)
    }
  }

  /// Reads a line.
  init(_ line: JSONLine) throws(Message) {
    let numbers = 0...1_000_000_000
    number = try line.checked(Field.number).integer(in: numbers)
    if line.value(of: Field.parent) != nil {
      parent = try line.checked(Field.parent).integer(in: numbers)
    }
    weights = try Parameters.Weights(line)
    from = try RecordReader(line).required(Field.from)
    let word = try line.checked(Field.status).string()
    guard let status = Status(rawValue: word) else {
      throw Message.unknownValue(word, known: Status.allCases.map(\.rawValue))
        .about(Field.status.string)
    }
    self.status = status
  }
}

extension Parameters.Weights {
  /// Appends the weights as members.
  func append(to writer: inout JSONWriter) {
    writer.add("demographics", demographics)
    writer.add("format", format)
    writer.add("season", season)
  }
}
