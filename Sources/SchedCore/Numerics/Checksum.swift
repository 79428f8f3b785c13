/// A sum that tells whether text has been changed: FNV-1a with 64 bits (draft-eastlake-fnv), on
/// words of 8 bytes, with the length at the end.
///
/// Each step is invertible, so that one changed word always changes the sum. It is no signature.
package struct Checksum: Sendable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  package mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    while offset + 8 <= raw.count {
      add(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    while offset < raw.count {
      add(UInt64(raw[offset]))
      offset += 1
    }
    add(UInt64(raw.count))
  }

  /// Adds a text; its length goes in too, so that `ab`, `c` and `a`, `bc` differ.
  package mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add($0) }
  }

  /// The sum of some texts, the same for ever and on every machine.
  static func hash(_ texts: String...) -> UInt64 {
    var checksum = Checksum()
    for text in texts { checksum.add(text) }
    return checksum.value
  }

  package mutating func add(_ word: UInt64) {
    // Wraps around: the sum is defined modulo 2^64. The fold carries high bits down.
    value = (value ^ word) &* 0x100_0000_01B3
    value ^= value >> 32
  }

  /// 16 hexadecimal digits.
  package var text: String { Self.text(value) }

  /// The 16 hexadecimal digits of a sum.
  package static func text(_ value: UInt64) -> String {
    var text: [UInt8] = []
    Hexadecimal.append(value, digits: 16, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The sum that 16 hexadecimal digits are the text of; nil for any other text.
  package static func value(_ text: some Collection<UInt8>) -> UInt64? {
    Hexadecimal.value(text, digits: 16)
  }
}
