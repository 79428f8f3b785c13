/// A part of what a person is shown, before it has a form.
///
/// Records become blocks, and each form (text, SVG, HTML) draws the same blocks, so that none of them
/// says more, or less, than another. The numbers are those of the records.
package enum ViewBlock: Sendable {
  /// What the blocks up to the next heading are about.
  case heading(String)
  case paragraph(String)
  case list([String])
  case table(ViewTable)
  case heatMap(HeatMap)
  case calendar(PlanCalendar)
  case ranking(Ranking)
  case course(Course)
}

/// Rows under named columns.
package struct ViewTable: Sendable {
  package struct Column: Sendable {
    package let title: String
    /// Whether the cells are numbers, which are set flush right.
    package let isNumber: Bool

    package init(title: String, isNumber: Bool) { (self.title, self.isNumber) = (title, isNumber) }
  }

  package let columns: [Column]
  /// As many cells in each row as there are columns.
  package var rows: [[String]] = []

  package init(_ columns: [Column]) { self.columns = columns }
}

/// Things in order, each with a number and what it may be: predictions of hours, the best first.
package struct Ranking: Sendable {
  package struct Row: Sendable {
    package let label: String
    package let value: Double
    /// The interval of the value, where it has one.
    package let lower: Double?
    package let upper: Double?
    /// What else there is to say, such as how sure it is.
    package let note: String

    package init(label: String, value: Double, lower: Double?, upper: Double?, note: String) {
      (self.label, self.value, self.lower, self.upper) = (label, value, lower, upper)
      self.note = note
    }
  }

  package let title: String
  /// What the values are, such as `times the account's level`.
  package let unit: String
  package var rows: [Row] = []

  package init(title: String, unit: String) { (self.title, self.unit) = (title, unit) }
}

/// A figure over the cycles of the loop.
package struct Course: Sendable {
  package struct Point: Sendable {
    /// When, such as `2026-11-23`.
    package let label: String
    package let value: Double

    package init(label: String, value: Double) { (self.label, self.value) = (label, value) }
  }

  package let title: String
  /// Such as `posts an hour`; empty for shares, which are shown in percent.
  package let unit: String
  /// In the order of time.
  package var points: [Point] = []
  /// Beyond which the figure is no longer good, where there is such a bound.
  package var threshold: Double?

  package init(title: String, unit: String) { (self.title, self.unit) = (title, unit) }
}
