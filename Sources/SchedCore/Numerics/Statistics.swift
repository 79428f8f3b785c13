/// Figures that sum up lists of numbers.
package enum Statistics {
  /// Nil of an empty list.
  package static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The middle value, or the mean of the two; nil of an empty list.
  package static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    var values = values
    let upper = select(&values, values.count / 2)
    guard values.count % 2 == 0 else { return upper }
    let lower = values[..<(values.count / 2)].max() ?? upper
    return (lower + upper) / 2
  }

  /// The smallest value that a share of the values is not above; nil of an empty list.
  package static func quantile(_ values: [Double], _ share: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    var values = values
    let rank = Int((share * Double(values.count)).rounded(.up)) - 1
    return select(&values, min(values.count - 1, max(0, rank)))
  }

  /// The value of a rank, from 0; whatever is before it is not larger then (Hoare 1961, doi
  /// 10.1145/366622.366647).
  private static func select(_ values: inout [Double], _ rank: Int) -> Double {
    values.withUnsafeMutableBufferPointer { values in
      var (low, high) = (0, values.count - 1)
      while low < high {
        let pivot = values[(low + high) / 2]
        var (left, right) = (low, high)
        repeat {
          while values[left] < pivot { left += 1 }
          while pivot < values[right] { right -= 1 }
          if left <= right {
            values.swapAt(left, right)
            left += 1
            right -= 1
          }
        } while left <= right
        if rank <= right { high = right } else if rank >= left { low = left } else { break }
      }
      return values[rank]
    }
  }

  /// The share of the variance that predictions explain: 1 - Σ(y - p)² / Σ(y - mean)².
  /// - Returns: 0 where nothing varies.
  package static func r2(_ outcomes: [Double], _ predictions: [Double]) -> Double {
    guard let mean = mean(outcomes) else { return 0 }
    let total = outcomes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let rest = zip(outcomes, predictions).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return total > 0 ? 1 - rest / total : 0
  }

  /// The mean absolute error; 0 of empty lists.
  package static func meanAbsoluteError(_ outcomes: [Double], _ predictions: [Double]) -> Double {
    zip(outcomes, predictions).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
      / Double(max(1, outcomes.count))
  }

  /// Spearman's rank correlation, equal values at the mean of their ranks; nil where a list is
  /// constant.
  package static func rankCorrelation(_ a: [Double], _ b: [Double]) -> Double? {
    let (first, second) = (ranks(a), ranks(b))
    let mean = Double(a.count + 1) / 2
    var (product, ofFirst, ofSecond) = (0.0, 0.0, 0.0)
    for (x, y) in zip(first, second) {
      product += (x - mean) * (y - mean)
      ofFirst += (x - mean) * (x - mean)
      ofSecond += (y - mean) * (y - mean)
    }
    return ofFirst > 0 && ofSecond > 0 ? product / (ofFirst * ofSecond).squareRoot() : nil
  }

  /// From 1; equal values share the mean of their ranks.
  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for index in order[start..<end] { ranks[index] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }
}
