/// A time zone: what the wall clock shows at an instant, and the instant of a wall-clock time.
///
/// Transitions stand in one ascending table. Behind the file's last one, the footer's rule is
/// written out for some 400 years; the Gregorian calendar repeats itself after them to the weekday,
/// so later instants are looked up that many years earlier.
///
///     firstOffset | transitions[0] offsets[0] | … | transitions[n-1] offsets[n-1] …
package final class Zone: Sendable {
  /// The name as the user wrote it.
  package let name: String
  private let transitions: [Int64]
  private let offsets: [Int]
  private let firstOffset: Int
  /// Where the 400 years end that stand for all later ones; nil if nothing changes any more.
  private let repetitionEnd: Int64?
  /// Whether it is an offset, and no zone of the tz database.
  package let isFixed: Bool

  package static let utc = Zone(name: "UTC", fixedOffset: 0)

  /// A zone that is always that many seconds ahead of UTC.
  init(name: String, fixedOffset: Int) {
    self.name = name
    (transitions, offsets, firstOffset, repetitionEnd) = ([], [], fixedOffset, nil)
    isFixed = true
  }

  package init(name: String, file: TimeZoneFile) {
    self.name = name
    isFixed = false
    // RFC 9636, section 3.3: the footer holds for all times of a file without transitions.
    let isAllFooter = file.transitions.isEmpty
    firstOffset = isAllFooter ? file.footer?.standardOffset ?? file.firstOffset : file.firstOffset
    var transitions = file.transitions
    var offsets = file.offsets
    guard let footer = file.footer, footer.daylightSaving != nil else {
      (self.transitions, self.offsets, repetitionEnd) = (transitions, offsets, nil)
      return
    }
    let last = transitions.last ?? Instant(milliseconds: .min).seconds - Self.secondsOf400Years
    // From the year before on, for a southern summer begins in it.
    let firstYear = CivilDate(daysSinceEpoch: Int(last.floorDivided(by: 86_400))).year - 1
    for year in firstYear...firstYear + 402 {
      for transition in footer.transitions(inYear: year) where transition.at > last {
        // Where daylight saving lasts all year, a year's end of it is the next year's start; the
        // start counts.
        while let previous = transitions.last, previous >= transition.at {
          transitions.removeLast()
          offsets.removeLast()
        }
        transitions.append(transition.at)
        offsets.append(transition.offset)
      }
    }
    (self.transitions, self.offsets) = (transitions, offsets)
    let endYear = firstYear + 402
    repetitionEnd = Int64(CivilDate.daysSinceEpoch(year: endYear, month: 1, day: 1)) * 86_400
  }

  /// Seconds that local time is ahead of UTC.
  /// - Complexity: O(log n) for n transitions.
  package func offsetSeconds(at instant: Instant) -> Int { offset(atSecond: instant.seconds) }

  private func offset(atSecond second: Int64) -> Int {
    let count = transitionCount(through: repeated(second))
    return count > 0 ? offsets[count - 1] : firstOffset
  }

  /// The second with the same calendar inside the table.
  private func repeated(_ second: Int64) -> Int64 {
    guard let end = repetitionEnd, second >= end else { return second }
    return second - ((second - end) / Self.secondsOf400Years + 1) * Self.secondsOf400Years
  }

  /// How many transitions lie at or before a second of the table.
  private func transitionCount(through second: Int64) -> Int {
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= second { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static let secondsOf400Years: Int64 = 146_097 * 86_400
}

extension Zone {
  /// What calendar and clock show at an instant.
  package struct LocalTime: Hashable, Sendable {
    package let date: CivilDate
    package let weekday: Weekday
    /// 0 to 86,399.
    package let secondOfDay: Int

    package var weekHour: WeekHour { WeekHour(weekday, hour: secondOfDay / 3600) }

    package var minuteOfDay: Int { secondOfDay / 60 }
  }

  package func localTime(at instant: Instant) -> LocalTime {
    let second = instant.seconds + Int64(offsetSeconds(at: instant))
    let days = second.floorDivided(by: 86_400)
    return LocalTime(
      date: CivilDate(daysSinceEpoch: Int(days)), weekday: Weekday(daysSinceEpoch: Int(days)),
      secondOfDay: Int(second - days * 86_400))
  }

  /// The instant at which the wall clock shows a time on a date.
  ///
  /// A time that a clock change skips moves forward by the gap; one that occurs twice means the
  /// first. Minute 1440 and later ones belong to the days that follow.
  package func instant(date: CivilDate, minuteOfDay: Int) -> Instant {
    let local = Int64(date.daysSinceEpoch) * 86_400 + Int64(minuteOfDay) * 60
    // Offsets are less than two days: what is in force now, or comes into force, does so after this.
    let start = local - 172_800
    let shift = start - repeated(start)
    var offset = offset(atSecond: start)
    for index in transitionCount(through: start - shift)..<transitions.count {
      let next = offsets[index]
      // A change counts once both clocks, the one before it and the one behind it, are past it: in
      // a gap and on the first of two rounds the old offset still holds (PEP 495, fold=0).
      guard transitions[index] <= local - shift - Int64(max(offset, next)) else { break }
      offset = next
    }
    return Instant(seconds: local - Int64(offset))
  }
}

extension Zone {
  /// A change of the clocks.
  package struct Change: Equatable, Sendable {
    package let instant: Instant
    /// Seconds that local time is ahead of UTC before it, and from it on.
    package let before: Int
    package let after: Int
  }

  /// The changes of the clocks in a span, in order; those of a name or a law alone are none.
  /// - Complexity: O(log n + k) for n transitions, k of them in the span.
  package func changes(in span: Range<Instant>) -> [Change] {
    var changes: [Change] = []
    var second = span.lowerBound.seconds - 1
    while true {
      // The table goes on behind where it begins to repeat itself, so that it always has a next one.
      let known = repeated(second)
      let index = transitionCount(through: known)
      guard index < transitions.count else { return changes }
      let before = index > 0 ? offsets[index - 1] : firstOffset
      second += transitions[index] - known
      let instant = Instant(seconds: second)
      guard instant < span.upperBound else { return changes }
      if before != offsets[index], instant >= span.lowerBound {
        changes.append(Change(instant: instant, before: before, after: offsets[index]))
      }
    }
  }

  /// Whether the clocks have shown the same time before: in the second round of an hour that a change
  /// repeats, where a local time alone means the first.
  package func isSecondRound(_ instant: Instant) -> Bool {
    let local = localTime(at: instant)
    let first = self.instant(date: local.date, minuteOfDay: local.minuteOfDay)
    return first.seconds + Int64(local.secondOfDay % 60) < instant.seconds
  }

  /// Appends an instant in RFC 3339 as the clocks show it, with their offset.
  ///
  /// An offset there has whole minutes: of one that has seconds, as before there were time zones, they
  /// are left out on both sides, and the instant stays the same.
  package func append(_ instant: Instant, to buffer: inout [UInt8]) {
    let minutes = offsetSeconds(at: instant) / 60
    let shifted = instant.milliseconds + Int64(minutes) * 60_000
    // What is in another millennium there has no year of four digits.
    guard Instant.bounds.contains(shifted) else { return instant.append(to: &buffer) }
    Instant(milliseconds: shifted).append(to: &buffer)
    buffer.removeLast()
    buffer.append(UInt8(ascii: minutes < 0 ? "-" : "+"))
    Digits.append(abs(minutes) / 60, count: 2, to: &buffer)
    buffer.append(UInt8(ascii: ":"))
    Digits.append(abs(minutes) % 60, count: 2, to: &buffer)
  }
}

extension Zone: Hashable {
  package static func == (a: Zone, b: Zone) -> Bool { a === b || a.name == b.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
