/// Base 64 (RFC 4648, section 4) of bytes that come in parts.
struct Base64 {
  private var group: UInt32 = 0
  private var groupBytes = 0

  mutating func append(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
    for byte in bytes {
      group = group << 8 | UInt32(byte)
      groupBytes += 1
      if groupBytes == 3 { writeGroup(characters: 4, to: &text) }
    }
  }

  /// Writes the last one or two bytes with their padding, and begins anew.
  mutating func finish(_ text: inout [UInt8]) {
    guard groupBytes > 0 else { return }
    let padding = 3 - groupBytes
    group <<= UInt32(8 * padding)
    writeGroup(characters: 4 - padding, to: &text)
    for _ in 0..<padding { text.append(UInt8(ascii: "=")) }
  }

  private mutating func writeGroup(characters: Int, to text: inout [UInt8]) {
    for index in 0..<characters {
      text.append(Self.alphabet[Int(group >> UInt32(18 - 6 * index) & 63)])
    }
    (group, groupBytes) = (0, 0)
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
