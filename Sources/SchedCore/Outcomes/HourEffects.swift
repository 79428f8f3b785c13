/// What the hours are worth to the content types and accounts of a platform.
///
///     effect = platform(hour) + type(hour) + account(hour)
///
/// Each part is learned of what the one before it leaves: few posts of one type follow the others,
/// and so do few posts of one account. Of a type is expected what the published figures say of it
/// and not of the others (the rank correlation with later outcomes of real accounts is .085 with
/// that, .083 without).
package struct HourEffects: Sendable {
  /// By content type of the platform, the platform's part included.
  package private(set) var types: [HourCurve]
  /// What accounts differ by, where there are several.
  package private(set) var accounts: [String: HourCurve] = [:]
  /// The variance of one outcome.
  package private(set) var variance = 1.0
  private var shared: HourCurveFit?
  private var own: [HourCurveFit?]

  /// What past hours were worth holds by four fifths in the months that follow (the slope of later
  /// outcomes on one half of 36 real accounts is .79; on the other .39).
  package static let fading = 0.8
  /// How likely it is beforehand that hours do not matter: to the platform, to a content type
  /// besides, to a platform with one content type, to accounts besides.
  ///
  /// The first two make about a half together, which is the contract's figure.
  private static let noEffect = (shared: 0.8, besides: 0.6, alone: 0.7, accounts: 0.5)

  /// Learns from some of the samples.
  ///
  /// `fades` says whether it is for the months that follow. `like` is an earlier result for nearly
  /// the same samples, which is made better; then, or where it is asked for, it is told how well
  /// curves are known.
  package init(
    _ all: EffectSamples, rows: [Int], fades: Bool, like known: HourEffects? = nil,
    needsSpreads: Bool = false
  ) {
    types = known?.types ?? all.evidence.map { _ in .flat }
    own = known?.own ?? all.evidence.map { _ in nil }
    shared = known?.shared
    accounts = known?.accounts ?? [:]
    // The levels of the second round are free of what the first found of hours.
    for round in (known == nil ? 0 : 1)...1 {
      learn(all, rows, needsSpreads: (known != nil || needsSpreads) && round == 1)
    }
    guard fades else { return }
    types = types.map { $0.scaled(by: Self.fading) }
    accounts = accounts.mapValues { $0.scaled(by: Self.fading) }
  }

  private mutating func learn(_ all: EffectSamples, _ rows: [Int], needsSpreads: Bool) {
    let known = all.weekHours.indices.map { value(of: all, $0) }
    let relative = all.outcomes.relative(without: known)
    let outcomes = rows.map { relative[$0] }
    var rest = outcomes
    let present = all.present(among: rows)
    var base = HourCurve.flat
    var evidence = [Double](repeating: 0, count: WeekHour.count)
    if present.count > 1 {
      for hour in evidence.indices {
        evidence[hour] =
          present.reduce(0) { $0 + all.evidence[$1][hour] } / Double(present.count)
      }
      let fit = Self.fit(
        all, rows, rest, past: present, evidence, Self.noEffect.shared, like: shared,
        needsSpreads: needsSpreads)
      (shared, base) = (fit, fit.curve)
      for (index, row) in rows.enumerated() { rest[index] -= base.values[all.weekHours[row]] }
    }
    for type in all.evidence.indices {
      let places = rows.indices.filter { all.types[rows[$0]] == type }
      guard places.count > 1 || present.contains(type) && !all.past.isEmpty else {
        types[type] = present.count > 1 ? base : .flat
        continue
      }
      let fit = Self.fit(
        all, places.map { rows[$0] }, places.map { rest[$0] }, past: [type],
        zip(all.evidence[type], evidence).map { $0 - $1 },
        present.count > 1 ? Self.noEffect.besides : Self.noEffect.alone, like: own[type],
        needsSpreads: needsSpreads)
      own[type] = fit
      types[type] = present.count > 1 ? base.adding(fit.curve) : fit.curve
      for place in places { rest[place] -= fit.curve.values[all.weekHours[rows[place]]] }
    }
    learnAccounts(all, rows, rest, needsSpreads: needsSpreads)
  }

  /// The curve of some outcomes.
  private static func fit(
    _ all: EffectSamples, _ rows: [Int], _ outcomes: [Double], past: [Int],
    _ evidence: [Double]?, _ noEffect: Double, like known: HourCurveFit?, needsSpreads: Bool
  ) -> HourCurveFit {
    let middle = Statistics.median(outcomes) ?? 0
    let pulled = HuberValues(outcomes.map { $0 - middle })
    var cells = HourCurveFit.Cells()
    for (row, value) in zip(rows, pulled.values) {
      cells.add(value, at: all.weekHours[row], weight: all.weights[row])
    }
    var variance = pulled.variance
    if !all.past.isEmpty {
      let (count, squares) = (Double(rows.count), variance * Double(rows.count))
      for type in past { cells.add(all.past[type].cells) }
      let pastCount = past.reduce(0) { $0 + all.past[$1].count }
      let pastSquares = past.reduce(0) { $0 + all.past[$1].squares }
      variance = max(1e-12, (squares + pastSquares) / max(1e-12, count + pastCount))
    }
    return HourCurveFit(
      cells, variance: variance, evidence: evidence, noEffect: noEffect, like: known,
      needsSpreads: needsSpreads)
  }

  private mutating func learnAccounts(
    _ all: EffectSamples, _ rows: [Int], _ rest: [Double], needsSpreads: Bool
  ) {
    let middle = Statistics.median(rest) ?? 0
    let pulled = HuberValues(rest.map { $0 - middle })
    variance = pulled.variance
    let names = all.outcomes.columns.accountNames
    guard names.count > 1 else { return }
    var cells = [HourCurveFit.Cells](repeating: HourCurveFit.Cells(), count: names.count)
    for (row, value) in zip(rows, pulled.values) {
      cells[Int(all.outcomes.columns.accounts[row])].add(
        value, at: all.weekHours[row], weight: all.weights[row])
    }
    let curves = HourCurveFit.curves(
      ofEach: cells, variance: variance, noEffect: Self.noEffect.accounts,
      needsSpreads: needsSpreads)
    accounts = [:]
    for (name, curve) in zip(names, curves) where curve.noEffect < 1 { accounts[name] = curve }
  }

  /// What is known of the hour of a sample, as the week's cell.
  private func value(of all: EffectSamples, _ row: Int) -> Double {
    let hour = all.weekHours[row]
    return types[all.types[row]].values[hour] + (own(all, row)?.values[hour] ?? 0)
  }

  private func own(_ all: EffectSamples, _ row: Int) -> HourCurve? {
    accounts.isEmpty ? nil : accounts[all.account(of: row)]
  }

  /// The curve of a content type, for an account.
  package func curve(_ type: Int, account: String) -> HourCurve {
    guard let own = accounts[account] else { return types[type] }
    return types[type].adding(own)
  }

  /// What is expected of a sample at a point of the week, in hours from Monday 00:00.
  package func effect(of all: EffectSamples, _ row: Int, at weekHour: Double) -> Double {
    types[all.types[row]].value(at: weekHour) + (own(all, row)?.value(at: weekHour) ?? 0)
  }
}
