import SchedCore
import Testing

struct WeightSearchTests {
  private static let peak = [0.3, 0.7, 0.55]

  /// A parabola of three weights, 1 at its peak.
  private static func height(_ point: [Double]) -> Double {
    zip(point, peak).reduce(1) { $0 - 4 * ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  /// A standard normal value, nearly: the sum of 12 has a variance of 1.
  private static func noise(_ random: inout SeededGenerator) -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + random.nextUnit() }
  }

  @Test(arguments: [nil, 0.0025])
  func `forty noisy trials find the peak of a parabola`(variance: Double?) throws {
    var random = SeededGenerator(seed: 11)
    var trials: [WeightTrial] = []
    // The first ones all over the cube, as a debug build is slow.
    var sequence = RSequence(after: [0.5, 0.5, 0.5])
    while trials.count < 40 {
      let point =
        trials.count < 32
        ? sequence.next()
        : WeightSearch(after: trials, dimensions: 3).next(seed: 1, stream: 0).point
      let value = Self.height(point) + 0.05 * Self.noise(&random)
      trials.append(WeightTrial(point: point, value: value, variance: variance))
    }
    let best = try #require(WeightSearch(after: trials, dimensions: 3).best())
    let height = Self.height(best.point)
    #expect(height > 0.97)
    #expect(abs(best.value - height) < 4 * best.deviation)
  }

  @Test
  func `the same trials, seed and stream give the same point`() {
    let trials = [
      WeightTrial(point: [0.2, 0.4], value: 3), WeightTrial(point: [0.9, 0.1], value: 5),
      WeightTrial(point: [0.5, 0.5], value: 4),
    ]
    let search = WeightSearch(after: trials, dimensions: 2)
    let (point, improvement) = search.next(seed: 7, stream: 1)
    let again = WeightSearch(after: trials, dimensions: 2).next(seed: 7, stream: 1)
    #expect(point == again.point && improvement == again.expectedImprovement)
    #expect(improvement > 0)
  }

  @Test
  func `without trials it begins at the centre`() {
    let search = WeightSearch(after: [], dimensions: 3)
    #expect(search.next(seed: 1, stream: 0).point == [0.5, 0.5, 0.5])
    #expect(search.next(seed: 1, stream: 0).expectedImprovement == 0)
    #expect(search.best() == nil)
  }

  @Test
  func `values of any unit give the same point`() {
    func next(_ unit: Double, _ origin: Double) -> [Double] {
      let trials = [[0.1, 0.6], [0.7, 0.2], [0.4, 0.9]].map {
        WeightTrial(point: $0, value: origin + unit * $0[0], variance: unit * unit * 0.01)
      }
      return WeightSearch(after: trials, dimensions: 2).next(seed: 1, stream: 0).point
    }
    for (one, other) in zip(next(1, 0), next(1024, 4096)) { #expect(abs(one - other) < 1e-3) }
  }

  @Test
  func `only the latest trials count`() {
    let trials = (0..<8).map {
      WeightTrial(point: [Double($0) / 8], value: Double($0 * $0 % 5))
    }
    let some = WeightSearch(after: Array(trials.suffix(3)), dimensions: 1)
    let all = WeightSearch(after: trials, dimensions: 1, latest: 3)
    #expect(all.next(seed: 1, stream: 0).point == some.next(seed: 1, stream: 0).point)
  }

  @Test
  func `trials that say nothing are left out`() {
    let good = [
      WeightTrial(point: [0.2], value: 1), WeightTrial(point: [0.8], value: 2, variance: nil),
    ]
    let bad = [
      WeightTrial(point: [0.5], value: .nan), WeightTrial(point: [0.5], value: .infinity),
      WeightTrial(point: [.nan], value: 9), WeightTrial(point: [0.5, 0.5], value: 9),
      WeightTrial(point: [], value: 9), WeightTrial(point: [0.5], value: 9, variance: .infinity),
    ]
    let clean = WeightSearch(after: good, dimensions: 1).next(seed: 1, stream: 0)
    let mixed = WeightSearch(after: bad + good, dimensions: 1).next(seed: 1, stream: 0)
    #expect(clean.point == mixed.point)
  }

  private static let hostile: [[WeightTrial]] = [
    [WeightTrial(point: [0.5], value: 0)],
    [
      WeightTrial(point: [0.5], value: .leastNonzeroMagnitude), WeightTrial(point: [0.6], value: 0),
    ],
    [WeightTrial(point: [0.5], value: 1.7e308), WeightTrial(point: [0.6], value: -1.7e308)],
    [WeightTrial(point: [-.infinity], value: 1), WeightTrial(point: [7], value: 2)],
    (0..<12).map { _ in WeightTrial(point: [0.5], value: 3, variance: 0) },
    (0..<12).map { WeightTrial(point: [0.5], value: Double($0), variance: 0) },
    (0..<12).map { WeightTrial(point: [Double($0) * 1e-12], value: Double($0 % 2), variance: 0) },
    (0..<12).map { WeightTrial(point: [Double($0) / 12], value: 7) },
    (0..<4).map { WeightTrial(point: [Double($0) / 4], value: Double($0), variance: 1e300) },
    (0..<4).map { WeightTrial(point: [Double($0) / 4], value: Double($0), variance: -1) },
    (0..<4).map { WeightTrial(point: [Double($0) / 4], value: Double($0), variance: .nan) },
  ]

  @Test(arguments: hostile)
  func `whatever the trials are, the point lies in the cube`(trials: [WeightTrial]) throws {
    let search = WeightSearch(after: trials, dimensions: 1)
    let next = search.next(seed: 1, stream: 0)
    let best = try #require(search.best())
    for coordinate in next.point + best.point { #expect(coordinate >= 0 && coordinate <= 1) }
    #expect(next.point.count == 1 && best.point.count == 1)
    #expect(next.expectedImprovement >= 0 && best.deviation >= 0)
  }

  @Test(arguments: [-1, 0, 1, 2, 10])
  func `of any number of weights there is a point`(dimensions: Int) {
    let count = max(0, dimensions)
    let trials = (0..<3).map { trial in
      WeightTrial(point: (0..<count).map { Double(($0 + trial) % 3) / 2 }, value: Double(trial))
    }
    let next = WeightSearch(after: trials, dimensions: dimensions).next(seed: 1, stream: 0)
    #expect(next.point.count == count && next.point.allSatisfy { $0 >= 0 && $0 <= 1 })
  }
}
