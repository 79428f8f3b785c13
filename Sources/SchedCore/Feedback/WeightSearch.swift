import Glibc

/// One noisy observation of what weights bring.
package struct WeightTrial: Sendable, Equatable {
  /// Each coordinate in 0...1.
  package var point: [Double]
  /// To be made large.
  package var value: Double
  /// Of the value; nil if it is not known, and then learned from all such trials.
  package var variance: Double?

  package init(point: [Double], value: Double, variance: Double? = nil) {
    self.point = point
    self.value = value
    self.variance = variance
  }
}

/// Bayesian optimisation: which weights to try next, and which are best by what is known.
///
/// A Gaussian process is learned from the trials, and the next point is where the improvement that
/// it expects over the best tried point is greatest (Jones, Schonlau and Welch 1998, doi
/// 10.1023/A:1008306431147). As values are noisy, a tried point is worth what the process believes
/// of it, not what was measured there. Trials of other dimensions, and with values that are not
/// finite, do not count; coordinates are moved into 0...1.
package struct WeightSearch: Sendable {
  private let dimensions: Int
  private let middle: Double
  /// The values' deviation, which is the process's unit.
  private let scale: Double
  private let process: GaussianProcess?

  /// Learns from the latest of the trials.
  /// - Complexity: O(n³) for n trials, some hundred times: 0.4 s for 200 of them.
  package init(after trials: [WeightTrial], dimensions: Int, latest: Int = 200) {
    self.dimensions = max(0, dimensions)
    let usable = trials.filter { Self.saysSomething($0, dimensions) }.suffix(max(0, latest))
    let values = usable.map(\.value)
    (middle, scale) = Self.middleAndScale(values)
    let (middle, scale) = (middle, scale)
    let samples = GaussianSamples(
      dimensions: self.dimensions, points: usable.flatMap { $0.point.map { min(max($0, 0), 1) } },
      values: values.map { $0 / scale - middle / scale },
      variances: usable.map { Self.standardised($0.variance, scale) })
    guard !usable.isEmpty, dimensions > 0 else {
      process = nil
      return
    }
    process = GaussianProcess(samples, scales: GaussianFit(samples).scales())
  }

  /// The point to try next, and by how much it is expected to be better than the best tried one,
  /// in the unit of the values; the cube's centre, with no such hope, if there are no trials.
  package func next(
    seed: UInt64, stream: UInt64
  ) -> (point: [Double], expectedImprovement: Double) {
    guard let process else { return (centre, 0) }
    let tried = triedByMean(process)
    let improvement = ExpectedImprovement(process, over: tried.first?.mean ?? 0)
    var keys = SeededGenerator(seed: seed, stream: stream)
    var random = SeededGenerator(seed: keys.next(), stream: UInt64(process.samples.count))
    let candidates = candidates(around: tried.map(\.point), &random)
    let starts = candidates.enumerated()
      .map { (loss: improvement.loss(at: $1), offset: $0) }
      .filter { $0.loss < .infinity }
      .sorted { ($0.loss, $0.offset) < ($1.loss, $1.offset) }
      .prefix(Self.climbs).map { candidates[$0.offset] }
    guard let best = least(improvement.loss(at:_:), from: starts) else {
      return (centre, 0)
    }
    return (best.point, exp(-best.value) * scale)
  }

  /// The point whose believed value is greatest, and that value with its deviation; nil if there
  /// are no trials.
  package func best() -> (point: [Double], value: Double, deviation: Double)? {
    guard let process else { return nil }
    let tried = triedByMean(process).map(\.point)
    let found = least(
      { point, gradient in
        let (belief, slopes, _) = process.slopedBelief(at: point)
        for index in gradient.indices { gradient[index] = -slopes[index] }
        return -belief.mean
      }, from: tried.prefix(Self.climbs))
    guard let point = found?.point ?? tried.first else { return nil }
    let belief = process.belief(at: point)
    return (point, middle + belief.mean * scale, belief.deviation * scale)
  }

  /// The tried point that is believed to be best; nil without trials.
  package func bestTried() -> [Double]? { process.flatMap { triedByMean($0).first?.point } }
}

extension WeightSearch {
  private static func saysSomething(_ trial: WeightTrial, _ dimensions: Int) -> Bool {
    trial.point.count == dimensions && trial.point.allSatisfy { !$0.isNaN }
      && trial.value.isFinite && trial.variance != .infinity
  }

  private var centre: [Double] { [Double](repeating: 0.5, count: dimensions) }

  /// The samples' points with the believed values there, greatest first; equal ones as they came.
  private func triedByMean(_ process: GaussianProcess) -> [(point: [Double], mean: Double)] {
    (0..<process.samples.count)
      .map { index in
        let point = process.samples.point(index)
        return (offset: index, point: point, mean: process.belief(at: point).mean)
      }
      .sorted { ($1.mean, $0.offset) < ($0.mean, $1.offset) }
      .map { ($0.point, $0.mean) }
  }

  /// Points all over the cube, and some close to the best tried ones, where a sequence is too
  /// coarse.
  private func candidates(
    around tried: [[Double]], _ random: inout SeededGenerator
  ) -> [[Double]] {
    var sequence = RSequence(after: centre.map { _ in random.nextUnit() })
    var candidates = (0..<Self.spreadPoints).map { _ in sequence.next() }
    for point in tried.prefix(Self.centres) {
      for width in Self.widths {
        for _ in 0..<Self.nearPoints {
          candidates.append(
            point.map { min(max($0 + width * (2 * random.nextUnit() - 1), 0), 1) })
        }
      }
    }
    return candidates
  }

  /// The least that is reached from any of the starts.
  private func least(
    _ loss: BoxMinimum.Function, from starts: some Sequence<[Double]>
  ) -> BoxMinimum? {
    let cube = [ClosedRange<Double>](repeating: 0...1, count: dimensions)
    var best: BoxMinimum?
    for start in starts {
      let found = BoxMinimum(of: loss, from: start, within: cube, steps: 40)
      if found.value < best?.value ?? .infinity { best = found }
    }
    return best
  }

  /// Mean and deviation, without overflow; of values that do not vary, their size as the scale.
  private static func middleAndScale(_ values: [Double]) -> (middle: Double, scale: Double) {
    let largest = values.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else { return (0, 1) }
    let parts = values.map { $0 / largest }
    let mean = parts.reduce(0, +) / Double(parts.count)
    let variance = parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(parts.count)
    let deviation = variance.squareRoot() > 1e-12 ? variance.squareRoot() : 1
    return (mean * largest, max(deviation * largest, .leastNormalMagnitude))
  }

  /// A variance in the process's unit, so that a factor can be had; nil if it is none.
  private static func standardised(_ variance: Double?, _ scale: Double) -> Double? {
    guard let variance, variance >= 0 else { return nil }
    return min(max(variance / scale / scale, GaussianFit.leastNoise), 1e6)
  }

  // Chosen: twice as many of any of these find nothing better on the functions of the benchmark.
  private static let spreadPoints = 1_000
  private static let centres = 4
  private static let nearPoints = 5
  private static let widths = [0.002, 0.02, 0.1, 0.4]
  private static let climbs = 6
}
