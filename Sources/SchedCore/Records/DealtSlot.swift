/// The slot that a lot dealt a post, as `sched-plan --experiment` writes it.
///
///     "experiment":{"group":"3f1c09a25b7be4d8","propensity":0.25,"at":"2026-11-24T09:00:00Z"}
///
/// The probability belongs to that slot alone: it is true of a post that has it.
struct DealtSlot: Sendable {
  /// The name of the posts that were dealt as many slots.
  let group: String
  /// The probability with which the post got this slot.
  let propensity: Double
  let instant: Instant

  /// Reads the record of a lot; nil where there is none, or what stands there is none.
  init?(_ line: JSONLine) {
    guard case .object(let members) = RecordReader(line).value(PostField.experiment) else {
      return nil
    }
    func member(_ key: String) -> JSONValue? { members.last { $0.key == key }?.value }
    guard case .string(let group) = member("group"),
      case .number(let propensity) = member("propensity"), propensity > 0, propensity <= 1,
      case .string(let text) = member("at"), let instant = try? Instant(rfc3339: text)
    else { return nil }
    (self.group, self.propensity, self.instant) = (group, propensity, instant)
  }
}
