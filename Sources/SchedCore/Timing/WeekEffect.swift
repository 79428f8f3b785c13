import Glibc

/// What the hour of the local week adds to the outcome of one content type, as far as a history
/// and the published evidence tell.
///
/// A forest needs many samples before it sees a peak of two hours; a smooth curve does not. So a
/// Gaussian process over the 168 hours (Rasmussen and Williams 2006, chapter 2) takes that part
/// first, and the forest learns what is left. Its prior mean follows the evidence; its covariance
/// is the sum of
///
///     a level                                   hours of all days alike
///     d² · exp(-(distance on the day)² / 2l²)    the same hours on every day
///     w² · exp(-(distance in the week)² / 2l²)   hours of one day
///     e² · evidence · evidence                   more or less of the evidence than expected
///
/// all in units of the noise. d, w and l are those of a small grid that make the history likeliest
/// (the same, chapter 5). Without a sample the curve is the evidence, with many it is the mean of
/// each hour; on the generated histories of known truth that halves the loss of the first pick.
package struct WeekEffect: Sendable, Equatable {
  /// At the middle of each hour of the week, in units of the learned target, about the type's mean.
  package let values: [Double]
  /// The standard deviation of each value.
  package let spreads: [Double]

  package init(values: [Double], spreads: [Double]) {
    self.values = values
    self.spreads = spreads
  }
}

/// The samples of one content type, hour by hour.
package struct WeekSamples: Sendable {
  private(set) var counts = [Double](repeating: 0, count: WeekHour.count)
  private(set) var sums = [Double](repeating: 0, count: WeekHour.count)
  private var squares = 0.0

  package init() {}

  /// Samples that were summed up before, and may have lost weight since: for each hour their
  /// number and their sum, and for all of them the sum of their squares.
  package init(counts: [Double], sums: [Double], squares: Double) {
    (self.counts, self.sums, self.squares) = (counts, sums, squares)
  }

  package mutating func add(_ value: Double, at weekHour: Int) {
    counts[weekHour] += 1
    sums[weekHour] += value
    squares += value * value
  }

  var count: Double { counts.reduce(0, +) }
  var mean: Double { count > 0 ? sums.reduce(0, +) / count : 0 }

  /// The variance within an hour; `variance`, that of more samples, counts as much as ten.
  func noise(besides variance: Double) -> Double {
    // Samples that have lost weight may be less than one in an hour.
    let cells = counts.reduce(0) { $0 + min(1, $1) }
    var within = squares
    for (count, sum) in zip(counts, sums) where count > 0 { within -= sum * sum / count }
    return max((within + 10 * variance) / (count - cells + 10), 1e-12)
  }
}

extension WeekEffect {
  /// How far hours resemble each other, in units of the noise and in hours.
  package struct Shape: Sendable, Equatable {
    package var daily: Double
    package var weekly: Double
    package var hours: Double
    /// The evidence's effect between its worst and its best hour, and the standard deviation of that
    /// expectation (chosen: the published peaks are about one noise high).
    package var evidence = 1.1
    package var evidenceSpread = 0.55

    package init(daily: Double, weekly: Double, hours: Double) {
      (self.daily, self.weekly, self.hours) = (daily, weekly, hours)
    }

    /// Chosen so that the ends are hardly ever the likeliest on histories of known truth.
    static let grid: [Shape] = {
      var grid: [Shape] = []
      for daily in heights {
        for weekly in heights {
          for hours in [1.5, 2.5] { grid.append(Shape(daily: daily, weekly: weekly, hours: hours)) }
        }
      }
      return grid
    }()

    private static let heights = [1.0 / 9, 1.0 / 3, 2.0 / 3]
  }

  /// What the days differ in level, in units of the noise.
  private static let dayLevel = 1.0 / 9
  /// The standard deviation of the level, in units of the noise: it is hardly held back.
  private static let level = 4.0

  /// The curve for the samples of one content type.
  /// - Parameters:
  ///   - samples: on the learned scale.
  ///   - variance: of all the platform's samples, where those of the type are few.
  ///   - evidence: 168 values in [0, 1].
  ///   - shape: to be used; nil to look for the likeliest one.
  /// - Returns: the curve and the shape it was made with.
  package static func estimate(
    from samples: WeekSamples, variance: Double, evidence: [Double], shape: Shape? = nil
  ) -> (effect: WeekEffect, shape: Shape) {
    let candidates = shape.map { [$0] } ?? Shape.grid
    var best: (likelihood: Double, process: WeekProcess, shape: Shape)?
    for candidate in candidates {
      let process = WeekProcess(samples, variance, evidence, candidate)
      if let process, process.logLikelihood > best?.likelihood ?? -.infinity {
        best = (process.logLikelihood, process, candidate)
      }
    }
    guard let best else {
      let flat = [Double](repeating: 0, count: WeekHour.count)
      return (WeekEffect(values: flat, spreads: flat), candidates[0])
    }
    return (best.process.effect, best.shape)
  }

  static func covariance(_ shape: Shape, _ evidence: [Double]) -> WeekCovariance {
    func bell(_ distance: Int, _ hours: Double) -> Double {
      exp(-Double(distance * distance) / (2 * hours * hours))
    }
    let byDistance = (0..<WeekHour.count).map { difference in
      let week = min(difference, WeekHour.count - difference)
      let day = min(difference % 24, 24 - difference % 24)
      return level * level + shape.daily * shape.daily * bell(day, shape.hours)
        + shape.weekly * shape.weekly * bell(week, shape.hours)
        + dayLevel * dayLevel * bell(week, 12)
    }
    return WeekCovariance(
      byDistance: byDistance, evidence: evidence.map { $0 * shape.evidenceSpread })
  }

  static func priorMean(_ shape: Shape, _ evidence: [Double]) -> [Double] {
    evidence.map { $0 * shape.evidence }
  }
}
