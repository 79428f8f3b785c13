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
