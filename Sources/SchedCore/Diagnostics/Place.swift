/// Where a message points: a file as the user wrote it, with line and column counted from 1.
package struct Place: Hashable, Sendable {
  /// How standard input is called in messages and in reject records.
  package static let standardInputName = "<stdin>"

  package var file: String
  package var line: Int?
  package var column: Int?

  package init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension Place: CustomStringConvertible {
  /// `posts.jsonl`, `posts.jsonl:17` or `constraints.yaml:12:5`; control characters in a file's
  /// name are escaped, so that a name cannot break the line.
  package var description: String {
    var text = Quoting.escaped(file)
    if let line { text += ":\(line)" }
    if let column { text += ":\(column)" }
    return text
  }
}
