/// What is known of one post that was published: 40 bytes, for there may be a million.
///
/// Whatever is learned of a post, in whatever order, the most telling record of it holds:
/// `PostLedger.add` takes the greater by a total order, so that logs in any order, cut into any files
/// and fed in any number of times give the same.
package struct LedgerPost: Sendable, Equatable {
  /// What was said of success, or nothing.
  package enum Success: UInt8, Sendable {
    case no, yes, unsaid
  }

  /// The hash of account, platform and id.
  package var key: UInt64
  package var instant: Instant
  /// When its figures were read, in milliseconds since the epoch; the least number while there are
  /// none.
  private var measured: Int64
  /// An index of the ledger's accounts.
  package var account: Int32
  /// An index of the catalogue.
  package var contentType: Int16
  /// The hour of the local week, 0 to 167.
  package var weekHour: UInt8
  package var success: Success
  /// Where its figures begin among those of the ledger, in the order of its platform's names.
  package var metrics: Int32
  /// Where it is told how it came to its hour; below 0 where it is not.
  package var choice: Int32 = -1

  package init(
    key: UInt64, instant: Instant, measuredAt: Instant?, account: Int32, contentType: Int16,
    weekHour: UInt8, success: Success, metrics: Int32
  ) {
    (self.key, self.instant, self.account) = (key, instant, account)
    measured = measuredAt?.milliseconds ?? .min
    (self.contentType, self.weekHour, self.success) = (contentType, weekHour, success)
    self.metrics = metrics
  }

  /// When its figures were read; nil while there are none.
  package var measuredAt: Instant? {
    get { measured == .min ? nil : Instant(milliseconds: measured) }
    set { measured = newValue?.milliseconds ?? .min }
  }
}

/// How a post came to its hour, as far as the tools before have said.
package struct HourChoice: Sendable, Equatable {
  /// The group that it was dealt a slot in by lot; 0 for none.
  package var lot: UInt64 = 0
  /// The probability of its slot; NaN where nothing was drawn.
  package var propensity = Float.nan
  /// The score that its slot had when it was planned; NaN where that is not known.
  package var advice = Float.nan
  /// Whether its hour was drawn in order to learn.
  package var isExplored = false

  package init() {}

  /// The one that says more.
  static func greater(_ a: HourChoice, _ b: HourChoice) -> HourChoice { a.rank < b.rank ? b : a }

  private var rank: (Int, UInt64, Float, Float) {
    (
      (lot > 0 ? 4 : 0) + (isExplored ? 2 : 0) + (advice.isNaN ? 0 : 1), lot,
      propensity.isNaN ? -1 : propensity, advice.isNaN ? -1 : advice
    )
  }

  package static func == (a: HourChoice, b: HourChoice) -> Bool { a.rank == b.rank }
}
