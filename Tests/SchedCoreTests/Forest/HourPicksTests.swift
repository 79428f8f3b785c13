import SchedCore
import Testing

struct HourPicksTests {
  private let hours = (0..<6).map { Instant(seconds: Int64($0) * 3600) }

  @Test
  func
    `picks are the best first, ties the earliest, with the hours between them that are asked for`()
  {
    let scores = [0.5, 0.9, 0.9000001, 0.1, 0.7, 0.7]
    func picks(_ gap: Int, count: Int = 4) -> [Int] {
      HourPicks(scores, count: count, minGapHours: gap, hours: hours).indices
    }
    #expect(picks(0) == [1, 2, 4, 5])
    #expect(picks(2) == [1, 4])
    #expect(picks(3) == [1, 4])
    #expect(picks(0, count: 0) == [])
  }

  /// Each of six hours comes with a sixth of 0.3, and the best with 0.7 more.
  @Test
  func `exploring puts each hour first as often as its propensity says`() throws {
    var counts = [Int](repeating: 0, count: 6)
    for seed in 0..<6000 {
      var picks = HourPicks(
        [0.1, 0.2, 0.9, 0.3, 0.4, 0.5], count: 2, minGapHours: 0, hours: hours)
      let drawn = picks.explore(0.3, random: SeededGenerator(seed: UInt64(seed)))
      let draw = try #require(drawn)
      let first = picks.indices[0]
      counts[first] += 1
      #expect(abs(draw.propensity - (first == 2 ? 0.75 : 0.05)) < 1e-12)
      #expect(picks.indices.count == 2 && Set(picks.indices).count == 2)
      #expect(first == 2 || draw.isRandom)
    }
    #expect(abs(counts[2] - 4500) < 140)
    for hour in [0, 1, 3, 4, 5] { #expect(abs(counts[hour] - 300) < 70) }
  }

  @Test
  func `the hours behind a drawn one keep the gap from it`() {
    var isDrawn = false
    // By hand: the best that are two hours apart, the drawn one taken.
    let expected = [[0, 2, 4], [1, 4], [2, 4, 0], [3, 1, 5], [4, 1], [5, 1, 3]]
    for seed in 0..<UInt64(40) {
      var picks = HourPicks(
        [0.5, 0.9, 0.8, 0.1, 0.7, 0.6], count: 3, minGapHours: 2, hours: hours)
      let draw = picks.explore(1, random: SeededGenerator(seed: seed))
      isDrawn = isDrawn || draw?.propensity == 1.0 / 6
      #expect(picks.indices == expected[picks.indices[0]], "seed \(seed)")
    }
    #expect(isDrawn)
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5])
  func `a planner that follows a draw finds the drawn hour best, whatever a window adds`(
    _ seed: UInt64
  ) {
    let scores = [0.5, 1, 0.8, 0, 1, 0.6]
    var picks = HourPicks(scores, count: 3, minGapHours: 0, hours: hours)
    _ = picks.explore(1, random: SeededGenerator(seed: seed))
    let drawn = picks.indices[0]
    let followed = picks.followed(scores)
    #expect(followed[drawn] == 1)
    for hour in hours.indices where hour != drawn {
      // A preferred window multiplies by 1.25.
      #expect(followed[hour] * 1.25 < 1)
      #expect(followed[hour] == scores[hour] / 2)
    }
  }

  @Test
  func `without a pick there is nothing to explore`() {
    var picks = HourPicks([], count: 5, minGapHours: 0, hours: [])
    let draw = picks.explore(1, random: SeededGenerator(seed: 1))
    #expect(draw == nil)
  }
}
