/// The ranges of one span on the clocks of all audiences: zones that strike together share one.
///
/// A final class for the same reason as `HourRange`, and likewise not shared between threads.
final class HourRanges {
  private let span: HourSpan
  private let calendar: Calendar?
  private var ranges: [Instant: HourRange] = [:]

  init(_ span: HourSpan, calendar: Calendar?) { (self.span, self.calendar) = (span, calendar) }

  /// The hours on the clock of an audience's main zone.
  func range(on zone: Zone) -> HourRange {
    let (start, count) = span.resolved(on: zone)
    if let known = ranges[start] { return known }
    let range = HourRange(start: start, count: count, calendar: calendar)
    ranges[start] = range
    return range
  }
}
