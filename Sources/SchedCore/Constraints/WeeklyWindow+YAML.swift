/// Windows as people write them: `{days: [sat, sun], from: "22:00", until: "02:00"}`.
///
/// No days are all days; no `from` is 00:00, and no `until` is 24:00.
extension WeeklyWindow {
  static let keys = ["days", "from", "until"]

  init(_ mapping: YAMLMapping) throws(Message) {
    let from = try mapping.value("from", TimeOfDay.init(parsing:)) ?? TimeOfDay(minutes: 0)
    let until = try mapping.value("until", TimeOfDay.init(parsing:)) ?? TimeOfDay(minutes: 1440)
    let days = try mapping.days()
    guard from.minutes != until.minutes + 1440 else { throw .empty(at: mapping.place) }
    do throws(Message) {
      try self.init(days: days, from: from, until: until)
    } catch {
      throw error.at(mapping.place).ending(with: .configuration)
    }
  }
}

extension YAMLMapping {
  /// What `days` is set to: `mon`, `mon-fri`, `"mon,wed"` or a list of these; all days without it.
  func days() throws(Message) -> DaySet {
    guard let nodes = list("days") else { return .all }
    var days: DaySet = []
    for node in nodes { days.formUnion(try node.value(as: "days", DaySet.init(parsing:))) }
    return days
  }
}

extension Message {
  fileprivate static func empty(at place: Place) -> Message {
    Message(
      "from 24:00 until 00:00 is no time at all (a whole day is 00:00 to 24:00)", at: place,
      status: .configuration)
  }
}
