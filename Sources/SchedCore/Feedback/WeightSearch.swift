struct WeightTrial { var point: [Double]; var value: Double; var variance: Double? }
enum WeightSearch {
  static func next(after trials: [WeightTrial], dimensions: Int, seed: UInt64, stream: UInt64) -> (
    point: [Double], expectedImprovement: Double
  ) {
    var g = SeededGenerator(seed: seed, stream: stream);
    return ((0..<dimensions).map { _ in g.nextUnit() }, 0)
  }
  static func best(of trials: [WeightTrial], dimensions: Int) -> Int? {
    trials.indices.max { trials[$0].value < trials[$1].value }
  }
}
