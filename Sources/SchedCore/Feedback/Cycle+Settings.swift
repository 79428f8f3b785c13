extension Cycle {
  /// Judges the weights on trial, and goes on to others, or back, where there is reason to.
  ///
  /// - Parameters:
  ///   - outcomes: of this cycle.
  ///   - changes: of the limits, in words.
  /// - Returns: what came of the trial.
  mutating func adaptSettings(_ outcomes: [TimedOutcome], _ changes: [String]) -> Validation? {
    if state.trials.isEmpty { begin() }
    attribute(outcomes)
    let figures = figures(of: outcomes)
    if !state.versions.isEmpty { state.versions[state.versions.count - 1].after = figures }
    guard let trial = state.activeTrial else { return nil }
    let parent = trial.parent.flatMap(state.pooled)
    let validation = Validation(trial, parent: parent, request: request)
    var changes = changes
    if let change = change(of: validation) { changes.append(change) }
    if !changes.isEmpty { record(changes.joined(separator: "; "), before: figures) }
    return validation
  }

  /// The first trial, with the published weights or those that a person set.
  private mutating func begin() {
    let published = TimingWeights()
    let weights = Parameters.Weights(
      demographics: published.demographics, format: published.format, season: published.season)
    let first = rows.first?.instant ?? request.now
    state.trials = [
      SettingsTrial(number: 1, parent: nil, weights: weights, from: min(first, request.now))
    ]
    record("the published weights", before: nil)
  }

  /// Gives each outcome to the trial in whose time it was posted.
  private mutating func attribute(_ outcomes: [TimedOutcome]) {
    for outcome in outcomes {
      let index = state.trials.lastIndex { $0.from <= outcome.instant } ?? 0
      state.trials[index].add(outcome.deviation)
    }
  }

  /// What a person compares before and after a change.
  private func figures(of outcomes: [TimedOutcome]) -> SettingsVersion.Figures {
    let record = state.kpis.last { $0.cycle == state.cycle && $0.scope == KPIRecord.Scope() }
    return SettingsVersion.Figures(
      outcome: Statistics.mean(outcomes.map(\.deviation)), rate429: record?.rate429,
      adherence: record?.adherence(within: request.toleranceSeconds),
      completionRate: record?.completionRate)
  }

  /// Begins another trial where the one at hand has come to its end, or a person wants another.
  /// - Returns: why, in words.
  private mutating func change(of validation: Validation) -> String? {
    let trial = validation.trial
    if let wanted = request.weights, wanted != trial.weights {
      begin(wanted, parent: trial.number, ending: .replaced)
      return "weights \(wanted.inWords) were set by hand"
    }
    guard !request.isFrozen else { return nil }
    switch validation.action {
    case .waiting: return nil
    case .rolledBack:
      guard let parent = validation.parent, let harm = validation.harm else { return nil }
      begin(parent.weights, parent: nil, ending: .rolledBack)
      let percent = JSONNumber.rounded((-1000 * harm.change).rounded() / 10)
      return "rolled back to weights \(parent.weights.inWords): outcomes fell by \(percent) %, "
        + "harm is \(Int(100 * harm.probability)) % likely"
    case .accepted:
      let pooled = state.pooledTrials
      let search = WeightSearch(after: pooled.map(\.observation), dimensions: 3)
      let best = pooled.first { $0.observation.point == search.bestTried() }
      let next = search.next(seed: request.seed, stream: UInt64(trial.number))
      let weights = Parameters.Weights(point: next.point)
      begin(weights, parent: best?.number ?? trial.number, ending: .accepted)
      return "weights \(weights.inWords) are tried next"
    }
  }

  private mutating func begin(
    _ weights: Parameters.Weights, parent: Int?, ending status: SettingsTrial.Status
  ) {
    guard let last = state.trials.indices.last else { return }
    state.trials[last].status = status
    let number = state.trials[last].number + 1
    state.trials.append(
      SettingsTrial(number: number, parent: parent, weights: weights, from: request.now))
    state.trials.removeFirst(max(0, state.trials.count - FeedbackState.keptTrials))
  }

  /// Puts a change of the settings on record.
  private mutating func record(_ reason: String, before: SettingsVersion.Figures?) {
    guard let weights = state.activeTrial?.weights else { return }
    let parent = state.versions.last?.number
    state.versions.append(
      SettingsVersion(
        number: (parent ?? 0) + 1, parent: parent, at: request.now, reason: reason,
        weights: weights, before: before))
    state.versions.removeFirst(max(0, state.versions.count - SettingsVersion.mostKept))
  }
}

extension FeedbackState {
  /// How many trials are kept; chosen, some four years of weeks.
  static let keptTrials = 200

  /// The trials with those of equal weights taken together.
  fileprivate var pooledTrials: [SettingsTrial] {
    var pooled: [SettingsTrial] = []
    for trial in trials where trial.posts > 0 {
      if let index = pooled.firstIndex(where: { $0.weights == trial.weights }) {
        pooled[index].add(trial)
      } else {
        pooled.append(trial)
      }
    }
    return pooled
  }

  /// A trial with all others of the same weights.
  fileprivate func pooled(_ number: Int) -> SettingsTrial? {
    guard let trial = trials.first(where: { $0.number == number }) else { return nil }
    return pooledTrials.first { $0.weights == trial.weights } ?? trial
  }
}

extension SettingsTrial {
  /// Adds the outcomes of another trial (Chan, Golub and LeVeque 1983,
  /// doi 10.1080/00031305.1983.10483115).
  fileprivate mutating func add(_ other: SettingsTrial) {
    let total = posts + other.posts
    guard total > 0 else { return }
    let distance = other.mean - mean
    squares += other.squares + distance * distance * posts * other.posts / total
    mean += distance * other.posts / total
    posts = total
  }

  fileprivate var observation: WeightTrial {
    WeightTrial(
      point: [weights.demographics, weights.format, weights.season], value: mean,
      variance: varianceOfMean)
  }
}

extension Parameters.Weights {
  /// Three numbers in [0, 1], to three decimals.
  fileprivate init(point: [Double]) {
    func weight(_ index: Int) -> Double {
      let value = index < point.count && point[index].isFinite ? point[index] : 0
      return (min(1, max(0, value)) * 1000).rounded() / 1000
    }
    self.init(demographics: weight(0), format: weight(1), season: weight(2))
  }

  /// `0.3, 0.2, 0.1`.
  var inWords: String { "\(demographics), \(format), \(season)" }
}
