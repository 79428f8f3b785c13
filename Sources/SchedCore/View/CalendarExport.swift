/// A plan as iCalendar (RFC 5545): one event for each post that has a slot, or went out.
///
/// Events are written as their posts come, so that memory holds a hash of each and no more. A later
/// export of a changed plan moves them, for an event keeps its UID, and its SEQUENCE grows with now.
package final class CalendarExport: RecordCollector {
  /// How calendar programs call a calendar that nobody named.
  private static let defaultName = "sched"

  private let request: ViewRequest
  private let output: OutputFile
  private let reporter: Reporter
  private let zone: CalendarZone?
  private var keys = ExportedKeys()
  private var leftOut = LeftOutPosts()
  private var text = CalendarText()

  /// An export to an output, to which events are written as records come and which `finish` is to be
  /// given too.
  package init(request: ViewRequest, output: OutputFile, reporter: Reporter) {
    (self.request, self.output, self.reporter) = (request, output, reporter)
    zone = CalendarZone(request.zone, now: request.now)
  }

  package func take(_ line: JSONLine, at place: Place) throws(Message) {
    let post = try ExportedPost(line, catalogue: request.catalogue, past: request.now)
    text.removeAll()
    if leftOut.isEmpty { appendHead() }
    if let instant = post.instant {
      guard let key = try keys.key(of: post, at: instant) else { return }
      CalendarEvent(post: post, key: key, instant: instant, zone: zone, now: request.now)
        .append(to: &text)
    } else {
      guard keys.isNew(leftOut: post) else { return }
      leftOut.leaveOut(because: post.slotlessStatus)
    }
    leftOut.countPost()
    if !text.bytes.isEmpty { try output.write(text.bytes) }
  }

  /// Ends the calendar; a run without a record has none.
  package func finish(_ output: OutputFile) throws(Message) {
    guard !leftOut.isEmpty else { return }
    text.removeAll()
    text.line("END:VCALENDAR")
    try output.write(text.bytes)
    if let message = leftOut.message(outOf: "the calendar") { reporter.report(message) }
  }

  private func appendHead() {
    let name = request.calendarName ?? Self.defaultName
    text.line("BEGIN:VCALENDAR")
    text.line("VERSION:2.0")
    text.line("PRODID:-//sched//sched-view//EN")
    text.line("CALSCALE:GREGORIAN")
    text.line("METHOD:PUBLISH")
    // RFC 7986, section 5.1, and what programs have read since before it.
    for property: StaticString in ["NAME:", "X-WR-CALNAME:"] {
      text.append(ascii: property)
      text.append(text: name)
      text.endLine()
    }
    guard let zone else { return }
    text.append(ascii: "X-WR-TIMEZONE:")
    text.append(text: zone.name)
    text.endLine()
    zone.append(to: &text)
  }
}
