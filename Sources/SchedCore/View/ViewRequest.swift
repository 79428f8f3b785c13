/// What sched-view was asked for.
package struct ViewRequest {
  /// The forms in which records are shown, or handed on.
  package enum Format: String, CaseIterable, Sendable {
    case text, svg, html, ics, csv
  }

  /// What tells one heat map from another; nil leaves it to the kind of record.
  package enum Grouping: String, CaseIterable, Sendable {
    case account, platform
    case contentType = "content_type"
  }

  package var format = Format.text
  package var grouping: Grouping?
  package let catalogue: PlatformCatalogue
  /// Whose clock shows the times; nil where nobody said.
  package var zone: Zone?
  package let now: Instant
  /// Columns of text.
  package var width = 80
  package var hasColor = false
  /// The metric whose medians a history shows; nil for the one that most posts have.
  package var metric: String?
  /// How calendar programs are to call the calendar.
  package var calendarName: String?

  package init(catalogue: PlatformCatalogue, now: Instant) {
    (self.catalogue, self.now) = (catalogue, now)
  }
}

extension ViewRequest {
  /// Whether learned weeks are drawn whole: pages have the room, a screen only where it is asked for.
  var showsLearnedWeeks: Bool { format != .text || grouping != nil }
}
