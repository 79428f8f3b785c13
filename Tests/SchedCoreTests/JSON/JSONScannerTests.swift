import SchedCore
import Testing

/// The cases follow RFC 8259, section by section.
struct JSONScannerTests {
  @Test(arguments: [
    "{}", " {\t} ", #"{"a":1}"#, #"{ "a" : [ ] , "b" : { } }"#, #"{"a":null,"b":true,"c":false}"#,
    #"{"":""}"#, #"{"a":[1,[2,[3,{"b":{}}]]]}"#,
  ])
  func `an object of any shape and spacing is accepted`(_ text: String) {
    #expect(fault(of: text) == nil)
  }

  @Test(arguments: [
    "", "[]", "1", "\"a\"", "null", "{", "}", "{,}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#,
    #"{"a":1 "b":2}"#, #"{a:1}"#, #"{'a':1}"#, #"{"a":1}}"#, #"{"a":1} x"#, #"{"a":[1,]}"#,
    #"{"a":[1}"#, #"{"a":[1 2]}"#, #"{"a":{"b":1]}"#, #"{"a":tru}"#, #"{"a":nul"#, #"{"a":True}"#,
    #"{"a":NaN}"#, #"{"a":Infinity}"#, "{\"a\"\u{0B}:1}", "{\"a\":1/**/}", "{\"a\":[[[}",
    "{\"a\":[",
  ])
  func `what is no object of the grammar is refused`(_ text: String) {
    #expect(fault(of: text) != nil)
  }

  @Test(arguments: [
    "0", "-0", "1", "-1", "10", "1.0", "0.5", "-0.5", "1e1", "1E+1", "1e-1", "1.5e300", "-0e-0",
    "12345678901234567890", "1e999",
  ])
  func `a number of the grammar is accepted`(_ number: String) {
    #expect(fault(of: "{\"a\":\(number)}") == nil)
    #expect(fault(of: "{\"a\":[\(number),\(number)]}") == nil)
  }

  @Test(arguments: [
    "01", "-01", "+1", ".5", "1.", "-", "1e", "1e+", "0x1", "1_000", "--1", "1.e1", "00", "1 2",
    "1..2", "1e1.5", "-a",
  ])
  func `a number outside the grammar is refused`(_ number: String) {
    #expect(fault(of: "{\"a\":\(number)}") != nil)
  }

  @Test(arguments: [
    #"\""#, #"\\"#, #"\/"#, #"\b\f\n\r\t"#, #"\u0000"#, #"\uD83D\uDE00"#, #"\ud800"#, #"\uFFFF"#,
    "/", "\u{7F}", "é", "\u{2028}", "😀", "12345678901234567\\\"", "日本語",
  ])
  func `a string of the grammar is accepted`(_ content: String) {
    #expect(fault(of: "{\"a\":\"\(content)\"}") == nil)
    #expect(fault(of: "{\"\(content)\":\"1234567\(content)\"}") == nil)
  }

  @Test(arguments: [
    #"\x"#, #"\u12"#, #"\u12G4"#, #"\U0041"#, #"\"#, "\u{0}", "\u{1F}", "\t", "\"", #"\u"#,
  ])
  func `a string outside the grammar is refused`(_ content: String) {
    #expect(fault(of: "{\"a\":\"\(content)\"}") != nil)
    #expect(fault(of: "{\"a\":\"12345678\(content)") != nil)
  }

  /// RFC 3629, section 4, and the table of well-formed sequences in Unicode 15, table 3-7.
  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x20], [0xE0, 0x80, 0x80],
      [0xE0, 0x9F, 0xBF],
      [0xE1, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE],
      [0xF1, 0x80, 0x80],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused`(_ bytes: [UInt8]) {
    let line = Array("{\"a\":\"1234".utf8) + bytes + Array("\"}".utf8)
    #expect(fault(of: line) == "not JSON: the text is not UTF-8 at byte 11")
  }

  @Test
  func `the bounds of each UTF-8 length are accepted`() {
    let bounds = "\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}"
    #expect(fault(of: "{\"a\":\"\(bounds)\"}") == nil)
  }

  @Test
  func `512 levels are accepted and 513 are not`() {
    func nested(_ levels: Int) -> String {
      "{\"a\":" + String(repeating: "[", count: levels - 1)
        + String(repeating: "]", count: levels - 1) + "}"
    }
    #expect(fault(of: nested(512)) == nil)
    #expect(fault(of: nested(513)) == "not JSON: more than 512 levels at byte 517")
  }

  @Test
  func `a line that is cut anywhere is refused and nothing is read behind it`() {
    let whole = Array(#"{"id":-1.5e+3,"t":"é😀\u00e9\n","n":[true,false,null,{"k":[]}]}"#.utf8)
    for count in 0..<whole.count {
      #expect(fault(of: Array(whole[..<count])) != nil, "cut to \(count) bytes")
    }
    #expect(fault(of: whole) == nil)
  }

  @Test
  func `a message names what is expected and the byte`() {
    #expect(fault(of: "{\"a\" 1}") == "not JSON: a colon is expected behind the key at byte 6")
    #expect(fault(of: "{\"a\":") == "not JSON: the line ends too early at byte 6")
    #expect(fault(of: "{\"a\":01}") == "not JSON: a number begins with 0 at byte 6")
  }
}
