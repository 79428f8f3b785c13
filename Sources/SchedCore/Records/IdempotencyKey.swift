/// A post's key, the same for ever, so that a publisher who retries posts it once.
///
///     roastery/instagram/p5        default/x/=17
///
/// It is the account, the platform and the id themselves, so no two posts can share one. All but
/// letters, digits and `._~-` is percent-encoded (RFC 3986, section 2.1); an id that is a number
/// has `=` in front, which tells 17 from "17".
enum IdempotencyKey {
  /// The key, or nil for a post without an id.
  static func key(account: String, platform: String, id: PostID?) -> String? {
    switch id {
    case nil: nil
    case .string(let text): "\(encoded(account))/\(encoded(platform))/\(encoded(text))"
    case .number(let digits): "\(encoded(account))/\(encoded(platform))/=\(encoded(digits))"
    }
  }

  /// The text with all but unreserved characters percent-encoded.
  static func encoded(_ text: String) -> String {
    guard !text.utf8.allSatisfy(isUnreserved) else { return text }
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      if isUnreserved(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
