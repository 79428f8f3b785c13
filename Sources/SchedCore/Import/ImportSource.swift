/// A layout of exports: how a file of it is recognised, and which of its columns mean what.
///
/// Sources are data, in sources.yaml and in files of `--sources`; sched-sources(5) says what each key
/// means. A list of columns has alternatives, by language and version: of those that a file has, the
/// first one whose cell holds something counts.
struct ImportSource: Sendable {
  /// Where posts' platform is said.
  enum PlatformRule: Sendable {
    case fixed(Int)
    /// A column of words; what is no word of the map may be one of the catalogue.
    case column([ColumnName], [String: Int])
    /// A column for each platform; a post for each that says yes.
    case flags([(platform: Int, columns: [ColumnName])])
  }

  enum TypeRule: Sendable {
    /// A column of words, each of which may mean a content type of several platforms.
    case words([ColumnName], [String: [Int]])
    /// What is at most that long is of that type.
    case duration([ColumnName], [(contentType: Int, seconds: Double)])
  }

  /// Where in cells an id is: the whole cell, or what follows one of some texts in a link.
  final class IDRule: Sendable {
    let columns: [ColumnName]
    let after: [String]

    init(columns: [ColumnName], after: [String]) { (self.columns, self.after) = (columns, after) }
  }

  final class ClockRule: Sendable {
    let clock: IDClock
    let id: IDRule

    init(clock: IDClock, id: IDRule) { (self.clock, self.id) = (clock, id) }
  }

  struct TimeRule: Sendable {
    enum ZoneRule: Sendable {
      /// `--tz` says it, unless the times say it themselves.
      case required
      case fixed(Zone)
    }

    var columns: [ColumnName]
    /// A time of day that is in a column of its own.
    var time: [ColumnName]
    /// The documented formats; empty if all that are known may be tried.
    var formats: [TimeFormat]
    var zone: ZoneRule
  }

  struct StatusRule: Sendable {
    var columns: [ColumnName]
    var words: [String: PostStatus]
  }

  struct MetricRule: Sendable {
    var name: String
    var columns: [ColumnName]
    var unit: MetricUnit
  }

  /// A further field of the record, as text.
  struct FieldRule: Sendable {
    var name: String
    var columns: [ColumnName]
  }

  /// Rows that are no posts, by the reason that is told.
  struct DropRule: Sendable {
    enum Test: Sendable {
      case filled
      case words(Set<String>)
      case prefixes([[UInt8]])
    }

    var reason: String
    var columns: [ColumnName]
    var test: Test
  }

  let name: String
  let title: String
  /// Where the source is written.
  let place: Place
  /// The columns that all must be there, each by its alternatives.
  let required: [[ColumnName]]
  /// Where the records of a document in JSON are.
  let records: [String]
  /// Whether a table holds several ones beside each other.
  let isSideBySide: Bool
  let platform: PlatformRule?
  let account: [ColumnName]
  let id: IDRule?
  let clock: ClockRule?
  let postedAt: TimeRule?
  let scheduledAt: TimeRule?
  let measuredAt: TimeRule?
  let status: StatusRule?
  let type: TypeRule?
  let metrics: [MetricRule]
  let followers: [ColumnName]
  let fields: [FieldRule]
  let drops: [DropRule]
}

/// In what a metric is counted, and what becomes of it.
enum MetricUnit: String, CaseIterable, Sendable {
  /// Whole numbers: a mark before three digits groups thousands.
  case count
  /// 6.98 is 0.0698.
  case percent
  /// 0.0698; with a per cent sign, as per cent.
  case share
  case seconds, minutes, hours
  /// `0:02:42` or `PT2M42S`, in seconds; plain numbers are seconds.
  case duration
  case number

  /// What a plain number is multiplied by.
  var factor: UInt64 {
    switch self {
    case .minutes: 60
    case .hours: 3600
    default: 1
    }
  }
}
