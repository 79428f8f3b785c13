import SchedCore
import Testing

struct SeenResultsTests {
  private func instant(_ day: Int) -> Instant { Instant(seconds: Int64(day) * 86_400 + 7) }

  /// What comes back of the lines that were written.
  private func readBack(_ seen: SeenResults) throws -> SeenResults {
    var writer = JSONWriter()
    seen.append(to: &writer)
    var other = SeenResults()
    for line in writer.bytes.split(separator: UInt8(ascii: "\n")) {
      try reading(Array(line)) { try other.take($0) }
    }
    return other
  }

  @Test
  func `a result is new once`() {
    var seen = SeenResults()
    let isNew = [17, 17, 18].map { seen.insert($0, at: instant(20_000)) }
    #expect(isNew == [true, false, true])
  }

  @Test
  func `lines of many results keep every one of them`() throws {
    var seen = SeenResults()
    var random = SeededGenerator(seed: 5)
    for index in 0..<40_000 { _ = seen.insert(random.next(), at: instant(20_000 + index / 30_000)) }
    _ = seen.insert(0, at: instant(20_000))
    _ = seen.insert(.max, at: instant(20_000))
    #expect(try readBack(seen) == seen)
  }

  @Test
  func `a forgotten day stays forgotten`() throws {
    var seen = SeenResults()
    _ = seen.insert(17, at: instant(100))
    _ = seen.insert(18, at: instant(200))
    seen.forget(before: 150)
    #expect(seen.isForgotten(instant(149)))
    #expect(!seen.isForgotten(instant(150)))
    let again = try readBack(seen)
    #expect(again == seen)
    #expect(again.isForgotten(instant(149)))
  }

  @Test(arguments: [
    (
      #"{"day":"2026-11-23","results":"0123"}"#, "results: not hashes of 16 hexadecimal digits each"
    ),
    (
      #"{"day":"2026-11-23","results":"0123456789abcdeg"}"#,
      "results: not hashes of 16 hexadecimal digits each"
    ),
    (#"{"day":"2026-11-23"}"#, "results: missing"),
    (#"{"results":""}"#, "day: missing"),
  ])
  func `a damaged line is refused`(line: String, message: String) {
    var seen = SeenResults()
    let error = #expect(throws: Message.self) { try reading(line) { try seen.take($0) } }
    #expect(error?.withoutPlace == message)
  }
}
