import Glibc

/// How far outcomes lie from predictions, on the learned scale, so that an interval holds what it
/// promises.
///
/// The residuals are those of trees that did not see the sample, so they are as large as those of
/// new samples (out-of-bag conformal: Johansson, Boström, Löfström and Linusson 2014, doi
/// 10.1007/s10994-014-5453-0; jackknife+ after bootstrap, Kim, Xu and Barber 2020). Both tails are
/// kept, for noise is seldom symmetric, and each content type has its own where it has enough.
package struct Calibration: Sendable, Equatable {
  /// Of each content type: the residual below which 0, 1, …, 100 % of residuals lie.
  package let percentiles: [[Double]]
  /// The mean of exp(residual), which turns the logarithm's mean into the outcome's.
  ///
  /// Duan 1983, doi 10.1080/01621459.1983.10478017; 1 on the plain scale.
  package let smear: Double

  package init(percentiles: [[Double]], smear: Double) {
    self.percentiles = percentiles
    self.smear = smear
  }

  /// Fewer residuals of a type than this say less about its tails than those of all types (chosen:
  /// the 10 % quantile of 200 has a standard error of 2 % of the samples).
  static let leastOwn = 200

  /// From the residuals of all samples of a platform, and the content type of each.
  package init(residuals: [Double], contentTypes: [Int], typeCount: Int, scale: LearnedScale) {
    var own = [[Double]](repeating: [], count: typeCount)
    for (residual, type) in zip(residuals, contentTypes) { own[type].append(residual) }
    let all = Self.percentiles(of: residuals)
    percentiles = own.map { $0.count < Self.leastOwn ? all : Self.percentiles(of: $0) }
    let mean = residuals.reduce(0) { $0 + exp($1) } / Double(max(1, residuals.count))
    smear = scale.unit == nil || residuals.isEmpty ? 1 : mean
  }

  /// The quantiles of conformal prediction: of n residuals, with one more to come, the p-quantile
  /// is the one of rank p·(n + 1).
  private static func percentiles(of residuals: [Double]) -> [Double] {
    let sorted = residuals.sorted()
    guard let first = sorted.first, let last = sorted.last else {
      return [Double](repeating: 0, count: 101)
    }
    return (0...100).map { percent in
      let rank = Double(percent) / 100 * Double(sorted.count + 1) - 1
      guard rank > 0 else { return first }
      guard rank < Double(sorted.count - 1) else { return last }
      let low = Int(rank)
      return sorted[low] + (rank - Double(low)) * (sorted[low + 1] - sorted[low])
    }
  }

  /// The residual below which a share of them lies.
  package func quantile(_ share: Double, contentType: Int) -> Double {
    let own = percentiles[contentType]
    let place = min(max(share, 0), 1) * 100
    let low = min(Int(place), 99)
    return own[low] + (place - Double(low)) * (own[low + 1] - own[low])
  }

  /// The expected outcome for a prediction on the learned scale.
  package func outcome(_ prediction: Double, on scale: LearnedScale) -> Double {
    guard let unit = scale.unit else { return prediction }
    return max(0, unit * (exp(prediction) * smear - 1))
  }
}
