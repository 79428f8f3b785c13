import SchedCore
import Testing

struct StatisticsTests {
  private let a: [Double] = [3, 1, 4, 1, 5, 9, 2, 6]
  private let b: [Double] = [2, 7, 1, 8, 2, 8, 1, 8]

  /// Expected: scipy.stats.spearmanr(a, b), sklearn.metrics.r2_score(a, b) and
  /// mean_absolute_error(a, b), numpy.median(a).
  @Test
  func `rank correlation, R², error and median are those of scipy, scikit-learn and numpy`() throws
  {
    let correlation = try #require(Statistics.rankCorrelation(a, b))
    #expect(abs(correlation - 0.19885368120992467) < 1e-12)
    #expect(abs(Statistics.r2(a, b) - -1.0803782505910164) < 1e-12)
    #expect(Statistics.meanAbsoluteError(a, b) == 3)
    #expect(Statistics.median(a) == 3.5 && Statistics.median([7]) == 7)
    #expect(Statistics.mean(a) == 3.875)
  }

  @Test
  func `what has no answer has none, and is no trap`() {
    #expect(Statistics.median([]) == nil && Statistics.mean([]) == nil)
    #expect(Statistics.rankCorrelation([1, 1], [1, 2]) == nil)
    #expect(Statistics.rankCorrelation([], []) == nil)
    #expect(Statistics.r2([2, 2], [1, 3]) == 0 && Statistics.r2([], []) == 0)
    #expect(Statistics.meanAbsoluteError([], []) == 0)
  }
}
