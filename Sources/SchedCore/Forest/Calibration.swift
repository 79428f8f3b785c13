import Glibc

/// How far outcomes lie from predictions, on the learned scale, so that an interval holds what it
/// promises.
///
/// The residuals are those of trees that did not see the sample's day, so they are as large as those
/// of new samples (out-of-bag conformal: Johansson, Boström, Löfström and Linusson 2014, doi
/// 10.1007/s10994-014-5453-0). Both tails are kept, for noise is seldom symmetric; each content type
/// has its own where it has enough, and each account its own scale. What comes is farther out than
/// what was: tails are stretched by as much as the samples held out say.
package struct Calibration: Sendable, Equatable {
  /// Of each content type: the residual below which 0, 1, …, 100 % of residuals lie, in units of
  /// the account's scale.
  package let percentiles: [[Double]]
  /// The mean of exp(residual), which turns the logarithm's mean into the outcome's.
  ///
  /// Duan 1983, doi 10.1080/01621459.1983.10478017; 1 where the typical outcome is told.
  package let smear: Double
  /// By how much a tail's probability is to be multiplied, at most 1.
  package let tail: Double
  /// How far the residuals of an account are spread, beside those of all; 1 for others.
  package let scales: [String: Double]

  package init(
    percentiles: [[Double]], smear: Double, tail: Double = 1, scales: [String: Double] = [:]
  ) {
    (self.percentiles, self.smear, self.tail, self.scales) = (percentiles, smear, tail, scales)
  }

  /// Of a content type with so many residuals, its own quantiles count as much as those of all
  /// (chosen: of 50, the outermost tenth is five).
  private static let shrinkage = 50.0
  /// How many residuals of all are worth as much as an account's own, for its scale (chosen).
  private static let scaleShrinkage = 20.0
  /// By this share the nearer residuals are inside of the scale.
  private static let scaleShare = 0.8

  /// From the residuals of samples, with the content type and the account of each, an index of
  /// `names`.
  init(
    residuals: [Double], types: [Int], accounts: [Int32], names: [String], typeCount: Int,
    tail: Double, isMean: Bool
  ) {
    let whole = Self.reach(residuals)
    var scales: [String: Double] = [:]
    var scaled = residuals
    if names.count > 1, whole > 0 {
      var byAccount = [[Double]](repeating: [], count: names.count)
      for (residual, account) in zip(residuals, accounts) {
        byAccount[Int(account)].append(residual)
      }
      let own = byAccount.map { own in
        let count = Double(own.count)
        let ratio = max(0.1, Self.reach(own) / whole)
        return exp(log(ratio) * count / (count + Self.scaleShrinkage))
      }
      for (account, scale) in own.enumerated() where !byAccount[account].isEmpty {
        scales[names[account]] = scale
      }
      scaled = zip(residuals, accounts).map { $0 / own[Int($1)] }
    }
    var own = [[Double]](repeating: [], count: typeCount)
    for (residual, type) in zip(scaled, types) { own[type].append(residual) }
    let all = Self.percentiles(of: scaled)
    percentiles = own.map { own in
      let count = Double(own.count)
      let weight = count / (count + Self.shrinkage)
      return zip(Self.percentiles(of: own), all).map { $0 * weight + $1 * (1 - weight) }
    }
    let mean = residuals.reduce(0) { $0 + exp($1) } / Double(max(1, residuals.count))
    smear = isMean && !residuals.isEmpty ? mean : 1
    (self.tail, self.scales) = (tail, scales)
  }

  /// The distance from 0 that most residuals are within.
  private static func reach(_ residuals: [Double]) -> Double {
    let sorted = residuals.map(\.magnitude).sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(scaleShare * Double(sorted.count)))]
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

  /// The residual below which a share of them will lie.
  package func quantile(_ share: Double, contentType: Int, account: String) -> Double {
    let own = percentiles[contentType]
    let outer = share < 0.5 ? share * tail : 1 - (1 - share) * tail
    let place = min(max(outer, 0), 1) * 100
    let low = min(Int(place), 99)
    let residual = own[low] + (place - Double(low)) * (own[low + 1] - own[low])
    return residual * (scales[account] ?? 1)
  }
}
