/// A hash that is the same for ever, on every machine: FNV-1a with 64 bits (draft-eastlake-fnv),
/// each text followed by a byte that no text holds, so that `ab`, `c` and `a`, `bc` differ.
struct StableHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(0xFF)
  }

  private mutating func add(_ byte: UInt8) {
    // Wraps around: the hash is defined modulo 2^64.
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  static func hash(_ texts: String...) -> UInt64 {
    var hash = StableHash()
    for text in texts { hash.add(text) }
    return hash.value
  }
}
