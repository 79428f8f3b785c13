import SchedCore
import Testing

struct JSONValueTests {
  private func value(_ text: String) throws -> JSONValue {
    try reading("{\"v\": \(text) }") { line in
      JSONValue(scanned: try #require(line.value(of: "v")))
    }
  }

  @Test
  func `each kind of value is decoded`() throws {
    #expect(try value("null") == .null)
    #expect(try value("true") == .boolean(true))
    #expect(try value("-1.5e2") == .number(-150))
    #expect(
      try value(#"[1, "a" ,[],{}]"#) == .array([.number(1), .string("a"), .array([]), .object([])]))
    #expect(
      try value(#"{"k" : {"l":false} , "k":2}"#)
        == .object([
          .init(key: "k", value: .object([.init(key: "l", value: .boolean(false))])),
          .init(key: "k", value: .number(2)),
        ]))
  }

  /// RFC 8259, section 7: escapes, and U+1D11E as a pair of surrogates.
  @Test
  func `escapes are decoded and a lone surrogate becomes the replacement character`() throws {
    #expect(try value(#""\"\\\/\b\f\n\r\t\u0041""#) == .string("\"\\/\u{8}\u{C}\n\r\tA"))
    #expect(try value(#""\uD834\uDD1E""#) == .string("\u{1D11E}"))
    #expect(try value(#""a\uD834""#) == .string("a\u{FFFD}"))
    #expect(try value(#""\uDD1Eb""#) == .string("\u{FFFD}b"))
    #expect(try value(#""\uD834\u0041""#) == .string("\u{FFFD}A"))
  }

  @Test(arguments: ["plain", "\"\\\n\r\t\u{1}\u{1F}", "Grüße ☕ 👩‍👩‍👧", "\u{7F}\u{2028}", ""])
  func `a text that is written reads back the same`(_ text: String) throws {
    var written: [UInt8] = []
    JSONString.append(text, to: &written)
    #expect(try value(String(decoding: written, as: UTF8.self)) == .string(text))
  }
}
