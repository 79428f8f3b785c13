import Testing

@testable import SchedCore

struct NumberCellTests {
  private func value(_ text: String, _ style: NumberStyle) -> Double? {
    withBytes(of: text) { NumberCell($0)?.value(style) }
  }

  /// A cell, and what it is where a point, and where a comma, begins the fraction.
  @Test(
    arguments: [
      ("0", 0, 0), ("7", 7, 7), ("-3", -3, -3), ("+3", 3, 3), ("\u{2212}3", -3, -3),
      ("1,234", 1234, 1.234), ("1.234", 1.234, 1234), ("1,234,567", 1_234_567, nil),
      ("1.234.567", nil, 1_234_567), ("1,234.5", 1234.5, nil), ("1.234,5", nil, 1234.5),
      ("0.5", 0.5, 5), ("0,5", 5, 0.5), (".5", 0.5, 5), ("1 234 567", 1_234_567, 1_234_567),
      ("1\u{A0}234,5", 12345, 1234.5), ("1\u{202F}234", 1234, 1234), ("1'234.5", 1234.5, 12345),
      ("1’234", 1234, 1234), ("12.3K", 12_300, 123_000), ("12,3 Tsd.", 123_000, 12_300),
      ("4.5M", 4_500_000, 45_000_000), ("1.2 Mio.", 1_200_000, 12_000_000), ("2B", 2e9, 2e9),
      ("2 Mrd.", 2e9, 2e9), ("4.5%", 0.045, 0.45), ("4,5 %", 0.45, 0.045), ("100%", 1, 1),
      ("1e3", 1000, 1000), ("1.81E+18", 1.81e18, 181e18), ("5E-2", 0.05, 0.05),
      ("1234567890123456789", 1_234_567_890_123_456_768, 1_234_567_890_123_456_768),
      ("0.1", 0.1, 1), ("0.30000000000000004", 0.30000000000000004, nil),
    ] as [(String, Double?, Double?)])
  func `a number is read in the style of its column`(
    _ text: String, _ point: Double?, _ comma: Double?
  ) {
    #expect(value(text, .point) == point)
    if text != "0.30000000000000004" { #expect(value(text, .comma) == comma) }
  }

  @Test(
    arguments: [
      "", "-", "+", ".", ",", "%", "K", "a", "1a", "a1", "1..2", "1,,2", "1,23,456", "1.23.456",
      "--1", "1-", "1 2x", "12345678901234567890", "1e", "1e+", "2026-11-02", "0:42", "1/2", "$5",
      "5 €", "NaN", "inf", "0x10", "1%%", "1 K%",
    ])
  func `what is no number is none`(_ text: String) {
    #expect(withBytes(of: text) { NumberCell($0) == nil })
  }

  @Test(
    arguments: [
      ("12", []), ("1 234", []), ("1.5", .decimalPoint), ("1,5", .decimalComma),
      ("1.234", .openPoint), ("1,234", .openComma), ("123.456", .openPoint),
      ("0.123", .decimalPoint), ("0,123", .decimalComma), ("1234.567", .decimalPoint),
      ("1,234.5", .decimalPoint), ("1.234,5", .decimalComma), ("1.234.567", .decimalComma),
      ("1,234,567", .decimalPoint), ("1.2345", .decimalPoint),
    ] as [(String, NumberCell.Evidence)])
  func `marks tell the style, but for one before three digits`(
    _ text: String, _ evidence: NumberCell.Evidence
  ) {
    #expect(withBytes(of: text) { NumberCell($0)?.evidence } == evidence)
  }

  @Test
  func `a number written with any mark comes back from its text`() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<20_000 {
      let digits = random.next() >> UInt64(8 + random.next(below: 56))
      let places = random.next(below: 6)
      var text = String(digits)
      while text.count <= places { text = "0" + text }
      let whole = text.dropLast(places)
      let fraction = text.suffix(places)
      for (style, mark) in [(NumberStyle.point, "."), (.comma, ",")] {
        let cell = places == 0 ? String(whole) : "\(whole)\(mark)\(fraction)"
        let expected = try #require(Double("\(whole).\(places == 0 ? "0" : String(fraction))"))
        #expect(value(cell, style) == expected, "\(cell)")
      }
    }
  }

  @Test
  func `a percentage moves its point before it is rounded`() {
    // 4.35 / 100 is 0.043499999999999997 in doubles, and 0.0435 is the nearest one.
    let percent = withBytes(of: "4.35") { bytes in
      var number = NumberCell(bytes)
      number?.divideByHundred()
      return number?.value(.point)
    }
    #expect(percent == 0.0435)
    #expect(value("4.35%", .point) == 0.0435)
  }
}

struct DurationCellTests {
  @Test(
    arguments: [
      ("0:02:42", 162), ("2:42", 162), ("00:00", 0), ("1:00:00", 3600), ("100:00:01", 360_001),
      ("90:00", 5400), ("0:01.5", 1.5), ("0:01,25", 1.25), ("PT2M42S", 162), ("PT1H", 3600),
      ("P1DT2H", 93_600), ("P2W", 1_209_600), ("PT0.5S", 0.5), ("P0D", 0),
    ] as [(String, Double)])
  func `a length of time is so many seconds`(_ text: String, _ seconds: Double) {
    #expect(withBytes(of: text) { DurationCell.seconds($0) } == seconds)
  }

  @Test(
    arguments: [
      "", "42", "1.5", ":", "1:", ":30", "1:60", "1:75:00", "1:2:3:4", "1:2a", "-1:30", "P", "PT",
      "P1M", "P1Y", "PT5", "PTM", "PT1X", "9999999999:00",
    ])
  func `nothing else is`(_ text: String) {
    #expect(withBytes(of: text) { DurationCell.seconds($0) } == nil)
  }

  @Test
  func `a multiple is taken before the fraction is`() {
    // 1.1 * 3600 is 3960.0000000000005 in doubles.
    #expect(withBytes(of: "1.1") { NumberCell($0)?.value(.point, times: 3600) } == 3960)
    #expect(withBytes(of: "1,5") { NumberCell($0)?.value(.comma, times: 60) } == 90)
  }
}
