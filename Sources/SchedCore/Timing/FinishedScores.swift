/// What is written for all posts that agree in the fields that matter: either new fields for the
/// line, or rows of its own.
final class FinishedScores {
  private let edit: JSONEdit?
  private let rows: ScoreRows?

  init(edit: JSONEdit) { (self.edit, rows) = (edit, nil) }

  init(rows: ScoreRows) { (edit, self.rows) = (nil, rows) }

  var byteCount: Int { (edit?.byteCount ?? 0) + (rows?.byteCount ?? 0) }

  func append(_ line: JSONLine, to output: inout [UInt8]) {
    if let edit {
      edit.append(line, to: &output)
      output.append(UInt8(ascii: "\n"))
    }
    rows?.append(line, to: &output)
  }
}
