/// The hour that `sched-predict --explore` put first, as a post's record holds it.
///
///     "explored":true,"propensity":0.0006,"explored_hour":"2026-11-25T03:00:00Z"
///
/// The probability belongs to that hour alone: it is true of a post that has a slot in it.
struct HourDraw: Sendable {
  /// Whether the hour was drawn at random; else it is the best.
  let isRandom: Bool
  /// The probability with which this hour came first.
  let propensity: Double
  /// Where the hour begins.
  let start: Instant

  static let fields = [PostField.explored, PostField.propensity, PostField.exploredHour]

  private static let hour: Int64 = 3_600_000

  /// Whether an instant lies in the hour.
  func contains(_ instant: Instant) -> Bool {
    (0..<Self.hour).contains(instant.milliseconds - start.milliseconds)
  }
}

extension HourDraw {
  func set(in edit: inout JSONEdit) {
    edit.set(PostField.explored) { $0.append(contentsOf: "\(isRandom)".utf8) }
    edit.set(PostField.propensity) { JSONNumber.append(propensity, to: &$0) }
    edit.set(PostField.exploredHour) { JSONString.append(start.description, to: &$0) }
  }

  /// Takes the draw out of a line; other people's fields of these names stay.
  static func remove(from line: JSONLine, in edit: inout JSONEdit) {
    guard isThere(line) else { return }
    for name in fields { edit.remove(name) }
  }

  /// Whether a line has a draw, be it whole or not.
  static func isThere(_ line: JSONLine) -> Bool {
    let record = RecordReader(line)
    guard case .boolean = record.value(PostField.explored),
      case .number = record.value(PostField.propensity)
    else { return false }
    return true
  }

  /// Reads a draw; a record that does not name the hour means the first of its predictions.
  init?(_ line: JSONLine) {
    let record = RecordReader(line)
    guard case .boolean(let isRandom) = record.value(PostField.explored),
      case .number(let propensity) = record.value(PostField.propensity),
      propensity > 0, propensity <= 1
    else { return nil }
    var text = record.value(PostField.exploredHour)
    if text == nil, case .array(let predictions) = record.value(PostField.predictions),
      case .object(let members) = predictions.first
    {
      text = members.last { $0.key == "at" }?.value
    }
    guard case .string(let text) = text, let start = try? Instant(rfc3339: text) else { return nil }
    self.init(isRandom: isRandom, propensity: propensity, start: start)
  }
}
