/// The covariance of two hours, in units of the noise.
struct WeekCovariance {
  let byDistance: [Double]
  let evidence: [Double]

  func callAsFunction(_ a: Int, _ b: Int) -> Double {
    byDistance[a >= b ? a - b : b - a] + evidence[a] * evidence[b]
  }
}

/// A Gaussian process given the samples, in units of the noise about the samples' mean.
struct WeekProcess {
  private let unit: Double
  private let covariance: WeekCovariance
  private let prior: [Double]
  /// The hours that have samples.
  private let seen: [Int]
  private let factor: Cholesky
  private let solved: [Double]
  let logLikelihood: Double

  init?(
    _ samples: WeekSamples, _ variance: Double, _ evidence: [Double], _ shape: WeekEffect.Shape
  ) {
    let unit = samples.noise(besides: variance).squareRoot()
    let covariance = WeekEffect.covariance(shape, evidence)
    let prior = WeekEffect.priorMean(shape, evidence)
    let seen = samples.counts.indices.filter { samples.counts[$0] > 0 }
    let middle = samples.mean
    guard
      let factor = Cholesky(
        count: seen.count,
        { row, column in
          covariance(seen[row], seen[column])
            + (row == column ? 1 / samples.counts[seen[row]] : 0)
        })
    else { return nil }
    let rest = seen.map { (samples.sums[$0] / samples.counts[$0] - middle) / unit - prior[$0] }
    solved = factor.solve(rest)
    let fit = zip(rest, solved).reduce(0) { $0 + $1.0 * $1.1 }
    logLikelihood = -(fit + factor.logDeterminant) / 2
    (self.unit, self.covariance, self.prior) = (unit, covariance, prior)
    (self.seen, self.factor) = (seen, factor)
  }

  /// The posterior's mean at each hour, in units of the noise, and its covariance matrix, row by
  /// row; `own` is the standard deviation that each hour has for itself.
  func posterior(own: Double) -> (mean: [Double], covariance: [Double]) {
    let count = WeekHour.count
    var mean = prior
    // What the samples say of each hour: the products of these are taken off the prior.
    var known: [Double] = []
    known.reserveCapacity(count * seen.count)
    for hour in 0..<count {
      let row = seen.map { covariance(hour, $0) }
      for index in row.indices { mean[hour] += row[index] * solved[index] }
      known += factor.forward(row)
    }
    var matrix = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      for column in 0...row {
        let value = covariance(row, column) - Self.product(known, row, column, seen.count)
        matrix[row * count + column] = value + (row == column ? own * own : 0)
        matrix[column * count + row] = matrix[row * count + column]
      }
    }
    return (mean, matrix)
  }

  /// The product of two rows of a matrix with so many columns.
  private static func product(_ rows: [Double], _ a: Int, _ b: Int, _ columns: Int) -> Double {
    // Sound: the rows lie within the matrix.
    rows.withUnsafeBufferPointer { rows in
      var sum = 0.0
      var column = 0
      while column < columns {
        sum += rows[a * columns + column] * rows[b * columns + column]
        column += 1
      }
      return sum
    }
  }

  /// The posterior, moved so that its mean over the week is 0.
  var effect: WeekEffect {
    var values: [Double] = []
    var spreads: [Double] = []
    for hour in 0..<WeekHour.count {
      let row = seen.map { covariance(hour, $0) }
      values.append(prior[hour] + zip(row, solved).reduce(0) { $0 + $1.0 * $1.1 })
      let known = factor.forward(row).reduce(0) { $0 + $1 * $1 }
      spreads.append(unit * max(0, covariance(hour, hour) - known).squareRoot())
    }
    let mean = values.reduce(0, +) / Double(values.count)
    return WeekEffect(values: values.map { ($0 - mean) * unit }, spreads: spreads)
  }
}
