/// A word of a record in the one form that its spellings share: small letters, and `_` for a blank or
/// a hyphen, so that `Instagram Reels` and `INSTAGRAM-REELS` are `instagram_reels`.
///
/// Letters of ASCII only, as the schema has it. A word is folded once it is not found as it stands.
enum FoldedWord {
  static func of(_ word: String) -> String {
    let bytes = word.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      case UInt8(ascii: " "), UInt8(ascii: "-"): UInt8(ascii: "_")
      default: byte
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
