/// What chance had to do with a post's slot: the fields of a record that are true of the slot.
///
/// `experiment` is the lot that dealt the post its slot. `explored`, `propensity` and
/// `explored_hour` are the draw of `sched-predict` that the slot follows. A probability belongs to
/// one slot, so each record names its own: it holds while the post stands there, however often the
/// plan is planned again, and is void anywhere else.
struct SlotChance: Sendable {
  private struct Field: Sendable {
    let name: FieldName
    /// As JSON.
    let value: [UInt8]
  }

  private static let drawn = [PostField.explored, PostField.propensity, PostField.exploredHour]
  private static let hour: Int64 = 3_600_000

  private var fields: [Field] = []

  var isEmpty: Bool { fields.isEmpty }

  /// Chance had nothing to do with the slot.
  init() {}

  /// The fields of a line that hold for a slot.
  init(_ line: JSONLine, at instant: Instant) {
    var names: [FieldName] = []
    if Self.isDealt(line, at: instant) { names.append(PostField.experiment) }
    if Self.isDrawn(line, at: instant) { names += Self.drawn }
    fields = names.compactMap { name in
      line.value(of: name).map { Field(name: name, value: Array($0)) }
    }
  }

  /// Puts these fields in the place of those of a line.
  func replace(fieldsOf line: JSONLine, in edit: inout JSONEdit) {
    for field in fields { edit.set(field.name) { $0.append(contentsOf: field.value) } }
    let names = [PostField.experiment] + (Self.hasDraw(line) ? Self.drawn : [])
    for name in names where !fields.contains(where: { $0.name.string == name.string }) {
      edit.remove(name)
    }
  }

  /// Takes the draw of `sched-predict` out of a line; fields of these names that are none stay.
  static func removeDraw(of line: JSONLine, in edit: inout JSONEdit) {
    guard hasDraw(line) else { return }
    for name in drawn { edit.remove(name) }
  }

  /// Whether a lot dealt the post this slot.
  static func isDealt(_ line: JSONLine, at instant: Instant) -> Bool {
    let record = RecordReader(line)
    guard case .object(let members) = record.value(PostField.experiment) else { return false }
    func member(_ key: String) -> JSONValue? { members.last { $0.key == key }?.value }
    guard case .string = member("group"), case .number(let propensity) = member("propensity"),
      propensity > 0, propensity <= 1, case .string(let at) = member("at")
    else { return false }
    return (try? Instant(rfc3339: at)) == instant
  }

  /// Whether the slot lies in the hour that `sched-predict` put first.
  static func isDrawn(_ line: JSONLine, at instant: Instant) -> Bool {
    guard hasDraw(line), let start = drawnHour(of: line) else { return false }
    return (0..<hour).contains(instant.milliseconds - start.milliseconds)
  }

  private static func hasDraw(_ line: JSONLine) -> Bool {
    let record = RecordReader(line)
    guard case .boolean = record.value(PostField.explored),
      case .number = record.value(PostField.propensity)
    else { return false }
    return true
  }

  /// The start of the hour; where the record does not name it, the first of its predictions.
  private static func drawnHour(of line: JSONLine) -> Instant? {
    let record = RecordReader(line)
    if case .string(let text) = record.value(PostField.exploredHour) {
      return try? Instant(rfc3339: text)
    }
    guard case .array(let predictions) = record.value(PostField.predictions),
      case .object(let members) = predictions.first,
      case .string(let text) = members.last(where: { $0.key == "at" })?.value
    else { return nil }
    return try? Instant(rfc3339: text)
  }
}
