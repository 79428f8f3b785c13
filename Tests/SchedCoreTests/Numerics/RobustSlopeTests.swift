import SchedCore
import Testing

struct RobustSlopeTests {
  /// scipy.stats.theilslopes(y, range(len(y)), 0.95).
  @Test(arguments: [
    ([1.0, 1.4, 0.9, 2.0, 2.1, 9.0, 2.6, 3.1], 0.3, 0.2, 1.1),
    ([0.1, 0.1, 0.2, 0.05, 0.3], 0.05, -0.15, 0.25),
  ])
  func `the slope and its interval are those of SciPy`(
    values: [Double], slope: Double, lower: Double, upper: Double
  ) throws {
    let found = try #require(RobustSlope(values))
    for (a, b) in [(found.slope, slope), (found.lower, lower), (found.upper, upper)] {
      #expect(abs(a - b) < 1e-12)
    }
  }

  @Test
  func `one wild value does not turn a trend`() throws {
    let found = try #require(RobustSlope([5, 4, 3, 2, 100, 0, -1, -2]))
    #expect(found.slope == -1)
  }

  @Test
  func `three values have no trend, and a flat one is not clear`() throws {
    #expect(RobustSlope([1, 2, 3]) == nil)
    #expect(RobustSlope([1, 2, .nan, 3]) == nil)
    #expect(try #require(RobustSlope([2, 2, 2, 2, 2])).isClear == false)
    #expect(try #require(RobustSlope([1, 2, 3, 4, 5, 6])).isClear)
  }
}
