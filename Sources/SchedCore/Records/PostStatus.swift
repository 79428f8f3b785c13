/// What a record says of the life of its post, in the words that all tools read.
package enum PostStatus: String, CaseIterable, Sendable {
  /// Not ready to go out.
  case draft
  case approved
  /// A plan gave it a slot.
  case scheduled
  /// A plan found no slot for it.
  case unscheduled
  /// Its slot is over, and nobody says that it went out.
  case overdue
  case published
  case failed
  /// The platform refused it for the time being.
  case rateLimited = "rate_limited"
  /// It never goes out.
  case cancelled

  /// Reads `status`; nil if it is absent.
  /// - Throws: an unknown one, about the field.
  package init?(of record: RecordReader) throws(Message) {
    guard let text = try record.string(PostField.status) else { return nil }
    guard let status = PostStatus(word: text) else {
      throw Message.unknownValue(text, known: Self.allCases.map(\.rawValue))
        .about(PostField.status.string)
    }
    self = status
  }

  /// The status of a word in any of its spellings; nil for another word.
  init?(word: String) {
    guard let status = PostStatus(rawValue: word) ?? PostStatus(rawValue: FoldedWord.of(word))
    else {
      return nil
    }
    self = status
  }
}
