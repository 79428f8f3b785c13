extension Cycle {
  /// Judges the weights on trial, and goes on to others, or back, where there is reason to.
  ///
  /// - Parameter changes: of the limits, in words.
  /// - Returns: what came of the trial.
  mutating func adaptSettings(_ changes: [String]) -> Validation? {
    if state.trials.isEmpty { begin() }
    let figures = figures()
    if !state.versions.isEmpty { state.versions[state.versions.count - 1].after = figures }
    var changes = changes
    let validation = state.trialAndParent.map { trial, parent in
      Validation(trial, beside: parent, tally(of: trial), request: request)
    }
    if let change = change(after: validation) { changes.append(change) }
    if !changes.isEmpty { record(changes.joined(separator: "; "), before: figures) }
    return validation
  }

  /// The published weights, or those that a person set.
  private mutating func begin() {
    let published = TimingWeights()
    let weights = Parameters.Weights(
      demographics: published.demographics, format: published.format, season: published.season)
    let first = request.weights ?? weights
    state.trials = [SettingsTrial(number: 1, parent: nil, weights: first, from: request.now)]
    record(
      request.weights == nil
        ? "the published weights" : "weights \(first.inWords) were set by hand", before: nil)
  }

  /// The outcomes of posts that were published since a trial began, by its arms.
  private func tally(of trial: SettingsTrial) -> ArmTally {
    var tally = ArmTally()
    for platform in learned {
      for (place, outcome) in zip(platform.posts, platform.outcomes) {
        let post = state.ledger.posts[place]
        guard post.instant >= trial.from else { continue }
        tally.add(
          outcome, week: post.instant.utcDay / 7,
          isChanged: SettingsArm.isChanged(postKey: post.key, trial: trial.number))
      }
    }
    return tally
  }

  /// What a person compares before and after a change.
  private func figures() -> SettingsVersion.Figures {
    let record = state.kpis.last { $0.cycle == state.cycle && $0.scope == KPIRecord.Scope() }
    return SettingsVersion.Figures(
      rate429: record?.rate429,
      adherence: record?.adherence(within: request.toleranceSeconds),
      completionRate: record?.completionRate)
  }
}

extension Cycle {
  /// Begins another trial where the one at hand has come to its end, or a person wants another.
  /// - Returns: why, in words.
  private mutating func change(after validation: Validation?) -> String? {
    guard let last = state.activeTrial else { return nil }
    let settled = validation?.parent ?? last
    if let wanted = request.weights, wanted != last.weights {
      begin(wanted, parent: settled.number, ending: .replaced)
      return "weights \(wanted.inWords) were set by hand; they are tried on half of the posts"
    }
    guard !request.isFrozen else { return nil }
    switch validation?.action {
    case .waiting: return nil
    case .rolledBack:
      begin(settled.weights, parent: nil, ending: .rolledBack)
      let comparison = validation?.comparison
      let percent = JSONNumber.rounded((-1000 * (comparison?.change ?? 0)).rounded() / 10)
      return "rolled back to weights \(settled.weights.inWords): outcomes were \(percent) % worse "
        + "than those of the other half, harm is "
        + "\(Int(100 * (comparison?.probabilityWorse ?? 0))) % likely"
    case .accepted:
      begin(last.weights, parent: nil, ending: .accepted)
      return "weights \(last.weights.inWords) hold for all posts: they were no worse than the "
        + "others"
    case nil:
      guard let proposal = proposal(besides: last.weights) else { return nil }
      begin(proposal, parent: last.number, ending: .replaced)
      return "weights \(proposal.inWords) are tried on half of the posts"
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

extension Cycle {
  /// Weights that explain the outcomes better than some; nil where none is likely to.
  private func proposal(besides weights: Parameters.Weights) -> Parameters.Weights? {
    let evidence = learned.flatMap { platform -> [WeightEvidence] in
      guard let effects = platform.effects else { return [] }
      let found = request.catalogue.platforms[platform.platform]
      let audience = request.audiences.profile(ofPlatform: [found.name] + found.aliases)
      var cells: [Int: HourCurveFit.Cells] = [:]
      for (place, outcome) in zip(platform.posts, HuberValues(platform.outcomes).values) {
        let post = state.ledger.posts[place]
        cells[Int(post.contentType), default: HourCurveFit.Cells()].add(
          outcome, at: Int(post.weekHour))
      }
      return cells.sorted { $0.key < $1.key }.map { type, cells in
        WeightEvidence(
          request.catalogue.contentTypes[type], cells, variance: effects.variance,
          audience: audience)
      }
    }
    return WeightProposal(evidence, parent: TimingWeights(weights)).map { proposal in
      Parameters.Weights(
        demographics: proposal.weights.demographics, format: proposal.weights.format,
        season: proposal.weights.season)
    }
  }
}

extension FeedbackState {
  /// The weights on trial and those beside which they run; nil where one set holds for all posts.
  var trialAndParent: (trial: SettingsTrial, parent: SettingsTrial)? {
    guard let trial = activeTrial, let number = trial.parent,
      let parent = trials.last(where: { $0.number == number })
    else { return nil }
    return (trial, parent)
  }

  /// How many trials are kept; chosen, some four years of weeks.
  static let keptTrials = 200
}

extension Parameters.Weights {
  /// `0.3, 0.2, 0.1`.
  var inWords: String { "\(demographics), \(format), \(season)" }
}
