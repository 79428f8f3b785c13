import SchedCore
import Testing

struct SeededGeneratorTests {
  @Test
  func `a seed and a stream decide the numbers`() {
    func first(_ seed: UInt64, _ stream: UInt64) -> [UInt64] {
      var generator = SeededGenerator(seed: seed, stream: stream)
      return (0..<8).map { _ in generator.next() }
    }
    #expect(first(1, 2) == first(1, 2))
    #expect(Set([first(1, 2), first(2, 1), first(1, 1), first(0, 0), first(0, 1)]).count == 5)
  }

  @Test
  func `choices below a count reach all of it evenly and nothing else`() {
    var generator = SeededGenerator(seed: 11)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.next(below: 7)] += 1 }
    // A seventh of 70,000 has a standard deviation of 93.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 463 })
    #expect(generator.next(below: 0) == 0 && generator.next(below: 1) == 0)
  }

  @Test
  func `units fill the interval evenly`() {
    var generator = SeededGenerator(seed: 7)
    var tenths = [Int](repeating: 0, count: 10)
    for _ in 0..<100_000 { tenths[Int(generator.nextUnit() * 10)] += 1 }
    // A tenth of 100,000 has a standard deviation of 95; five of them are never passed by chance.
    #expect(tenths.allSatisfy { abs($0 - 10_000) < 475 })
  }
}
