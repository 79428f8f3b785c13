/// How a table for another program is laid out: layouts.yaml has some, and users add theirs.
package struct TableLayout: Sendable {
  /// Whose clock shows the times of the table.
  enum ZoneRule: String, CaseIterable {
    /// The user's, who has to name the zone.
    case required
    /// The user's; columns of local times are empty where nobody named a zone.
    case optional
    case utc
  }

  /// Whose posts a file may hold: a program posts all of it to the account, or channel, that a person
  /// has chosen for it.
  enum FileOwner: String, CaseIterable {
    case anyone, account
    /// An account on one platform.
    case channel
  }

  struct Column: Sendable {
    /// Empty in a table without a header.
    let name: String
    let value: Value
  }

  enum Value: Sendable {
    /// The first of the fields that holds something; all of it, or its first line.
    case fields([Source], isFirstLine: Bool)
    case constant([UInt8])
    /// A word by content type.
    case words([[UInt8]])
    case time(ClockFormat, secondsLater: Int64, isUTC: Bool)
  }

  enum Source: Sendable {
    /// What the post is, also where its record leaves it open.
    case account, platform, contentType
    case field(FieldPath)
  }

  package let name: String
  /// What it is for, in messages.
  package let title: String
  let hasHeader: Bool
  let delimiter: UInt8
  let lineEnd: [UInt8]
  let zone: ZoneRule
  /// How many rows a file may have; nil where there is no limit.
  let mostRows: Int?
  let fileOwner: FileOwner
  /// The indices of the platforms that the program knows; nil for all.
  let platforms: Set<Int>?
  /// Whether a text that a spreadsheet would treat as a formula gets an apostrophe in front.
  let marksFormulas: Bool
  let columns: [Column]

  /// Whether a row says when, in local time without an offset.
  var hasBareTimes: Bool {
    columns.contains { column in
      guard case .time(let format, _, isUTC: false) = column.value else { return false }
      return !format.hasOffset
    }
  }

  /// Checks that the zone is known that the layout needs.
  /// - Throws: that it is not (64).
  package func check(zone: Zone?) throws(Message) {
    guard zone != nil || self.zone != .required || !hasLocalTimes else { throw .noZone(title) }
  }

  private var hasLocalTimes: Bool {
    columns.contains { if case .time(_, _, isUTC: false) = $0.value { true } else { false } }
  }
}

extension Message {
  fileprivate static func noZone(_ title: String) -> Message {
    Message(
      "a zone is needed, for \(title) has local times (such as --tz Europe/Berlin)", about: "--tz",
      status: .usage)
  }
}
