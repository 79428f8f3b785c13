import Glibc
import SchedCore
import Testing

struct LatencyHistogramTests {
  /// Durations over seven orders of magnitude.
  private func durations(_ count: Int, seed: UInt64) -> [Double] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in exp(random.nextUnit() * 16 - 6) }
  }

  private func histogram(_ durations: [Double]) -> LatencyHistogram {
    var histogram = LatencyHistogram()
    for duration in durations { histogram.add(seconds: duration) }
    return histogram
  }

  @Test(arguments: [0.5, 0.9, 0.95, 0.99, 1.0])
  func `a percentile is within 1 % of the exact one`(_ share: Double) throws {
    let all = durations(5000, seed: 3)
    let exact = all.sorted()[Int((share * 5000).rounded(.up)) - 1]
    let found = try #require(histogram(all).percentile(share))
    #expect(abs(found / exact - 1) <= LatencyHistogram.relativeError + 1e-9)
  }

  @Test
  func `the sum of two is the histogram of all`() {
    let (first, second) = (durations(300, seed: 1), durations(500, seed: 2))
    var sum = histogram(first)
    sum.add(histogram(second))
    #expect(sum == histogram(first + second))
  }

  @Test
  func `nothing has no percentile, and a post ahead of its slot has no delay`() {
    #expect(LatencyHistogram().percentile(0.5) == nil)
    #expect(histogram([-30, -1, 0]).percentile(0.99) == 0)
    #expect(histogram([.nan, .infinity]).count == 0)
  }
}
