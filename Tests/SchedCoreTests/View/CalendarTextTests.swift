import Testing

@testable import SchedCore

/// Expected values are those of RFC 5545, sections 3.1 and 3.3.11.
struct CalendarTextTests {
  private func written(_ value: String) -> [UInt8] {
    var text = CalendarText()
    text.append(ascii: "SUMMARY:")
    text.append(text: value)
    text.endLine()
    return text.bytes
  }

  private func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: 0x0A).map { Array($0.dropLast()) }
  }

  @Test(arguments: [
    ("a;b,c\\d:\"e\"", #"a\;b\,c\\d:"e""#), ("a\nb\r\nc\rd", #"a\nb\nc\nd"#),
    ("a\u{0}b\u{1B}[1mc\u{7F}\u{85}d\te", "ab[1mcd\te"), ("", ""), ("ü🌱\u{A0}", "ü🌱\u{A0}"),
  ])
  func `text is escaped, and control characters are left out`(_ text: String, _ expected: String) {
    #expect(String(decoding: written(text), as: UTF8.self) == "SUMMARY:\(expected)\r\n")
  }

  @Test(arguments: [
    "x", "é", "→", "🌱", "\\", ",", "\n", "aé", "ab→c", "🌱,", "👩‍👩‍👧‍👦 ",
  ])
  func `a line has at most 75 octets, and no character or escape is cut`(_ unit: String) {
    for count in 0...120 {
      let text = String(repeating: unit, count: count)
      let all = lines(written(text))
      #expect(all.allSatisfy { $0.count <= 75 && String(validating: $0, as: UTF8.self) != nil })
      #expect(all.dropFirst().allSatisfy { $0.first == UInt8(ascii: " ") })
      // Backslashes in pairs, but for one before an escaped letter.
      #expect(all.allSatisfy { !endsInEscape($0) })
      var unfolded = all.first ?? []
      for line in all.dropFirst() { unfolded += line.dropFirst() }
      let escaped = text.replacing("\\", with: "\\\\").replacing(",", with: "\\,")
        .replacing("\n", with: "\\n")
      #expect(unfolded == Array("SUMMARY:\(escaped)".utf8))
    }
  }

  private func endsInEscape(_ line: [UInt8]) -> Bool {
    line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }

  @Test
  func `a line is filled before it is folded`() {
    let all = lines(written(String(repeating: "x", count: 67 + 74 + 1)))
    #expect(all.map(\.count) == [75, 75, 2])
  }

  @Test
  func `times and offsets have their forms`() throws {
    var text = CalendarText()
    text.append(utc: try Instant(rfc3339: "2026-11-23T09:05:07.9Z"))
    for offset in [3600, -12_600, 0, -2670] {
      text.append(ascii: " ")
      text.append(offset: offset)
    }
    #expect(
      String(decoding: text.bytes, as: UTF8.self)
        == "20261123T090507Z +0100 -0330 +0000 -004430")
  }
}
