/// What a record is, told by its fields; every tool of the kit writes records that are told apart so.
enum ViewKind {
  /// A line of a model or of a parameter file, by its `kind`.
  case line(kind: String)
  /// One hour of one post: a row of `sched-score --flat`.
  case flatRow
  /// A post with `predictions`.
  case predicted
  /// A post that went out, with its figures.
  case history
  /// A post with a slot, or one of which a plan says why it has none.
  case planned
  /// A post with a score for each hour.
  case scored

  /// - Throws: that there is nothing to show of the record.
  init(_ line: JSONLine) throws(Message) {
    let record = RecordReader(line)
    if let kind = try record.string(ViewField.kind) {
      self = .line(kind: kind)
    } else if record.has(ViewField.at), record.has(PostField.score), record.has(ViewField.hour) {
      self = .flatRow
    } else if record.has(PostField.postedAt), record.has(PostField.metrics) {
      self = .history
    } else if Self.planStatuses.contains(try PostStatus(of: record))
      || record.has(PostField.scheduledAt)
    {
      self = .planned
    } else if record.has(PostField.predictions) {
      self = .predicted
    } else if record.has(PostField.scores) {
      self = .scored
    } else if try PostStatus(of: record) != nil || record.has(PostField.postedAt) {
      self = .planned
    } else {
      throw .nothingToShow
    }
  }

  /// What a plan makes of a post, and no other tool.
  private static let planStatuses: Set<PostStatus?> = [.scheduled, .unscheduled, .overdue]
}

/// The fields that sched-view reads of records that are no posts, each once.
enum ViewField {
  static let kind: FieldName = "kind"
  static let at: FieldName = "at"
  static let day: FieldName = "day"
  static let hour: FieldName = "hour"
  static let title: FieldName = "title"
  static let text: FieldName = "text"
}

extension RecordReader {
  /// Whether a field is there and holds something.
  fileprivate func has(_ name: FieldName) -> Bool {
    guard let bytes = line.value(of: name) else { return false }
    return !bytes.elementsEqual("null".utf8) && !bytes.elementsEqual("\"\"".utf8)
  }
}

extension Message {
  fileprivate static let nothingToShow = Message(
    "nothing to show (a post with scores, predictions, a slot or figures, or a line of a model or of "
      + "parameters)")
}
