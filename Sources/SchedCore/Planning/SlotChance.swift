/// What chance had to do with a post's slot: the fields of a record that are true of the slot.
///
/// `experiment` is the lot that dealt the post its slot; `explored`, `propensity` and
/// `explored_hour` are the draw of `sched-predict` that the slot follows. A probability belongs to
/// one slot, so each record names its own: it holds while the post has that slot, however often the
/// plan is planned again, and is void in any other.
struct SlotChance: Sendable {
  /// The lot, as JSON.
  private var experiment: [UInt8]?
  private var draw: HourDraw?

  /// Chance had nothing to do with the slot.
  init() {}

  /// What a line says of chance that is true of a slot.
  init(_ line: JSONLine, at instant: Instant) {
    if Self.isDealt(line, at: instant) {
      experiment = line.value(of: PostField.experiment).map { Array($0) }
    }
    draw = HourDraw(line).flatMap { $0.contains(instant) ? $0 : nil }
  }

  var isEmpty: Bool { experiment == nil && draw == nil }

  /// Writes this in place of what a line says of chance.
  func replace(fieldsOf line: JSONLine, in edit: inout JSONEdit) {
    if let experiment {
      edit.set(PostField.experiment) { $0.append(contentsOf: experiment) }
    } else {
      edit.remove(PostField.experiment)
    }
    if let draw { draw.set(in: &edit) } else { HourDraw.remove(from: line, in: &edit) }
  }

  /// Whether a lot dealt the post this slot.
  static func isDealt(_ line: JSONLine, at instant: Instant) -> Bool {
    DealtSlot(line)?.instant == instant
  }
}
