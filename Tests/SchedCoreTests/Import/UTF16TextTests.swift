import Testing

@testable import SchedCore

struct UTF16TextTests {
  private static let text = "Café, 日本 and ☕️ 😀 – \u{FFFD} end\r\n"

  private static func bytes(_ text: String, isLittle: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      isLittle
        ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
  }

  @Test(arguments: [true, false], [1, 2, 3, 5, 7, 1000])
  func `text comes out whole, however it is cut`(_ isLittle: Bool, _ size: Int) {
    var decoder = UTF16Text(isLittle ? .little : .big)
    let bytes = Self.bytes(Self.text, isLittle: isLittle)
    var found: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      found += decoder.utf8(of: bytes[start..<min(bytes.count, start + size)], isLast: false)
    }
    found += decoder.utf8(of: [], isLast: true)
    #expect(found == Array(Self.text.utf8))
  }

  @Test
  func `what is not well-formed becomes U+FFFD`() {
    for (bytes, text) in [
      ([0x61, 0x00, 0x62], "a\u{FFFD}"), ([0x3D, 0xD8, 0x61, 0x00], "\u{FFFD}a"),
      ([0x00, 0xDE, 0x61, 0x00], "\u{FFFD}a"), ([0x61, 0x00, 0x3D, 0xD8], "a\u{FFFD}"),
    ] as [([UInt8], String)] {
      var decoder = UTF16Text(.little)
      let found = decoder.utf8(of: bytes, isLast: false) + decoder.utf8(of: [], isLast: true)
      #expect(String(decoding: found, as: UTF8.self) == text)
    }
  }

  @Test
  func `the order of bytes is told by the mark, or by zeros`() {
    let long = "id,platform,date\n"
    for (bytes, order) in [
      ([0xFF, 0xFE, 0x61, 0x00], .little), ([0xFE, 0xFF, 0x00, 0x61], .big),
      (Self.bytes(long, isLittle: true), .little), (Self.bytes(long, isLittle: false), .big),
      (Array(long.utf8), nil), ([], nil), ([0xEF, 0xBB, 0xBF, 0x61], nil),
    ] as [([UInt8], UTF16Text.ByteOrder?)] {
      #expect(UTF16Text.ByteOrder(mark: bytes) == order)
    }
  }
}
