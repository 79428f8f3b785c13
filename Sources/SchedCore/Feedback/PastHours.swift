/// What is left of the outcomes of one content type whose posts are no longer kept.
struct PastHours: Sendable, Equatable {
  var platform = ""
  var outcomes = PastOutcomes()
  /// The instant for which they hold; they count for less as they age.
  var at: Instant?

  init(at instant: Instant?) { at = instant }

  /// What they count for at an instant.
  func outcomes(at instant: Instant, _ request: FeedbackRequest) -> PastOutcomes {
    guard let at else { return outcomes }
    return outcomes.scaled(by: request.weight(of: at, at: instant))
  }
}

extension PastHours {
  enum Field {
    static let platform: FieldName = "platform"
    static let at: FieldName = "at"
    static let squares: FieldName = "squares"
    static let posts: FieldName = "posts"
    static let outcomes: FieldName = "outcomes"
    static let sum: FieldName = "sum"
    static let sums: FieldName = "sums"
    static let successes: FieldName = "successes"
  }

  private static let counts = 0...1e15
  private static let sums = -1e15...1e15

  /// Appends the line.
  func append(to writer: inout JSONWriter, contentType: String) {
    writer.line { line in
      line.add("kind", "past")
      line.add("platform", platform)
      line.add("content_type", contentType)
      if let at { line.add("at", at.description) }
      line.add("squares", outcomes.squares)
      line.add("posts", outcomes.cells.counts)
      line.add("sums", outcomes.cells.sums)
      line.add("successes", outcomes.successes)
    }
  }

  /// Reads a line.
  init(_ line: JSONLine) throws(Message) {
    platform = try line.checked(Field.platform).string()
    at = try RecordReader(line).instant(Field.at)
    outcomes.squares = try line.checked(Field.squares).number(in: Self.counts)
    let posts = try line.checked(Field.posts).numbers(WeekHour.count, in: Self.counts)
    let sums = try line.checked(Field.sums).numbers(WeekHour.count, in: Self.sums)
    for hour in posts.indices {
      outcomes.cells.add(sum: sums[hour], count: posts[hour], at: hour)
    }
    outcomes.successes = try line.checked(Field.successes).numbers(
      WeekHour.count, in: Self.counts)
  }

  /// Takes an hour of the first format.
  mutating func takeFormerDaypart(_ line: JSONLine) throws(Message) {
    platform = try line.checked(Field.platform).string()
    let hour = try WeekHour(line).index
    outcomes.cells.add(
      sum: try line.checked(Field.sum).number(in: Self.sums),
      count: try line.checked(Field.outcomes).number(in: Self.counts), at: hour)
    outcomes.successes[hour] = try line.checked(Field.successes).number(in: Self.counts)
  }

  /// Takes the sum of squares of the first format.
  mutating func takeFormerCurve(_ line: JSONLine) throws(Message) {
    platform = try line.checked(Field.platform).string()
    outcomes.squares = try line.checked(Field.squares).number(in: Self.counts)
  }
}
