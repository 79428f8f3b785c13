import Glibc

/// How much a point can be expected to be better than the best known: E[max(0, f - best)].
///
/// Its logarithm is what is made large, for the value itself is flat and underflows where little is
/// to be hoped for (Ament, Daulton, Eriksson, Balandat and Bakshy 2023, arXiv 2310.20708). With
/// z = (mean - best) / deviation it is log(deviation) + log h(z), where h(z) = φ(z) + z·Φ(z).
package struct ExpectedImprovement: Sendable {
  package let process: GaussianProcess
  package let best: Double

  package init(_ process: GaussianProcess, over best: Double) {
    self.process = process
    self.best = best
  }

  /// The negative logarithm, which is to be made small.
  package func loss(at point: [Double]) -> Double {
    let belief = process.belief(at: point)
    let unit = Self.unit((belief.mean - best) / belief.deviation)
    return -log(belief.deviation) - unit.logarithm
  }

  /// The same with its gradient.
  package func loss(at point: [Double], _ gradient: inout [Double]) -> Double {
    let (belief, meanSlopes, deviationSlopes) = process.slopedBelief(at: point)
    let z = (belief.mean - best) / belief.deviation
    let unit = Self.unit(z)
    for index in gradient.indices {
      // φ(z)/h(z), the factor of the deviation's slope, is 1 - z·Φ(z)/h(z).
      let slope = unit.slope * meanSlopes[index] + (1 - z * unit.slope) * deviationSlopes[index]
      gradient[index] = -slope / belief.deviation
    }
    return -log(belief.deviation) - unit.logarithm
  }

  /// The logarithm of h(z), and its derivative Φ(z)/h(z).
  ///
  /// Below 0 h is written as φ(z)·(1 - u·R(u)), with u = -z and R the ratio of Mills, Φ(z)/φ(z);
  /// far below as the first terms of that bracket's series, 1/u² - 3/u⁴ + 15/u⁶ - 105/u⁸. Both
  /// forms are right to 8 digits at least.
  package static func unit(_ z: Double) -> (logarithm: Double, slope: Double) {
    let logDensity = -(z * z + log(2 * Double.pi)) / 2
    guard z < 0 else {
      let below = SpecialFunctions.normalDistribution(z)
      let value = exp(logDensity) + z * below
      return (log(value), below / value)
    }
    let u = -z
    if u < 30 {
      let ratio = SpecialFunctions.normalDistribution(z) / exp(logDensity)
      let bracket = 1 - u * ratio
      return (logDensity + log(bracket), ratio / bracket)
    }
    let s = 1 / u / u
    let bracket = s * (1 - 3 * s * (1 - 5 * s * (1 - 7 * s)))
    return (logDensity + log(bracket), (1 - bracket) / u / bracket)
  }
}
