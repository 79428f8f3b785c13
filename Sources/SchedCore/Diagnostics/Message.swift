/// One thing to tell a person: what is wrong, where, and what would be right.
///
/// The printed form is made here and nowhere else:
///
///     PROGRAM: PLACE: SUBJECT: WHAT IS WRONG (WHAT WOULD BE RIGHT)
///
/// A message is born where the fault is seen, often without knowing its place; the callers that
/// know the file, the line or the field add them on the way up, with `at` and `about`.
package struct Message: Error, Hashable, Sendable {
  package enum Level: Sendable {
    /// The line, or the run, fails.
    case error
    /// The run goes on; `-q` silences it.
    case warning
    /// What a run understood, which its user asked for; `-q` silences it.
    case report
    /// An explanation that `-v` asks for.
    case note
  }

  package var level: Level
  package var place: Place?
  /// The field, key or flag that the text is about.
  package var subject: String?
  package var text: String
  /// How the tool ends if this is what ends it.
  package var status: ExitStatus

  package init(
    _ text: String, about subject: String? = nil, at place: Place? = nil, level: Level = .error,
    status: ExitStatus = .badData
  ) {
    self.level = level
    self.place = place
    self.subject = subject
    self.text = text
    self.status = status
  }
}

extension Message {
  /// The message with a place, unless it has one already: the innermost place is the best.
  package func at(_ place: Place) -> Message {
    var message = self
    message.place = message.place ?? place
    return message
  }

  /// The message with an outer subject: `quota` about `posts` becomes `quota.posts`.
  package func about(_ outer: String) -> Message {
    var message = self
    message.subject = message.subject.map { "\(outer).\($0)" } ?? outer
    return message
  }

  /// The message as the reason for another end of the tool.
  package func ending(with status: ExitStatus) -> Message {
    var message = self
    message.status = status
    return message
  }

  /// The place, the subject and the text, without the program and without a line end.
  package var withPlace: String {
    var parts: [String] = []
    if let place { parts.append(place.description) }
    switch level {
    case .error, .report: break
    case .warning: parts.append("warning")
    case .note: parts.append("note")
    }
    parts.append(withoutPlace)
    return parts.joined(separator: ": ")
  }

  /// The subject and the text, as a reject record keeps them; what strangers wrote is escaped where
  /// it came in without quotes, as the name of a field.
  package var withoutPlace: String {
    Quoting.escaped(subject.map { "\($0): \(text)" } ?? text)
  }

  /// The line that goes to standard error, without its line end.
  package func printed(by program: String) -> String {
    "\(program): \(withPlace)"
  }
}

extension Message {
  /// What only our own mistake can cause.
  package static func defect(_ what: String) -> Message {
    Message("internal error (a defect: report the input): \(what)", status: .defect)
  }

  /// `unknown value "instagran" (did you mean "instagram"?)`.
  package static func unknownValue(_ value: String, known: [String]) -> Message {
    Message("unknown value \(Quoting.quoted(value))\(Suggestion.advice(for: value, among: known))")
  }
}
