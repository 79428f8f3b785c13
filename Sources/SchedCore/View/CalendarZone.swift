/// A zone as iCalendar has it: a VTIMEZONE that says when its clocks change, and local times that
/// refer to it.
///
/// The changes are listed, for the rules of some zones have no form in iCalendar. They are listed for
/// the years that plans are about; an instant outside of them is written in UTC.
struct CalendarZone {
  /// Whole years before and after that of now; chosen: a year of what went out, ten of what is to come.
  private static let yearsBefore = 1
  private static let yearsAfter = 11

  private let zone: Zone
  private let span: Range<Instant>
  /// The changes in the span, those between the same two offsets together, by the first of each.
  private let observances: [[Zone.Change]]

  /// Nil for an offset, which needs no zone: its instants are written in UTC.
  init?(_ zone: Zone?, now: Instant) {
    guard let zone, !zone.isFixed else { return nil }
    self.zone = zone
    let year = CivilDate(daysSinceEpoch: now.utcDay).year
    span =
      Self.newYear(year - Self.yearsBefore)..<Self.newYear(year + Self.yearsAfter + 1)
    var observances: [[Zone.Change]] = []
    for change in zone.changes(in: span) {
      let index = observances.firstIndex { changes in
        changes.first.map { ($0.before, $0.after) == (change.before, change.after) } ?? false
      }
      if let index { observances[index].append(change) } else { observances.append([change]) }
    }
    self.observances = observances
  }

  private static func newYear(_ year: Int) -> Instant {
    Instant(seconds: Int64(CivilDate.daysSinceEpoch(year: year, month: 1, day: 1)) * 86_400)
  }

  var name: String { zone.name }

  /// What the clocks show at an instant; nil where that does not say which instant it is, or the zone
  /// is not described then.
  ///
  /// RFC 5545, section 3.3.5: a local time that occurs twice means the first.
  func localTime(at instant: Instant) -> Zone.LocalTime? {
    guard span.contains(instant), !zone.isSecondRound(instant) else { return nil }
    return zone.localTime(at: instant)
  }

  func append(to text: inout CalendarText) {
    text.line("BEGIN:VTIMEZONE")
    text.append(ascii: "TZID:")
    text.append(plain: name)
    text.endLine()
    // What holds before the first change; a zone without one has this alone.
    let offset = zone.offsetSeconds(at: span.lowerBound)
    append([Zone.Change(instant: span.lowerBound, before: offset, after: offset)], to: &text)
    for changes in observances { append(changes, to: &text) }
    text.line("END:VTIMEZONE")
  }

  /// An observance; its onsets are in the local time of the offset that ends.
  private func append(_ changes: [Zone.Change], to text: inout CalendarText) {
    guard let first = changes.first else { return }
    let isDaylight = first.after > first.before
    text.line(isDaylight ? "BEGIN:DAYLIGHT" : "BEGIN:STANDARD")
    text.append(ascii: "DTSTART:")
    text.append(Self.onset(of: first))
    text.endLine()
    text.append(ascii: "TZOFFSETFROM:")
    text.append(offset: first.before)
    text.endLine()
    text.append(ascii: "TZOFFSETTO:")
    text.append(offset: first.after)
    text.endLine()
    for change in changes.dropFirst() {
      text.append(ascii: "RDATE:")
      text.append(Self.onset(of: change))
      text.endLine()
    }
    text.line(isDaylight ? "END:DAYLIGHT" : "END:STANDARD")
  }

  private static func onset(of change: Zone.Change) -> Zone.LocalTime {
    Zone.utc.localTime(at: change.instant.adding(seconds: Int64(change.before)))
  }
}
