/// Times of day at which a platform's posts go out:
/// `{days: mon-fri, at: ["09:00", "17:30"], posts: 2}`.
package struct ListedSlots: Sendable, Equatable {
  package let days: DaySet
  package let at: [TimeOfDay]
  /// How many posts of an account go out at each of the times, urgent ones included.
  package let posts: Int

  package init(days: DaySet, at: [TimeOfDay], posts: Int = 1) {
    (self.days, self.at, self.posts) = (days, at, posts)
  }
}

extension ListedSlots {
  /// The instants of all lists in [from, until), in order, each once, with how many posts go out
  /// there: where two lists name it, the larger number.
  ///
  /// A time that a clock change skips moves forward by the gap; one that occurs twice means the
  /// first.
  static func instants(
    of lists: [ListedSlots], from: Instant, until: Instant, in zone: Zone
  ) -> [(instant: Instant, posts: Int)] {
    // A day more at both ends: 24:00 belongs to the day before.
    let first = zone.localTime(at: from).date.daysSinceEpoch - 1
    let last = zone.localTime(at: until).date.daysSinceEpoch + 1
    var instants: [Instant: Int] = [:]
    for date in (first...max(first, last)).lazy.map(CivilDate.init(daysSinceEpoch:)) {
      for list in lists where list.days.contains(date.weekday) {
        for time in list.at {
          let instant = zone.instant(date: date, minuteOfDay: time.minutes)
          guard from <= instant && instant < until else { continue }
          instants[instant] = max(list.posts, instants[instant] ?? 0)
        }
      }
    }
    return instants.sorted { $0.key < $1.key }.map { (instant: $0.key, posts: $0.value) }
  }
}

extension ListedSlots {
  /// Reads what `slots` is set to: one list of times, or several.
  static func lists(_ node: YAMLNode) throws(Message) -> [ListedSlots] {
    var lists: [ListedSlots] = []
    for element in node.elements {
      let mapping = try YAMLMapping(element, knownKeys: ["days", "at", "posts"], about: "slots")
      var times: [TimeOfDay] = []
      for time in try mapping.required("at").elements {
        times.append(try time.value(as: "at", TimeOfDay.init(parsing:)))
      }
      let posts = try mapping.integer("posts", in: 1...Constraints.counts.upperBound) ?? 1
      lists.append(ListedSlots(days: try mapping.days(), at: times, posts: posts))
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
