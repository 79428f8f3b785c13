/// A hash that is the same for ever, on every machine: FNV-1a with 64 bits (draft-eastlake-fnv),
/// each text followed by a byte that no text holds, so that `ab`, `c` and `a`, `bc` differ.
enum StableHash {
  static func hash(_ texts: String...) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) {
      // Wraps around: the hash is defined modulo 2^64.
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    for text in texts {
      for byte in text.utf8 { add(byte) }
      add(0xFF)
    }
    return hash
  }
}
