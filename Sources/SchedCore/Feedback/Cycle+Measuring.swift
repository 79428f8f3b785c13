extension Cycle {
  /// An account on a platform, as indices of the table and the catalogue.
  struct Channel: Hashable {
    var account: Int32
    var platform: Int
  }

  func channel(of row: ResultRow) -> Channel {
    Channel(account: row.account, platform: state.ledger.platform(of: row.post))
  }

  /// Puts the figures of this cycle beside those of the last ones: of everything, of each platform,
  /// and of each account on it.
  mutating func measure() {
    let channels = measurements()
    var records: [KPIRecord] = []
    var all = Measurement(tolerances: tolerances)
    let platforms = Dictionary(grouping: channels.keys, by: \.platform)
    for (platform, keys) in platforms.sorted(by: { $0.key < $1.key }) {
      let name = request.catalogue.platforms[platform].name
      var sum = Measurement(tolerances: tolerances)
      let named = keys.map { (name: accountName(of: $0), key: $0) }.sorted { $0.name < $1.name }
      var ofAccounts: [KPIRecord] = []
      for (account, key) in named {
        guard let measurement = channels[key] else { continue }
        sum.add(measurement)
        ofAccounts.append(
          record(measurement, KPIRecord.Scope(platform: name, account: account)))
      }
      records.append(record(sum, KPIRecord.Scope(platform: name), medians(platform)))
      records += ofAccounts
      all.add(sum)
    }
    records.insert(record(all, KPIRecord.Scope()), at: 0)
    let first = state.cycle - FeedbackState.keptCycles
    state.kpis.removeAll { $0.scope.account != nil || $0.cycle <= first }
    state.kpis += records
  }

  var tolerances: [Double] {
    let usual = [30.0, 60, 300, 3600]
    return usual.contains(request.toleranceSeconds) ? usual : usual + [request.toleranceSeconds]
  }

  func accountName(of channel: Channel) -> String { table.accounts[Int(channel.account)] }

  private func record(
    _ measurement: Measurement, _ scope: KPIRecord.Scope, _ metrics: [KPIRecord.MetricMedian] = []
  ) -> KPIRecord {
    KPIRecord(measurement, of: scope, cycle: state.cycle, at: request.now, metrics: metrics)
  }

  private func measurements() -> [Channel: Measurement] {
    var channels: [Channel: Measurement] = [:]
    let missed = table.missedSlots()
    for row in rows {
      channels[channel(of: row), default: Measurement(tolerances: tolerances)].add(row)
      if missed[row.number] != nil { channels[channel(of: row)]?.addMissedSlot() }
    }
    let indices = Dictionary(
      table.accounts.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    // A slot is overdue once it is longer ago than the tolerance, now or in the last cycle.
    let seconds = -Int64(request.toleranceSeconds.rounded(.up))
    let overdue = request.now.adding(seconds: seconds)
    let overdueBefore = lastRun?.adding(seconds: seconds) ?? .distantPast
    for post in table.waitingPosts() {
      // An account of which nothing but waiting posts is known has no line of its own.
      guard let account = indices[post.account] else { continue }
      let channel = Channel(account: account, platform: post.platform)
      channels[channel, default: Measurement(tolerances: tolerances)].add(post, at: request.now)
      guard let slot = post.slot, slot < overdue else { continue }
      channels[channel]?.addOverdue(slot, isNew: slot >= overdueBefore)
    }
    return channels
  }

  /// The medians of the metrics that a platform's success is made of.
  private func medians(_ platform: Int) -> [KPIRecord.MetricMedian] {
    let weights = request.rule.weights(of: request.catalogue.platforms[platform])
    let names = state.ledger.names[platform]
    let places = weights.map { weight in names.firstIndex(of: weight.metric) }
    var values = [[Double]](repeating: [], count: weights.count)
    for row in rows where row.status == .published && channel(of: row).platform == platform {
      for (index, place) in places.enumerated() {
        guard let place else { continue }
        let figure = state.ledger.figure(place, of: row.post)
        if !figure.isNaN { values[index].append(Double(figure)) }
      }
    }
    return zip(weights, values).compactMap { weight, values in
      Statistics.median(values).map {
        KPIRecord.MetricMedian(name: weight.metric, median: $0, posts: values.count)
      }
    }
  }

  /// What the figures of all posts and of each platform mean.
  func analyse() -> [Analysis] {
    let kept = state.kpis.filter { $0.scope.account == nil }
    let scopes = kept.filter { $0.cycle == state.cycle }.map(\.scope)
    return scopes.flatMap { scope in
      Analysis.findings(
        kept.filter { $0.scope == scope }, thresholds: request.thresholds,
        tolerance: request.toleranceSeconds)
    }
  }
}
