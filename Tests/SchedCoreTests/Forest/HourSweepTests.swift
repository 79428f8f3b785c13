import SchedCore
import Testing

struct HourSweepTests {
  /// Expected: each hour walked down each tree by itself.
  @Test(arguments: [1, 24, 63, 64, 65, 168, 744])
  func `a sweep says of each hour what a walk of that hour says`(hours: Int) {
    var random = SeededGenerator(seed: UInt64(hours))
    let count = 600
    let columns: [[Float]] = (0..<4).map { feature in
      (0..<count).map { _ in
        feature == 3 ? Float(random.next(below: 3)) : Float(random.next(below: 40))
      }
    }
    let targets: [Float] = (0..<count).map { _ in Float(random.nextUnit()) }
    let counts = [0, 0, 0, 3]
    let rows = Array(0..<count)
    let bins = FeatureBins(columns: columns, rows: rows, categoryCounts: counts)
    let samples = BinnedSamples(columns: columns, rows: rows, targets: targets, bins: bins)
    var options = TreeGrower.Options()
    options.featuresPerSplit = 2
    let grower = TreeGrower(samples: samples, categoryCounts: counts, options: options)
    let trees = (0..<7).map { grower.grow(SeededGenerator(seed: 9, stream: $0)).tree }

    // Features 0 and 2 change with the hour, 1 and 3 do not.
    let first = (0..<hours).map { _ in bins.bin(of: Float(random.next(below: 40)), 0) }
    let third = (0..<hours).map { _ in bins.bin(of: Float(random.next(below: 40)), 2) }
    let row: [UInt8] = [0, bins.bin(of: 17, 1), 0, 2]
    var sweep = HourSweep(timeBins: [first, [], third, []], count: hours)
    let swept = sweep.run(Forest(trees: trees), bins: row)

    let walked: [[Double]] = trees.map { tree in
      (0..<hours).map { hour in
        let bins: [UInt8] = [first[hour], row[1], third[hour], row[3]]
        return Double(bins.withUnsafeBytes { tree.value(of: $0) })
      }
    }
    let centred = walked.map { values in
      values.map { $0 - values.reduce(0, +) / Double(hours) }
    }
    for hour in 0..<hours {
      let mean = walked.reduce(0) { $0 + $1[hour] } / 7
      let own = centred.reduce(0) { $0 + $1[hour] } / 7
      let variance = centred.reduce(0) { $0 + ($1[hour] - own) * ($1[hour] - own) } / 7
      #expect(abs(swept.means[hour] - mean) < 1e-5)
      #expect(abs(swept.spreads[hour] - variance.squareRoot()) < 1e-3)
    }
  }
}
