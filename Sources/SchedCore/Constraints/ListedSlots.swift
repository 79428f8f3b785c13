/// Times of day at which a platform's posts go out: `{days: mon-fri, at: ["09:00", "17:30"]}`.
package struct ListedSlots: Sendable, Equatable {
  package let days: DaySet
  package let at: [TimeOfDay]

  package init(days: DaySet, at: [TimeOfDay]) {
    (self.days, self.at) = (days, at)
  }
}

extension ListedSlots {
  /// The instants of all lists in [from, until), in order, each once.
  ///
  /// A time that a clock change skips moves forward by the gap; one that occurs twice means the
  /// first.
  static func instants(
    of lists: [ListedSlots], from: Instant, until: Instant, in zone: Zone
  ) -> [Instant] {
    // A day more at both ends: 24:00 belongs to the day before.
    let first = zone.localTime(at: from).date.daysSinceEpoch - 1
    let last = zone.localTime(at: until).date.daysSinceEpoch + 1
    var instants: Set<Instant> = []
    for date in (first...max(first, last)).lazy.map(CivilDate.init(daysSinceEpoch:)) {
      for list in lists where list.days.contains(date.weekday) {
        for time in list.at {
          let instant = zone.instant(date: date, minuteOfDay: time.minutes)
          if from <= instant && instant < until { instants.insert(instant) }
        }
      }
    }
    return instants.sorted()
  }
}

extension ListedSlots {
  /// Reads what `slots` is set to: one list of times, or several.
  static func lists(_ node: YAMLNode) throws(Message) -> [ListedSlots] {
    var lists: [ListedSlots] = []
    for element in node.elements {
      let mapping = try YAMLMapping(element, knownKeys: ["days", "at"], about: "slots")
      var times: [TimeOfDay] = []
      for time in try mapping.required("at").elements {
        times.append(try time.value(as: "at", TimeOfDay.init(parsing:)))
      }
      lists.append(ListedSlots(days: try mapping.days(), at: times))
    }
    guard lists.contains(where: { !$0.at.isEmpty }) else { throw .noTimes(at: node.place) }
    return lists
  }
}

extension Message {
  fileprivate static func noTimes(at place: Place) -> Message {
    Message(
      "no times stand here (leave the key out for slots on the grid)", about: "slots", at: place,
      status: .configuration)
  }
}
