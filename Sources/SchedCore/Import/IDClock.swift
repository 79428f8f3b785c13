/// A clock in the ids of a platform: when a post was made can be read off its id.
///
/// X: Snowflake, 2010: milliseconds since 2010-11-04 in the bits from 22 on, right to the minute on
/// real posts. TikTok: seconds since 1970 in the bits from 32 on. Instagram: milliseconds since
/// 2011-08-24 in the bits from 23 on of the number that a shortcode is in base 64 ("Sharding & IDs
/// at Instagram", 2012). LinkedIn: milliseconds since 1970 in the bits from 22 on of an activity.
enum IDClock: String, CaseIterable, Sendable {
  case x, tiktok, instagram, linkedin

  /// The instant in an id; nil if it is none with a clock, as older ones are.
  func instant(of id: UnsafeBufferPointer<UInt8>) -> Instant? {
    guard let number = number(of: id) else { return nil }
    let milliseconds: UInt64
    switch self {
    case .x: milliseconds = (number >> 22) + 1_288_834_974_657
    case .tiktok: milliseconds = (number >> 32) * 1000
    case .instagram: milliseconds = (number >> 23) + 1_314_220_021_721
    case .linkedin: milliseconds = number >> 22
    }
    // A clock that shows a time before the platforms were, or long after, is none.
    guard (1_293_840_000_000...4_102_444_800_000).contains(milliseconds) else { return nil }
    return Instant(milliseconds: Int64(milliseconds))
  }

  /// Whether ids are numbers, so that what follows the digits is not of the id.
  var isDecimal: Bool { self != .instagram }

  private func number(of id: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard !id.isEmpty else { return nil }
    var value: UInt64 = 0
    for byte in id {
      guard let digit = isDecimal ? Self.decimal(byte) : Self.base64(byte) else { return nil }
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: isDecimal ? 10 : 64)
      let (sum, isTooLargeToo) = product.addingReportingOverflow(digit)
      guard !isTooLarge, !isTooLargeToo else { return nil }
      value = sum
    }
    return value
  }

  private static func decimal(_ byte: UInt8) -> UInt64? {
    byte &- UInt8(ascii: "0") < 10 ? UInt64(byte - UInt8(ascii: "0")) : nil
  }

  private static func base64(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt64(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt64(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
