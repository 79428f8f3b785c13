import SchedCore
import Testing

/// Learning whole: known functions, noise, and what intervals hold.
struct ForestFitTests {
  private struct History {
    var samples: ForestFit.Samples
    var targets: [Double]
  }

  /// Rows with a content type, an hour of the week and three numbers.
  private func history(
    _ count: Int, seed: UInt64, noise: Double,
    _ truth: (_ type: Int, _ weekHour: Double, _ numbers: [Double]) -> Double
  ) -> History {
    var random = SeededGenerator(seed: seed)
    var columns = [[Float]](repeating: [], count: 5)
    var targets: [Double] = []
    for _ in 0..<count {
      let type = random.next(below: 2)
      let weekHour = random.nextUnit() * 168
      let numbers = (0..<3).map { _ in random.nextUnit() }
      let values = [Double(type), weekHour] + numbers
      for (feature, value) in values.enumerated() { columns[feature].append(Float(value)) }
      // Twelve units less six are nearly normal, with a standard deviation of 1.
      let bell = (0..<12).reduce(-6.0) { sum, _ in sum + random.nextUnit() }
      targets.append(truth(type, weekHour, numbers) + noise * bell)
    }
    let evidence = [[Double]](repeating: [Double](repeating: 0.5, count: 168), count: 2)
    return History(
      samples: ForestFit.Samples(
        columns: columns, categoryCounts: [2, 0, 0, 0, 0], contentTypeFeature: 0,
        weekHourFeature: 1, evidence: evidence), targets: targets)
  }

  private func fit(_ history: History, rows: Int, threads: Int = 2) -> ForestFit {
    var options = ForestFit.Options()
    (options.threads, options.featuresPerSplit) = (threads, 3)
    return ForestFit(
      history.samples, rows: Array(0..<rows), targets: Array(history.targets[..<rows]),
      options: options)
  }

  private func r2(_ fit: ForestFit, _ history: History, from row: Int) -> Double {
    let rows = Array(row..<history.targets.count)
    return Statistics.r2(
      Array(history.targets[row...]), fit.predictions(history.samples, rows: rows, threads: 2))
  }

  /// The truth explains 1/(1 + 0.2²/variance) of what is seen; the forest comes near it.
  @Test
  func `a function of hour, type and numbers is recovered`() {
    let known = history(6000, seed: 2, noise: 0.2) { type, hour, numbers in
      let peak = hour.truncatingRemainder(dividingBy: 24)
      return (type == 0 ? 1 : -1) + (peak > 17 && peak < 20 ? 1 : 0)
        + (numbers[0] > 0.5 ? numbers[1] : 0)
    }
    let fit = fit(known, rows: 5000)
    #expect(r2(fit, known, from: 5000) > 0.93)
  }

  @Test
  func `of pure noise nothing is explained`() {
    let noise = history(3000, seed: 5, noise: 1) { _, _, _ in 0 }
    let fit = fit(noise, rows: 2000)
    let r2 = r2(fit, noise, from: 2000)
    #expect(r2 < 0.01 && r2 > -0.06)
  }

  @Test
  func `the same forest grows on any number of threads`() {
    let some = history(900, seed: 7, noise: 0.5) { _, _, numbers in numbers[2] }
    let (one, three) = (fit(some, rows: 900, threads: 1), fit(some, rows: 900, threads: 3))
    #expect(one.forest == three.forest && one.residuals == three.residuals)
    #expect(one.effects == three.effects && one.importances == three.importances)
  }

  /// 1,000 new samples hold a share with a standard error of 1.3 % or less; the noise of one type
  /// is three times that of the other.
  @Test(arguments: [0.5, 0.8, 0.95])
  func `intervals hold the share of outcomes that was asked for, of each type`(coverage: Double) {
    let quiet = history(4000, seed: 11, noise: 0.2) { _, _, numbers in numbers[0] }
    let loud = history(4000, seed: 11, noise: 0.6) { _, _, numbers in numbers[0] }
    let types = quiet.samples.columns[0].map { Int($0) }
    var mixed = quiet
    for row in types.indices where types[row] == 1 { mixed.targets[row] = loud.targets[row] }
    let fit = fit(mixed, rows: 2000)
    let calibration = Calibration(
      residuals: fit.residuals, contentTypes: Array(types[..<2000]), typeCount: 2, scale: .plain)
    let rows = Array(2000..<4000)
    let predictions = fit.predictions(mixed.samples, rows: rows, threads: 2)
    for type in 0..<2 {
      var (held, count) = (0.0, 0.0)
      for (row, prediction) in zip(rows, predictions) where types[row] == type {
        let residual = mixed.targets[row] - prediction
        let lower = calibration.quantile((1 - coverage) / 2, contentType: type)
        let upper = calibration.quantile((1 + coverage) / 2, contentType: type)
        if residual >= lower, residual <= upper { held += 1 }
        count += 1
      }
      #expect(abs(held / count - coverage) < 0.045, "type \(type)")
    }
  }

  @Test
  func `two halves of a history, averaged, predict like the whole`() {
    let all = history(6000, seed: 13, noise: 0.3) { type, _, numbers in
      Double(type) * numbers[0] + numbers[1]
    }
    let whole = fit(all, rows: 5000)
    var options = ForestFit.Options()
    options.featuresPerSplit = 3
    let halves = [0, 1].map { start in
      let rows = Array(stride(from: start, to: 5000, by: 2))
      return ForestFit(
        all.samples, rows: rows, targets: rows.map { all.targets[$0] }, options: options)
    }
    let rows = Array(5000..<6000)
    let parts = halves.map { $0.predictions(all.samples, rows: rows, threads: 1) }
    let mean = zip(parts[0], parts[1]).map { ($0 + $1) / 2 }
    let targets = Array(all.targets[5000...])
    #expect(abs(Statistics.r2(targets, mean) - r2(whole, all, from: 5000)) < 0.01)
  }

  @Test
  func `logarithmic scales give back what they were given, and no negative outcome`() {
    for outcome in [0, 0.003, 1, 17, 1e6] {
      for scale in [LearnedScale.counts, .plain, LearnedScale(unit: 0.01)] {
        #expect(abs(scale.outcome(scale.learned(outcome)) - outcome) <= 1e-9 * outcome)
      }
    }
    #expect(LearnedScale(for: [1, 2, -3]) == .plain && LearnedScale(for: []) == .plain)
    #expect(LearnedScale(for: [1, 2, 3]) == LearnedScale(unit: 0.02))
    let calibration = Calibration(
      residuals: [-9, 0, 0], contentTypes: [0, 0, 0], typeCount: 1, scale: .counts)
    #expect(calibration.outcome(-5, on: .counts) == 0)
  }
}
