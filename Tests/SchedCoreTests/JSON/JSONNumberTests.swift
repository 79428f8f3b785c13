import SchedCore
import Testing

struct JSONNumberTests {
  private func double(_ text: String) -> Double {
    Array(text.utf8).withUnsafeBufferPointer { JSONNumber.double($0) }
  }

  @Test(arguments: [
    "0", "-0", "1", "-1", "0.1", "1.10", "123456.789", "9007199254740993", "12345678901234567890",
    "1e22", "1e23", "1.7976931348623157e308", "5e-324", "2.2250738585072011e-308", "0.0001",
    "0.30000000000000004", "123456789012345678901234567890", "1e-400", "0.000000000000000000000001",
    "00000000000000000000.5",
  ])
  func `a number reads as the standard library reads it`(_ text: String) throws {
    let expected = try #require(Double(text))
    #expect(double(text) == expected)
    #expect(double(text).sign == expected.sign)
  }

  @Test
  func `random doubles are written shortest and read back the same`() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      var text: [UInt8] = []
      JSONNumber.append(value, to: &text)
      #expect(text.withUnsafeBufferPointer { JSONNumber.double($0) } == value)
      #expect(fault(of: Array("{\"a\":".utf8) + text + Array("}".utf8)) == nil)
    }
  }

  @Test(arguments: [
    (0.0, "0"), (1.0, "1"), (0.5, "0.5"), (0.12345, "0.1235"), (0.0001, "0.0001"), (0.00004, "0"),
    (0.99996, "1"), (1.7, "1"), (-0.3, "0"), (.nan, "0"), (0.05, "0.05"), (0.9, "0.9"),
    (0.1001, "0.1001"), (.infinity, "1"),
  ])
  func `a score has at most four decimals`(_ score: Double, _ text: String) {
    var written: [UInt8] = []
    JSONNumber.appendScore(score, to: &written)
    #expect(String(decoding: written, as: UTF8.self) == text)
  }

  @Test(arguments: [(5.0, "5"), (0.1, "0.1"), (1e300, "1e+300"), (-2.5, "-2.5"), (.nan, "null")])
  func `a double is written without a needless fraction`(_ value: Double, _ text: String) {
    var written: [UInt8] = []
    JSONNumber.append(value, to: &written)
    #expect(String(decoding: written, as: UTF8.self) == text)
  }
}
