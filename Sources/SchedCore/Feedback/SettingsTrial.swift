/// A time in which one set of weights held, and what came of it.
package struct SettingsTrial: Sendable, Equatable {
  package enum Status: String, CaseIterable, Sendable {
    /// Results of it still come in.
    case active
    /// It was no worse than its parent, and the next one was begun.
    case accepted
    case rolledBack = "rolled_back"
    /// It ended for another reason: a person set other weights.
    case replaced
  }

  let number: Int
  /// The trial whose weights come back if this one does harm; nil for the first.
  var parent: Int?
  var weights: Parameters.Weights
  /// Results from this instant on belong to it.
  var from: Instant
  var status = Status.active
  /// Its outcomes: how many, their mean logarithm against the account's own level, and the sum of
  /// squares about it.
  package var posts = 0.0
  package var mean = 0.0
  var squares = 0.0

  package init(number: Int, parent: Int?, weights: Parameters.Weights, from: Instant) {
    (self.number, self.parent, self.weights, self.from) = (number, parent, weights, from)
  }

  /// Counts an outcome (Welford 1962, doi 10.2307/1266577).
  package mutating func add(_ deviation: Double) {
    posts += 1
    let distance = deviation - mean
    mean += distance / posts
    squares += distance * (deviation - mean)
  }

  /// The variance of the mean; nil of fewer than two outcomes.
  var varianceOfMean: Double? {
    posts >= 2 ? max(squares, 1e-12) / (posts - 1) / posts : nil
  }
}

extension SettingsTrial {
  private enum Field {
    static let number: FieldName = "trial"
    static let parent: FieldName = "parent"
    static let from: FieldName = "from"
    static let status: FieldName = "status"
    static let posts: FieldName = "posts"
    static let mean: FieldName = "mean"
    static let squares: FieldName = "squares"
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
      line.add("posts", posts)
      line.add("mean", mean)
      line.add("squares", squares)
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
    posts = try line.checked(Field.posts).number(in: 0...1e15)
    mean = try line.checked(Field.mean).number(in: -1e6...1e6)
    squares = try line.checked(Field.squares).number(in: 0...1e15)
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
