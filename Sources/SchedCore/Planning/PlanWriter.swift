/// Writes the planned posts: in time order with those that have no slot last, or in the order of the
/// input.
struct PlanWriter {
  let input: PlanInput
  private let lines: [LineStore.Handle]
  private let store: LineStore

  init(_ input: PlanInput, lines: [LineStore.Handle], store: LineStore) {
    self.input = input
    self.lines = lines
    self.store = store
  }

  /// A post's place in the output.
  private struct Row {
    /// Milliseconds; the greatest for a post without a slot.
    var instant: Int64
    var account: Int
    var index: Int
    var post: Int
  }

  func write(_ accounts: [AccountPlan], to output: OutputFile) throws(Message) {
    var rows: [Row] = []
    rows.reserveCapacity(lines.count)
    for (number, account) in accounts.enumerated() {
      for (index, post) in account.members.enumerated() {
        let instant = account.outcomes[index].instant?.milliseconds ?? .max
        rows.append(Row(instant: instant, account: number, index: index, post: post))
      }
    }
    if input.request.keepsInputOrder {
      rows.sort { $0.post < $1.post }
    } else {
      rows.sort { ($0.instant, $0.account, $0.index) < ($1.instant, $1.account, $1.index) }
    }
    var line = JSONLine()
    var text: [UInt8] = []
    for row in rows {
      text.removeAll(keepingCapacity: true)
      let account = accounts[row.account]
      try store.withLine(lines[row.post]) { bytes throws(Message) in
        try line.read(bytes)
        edit(of: row.post, line, account.outcomes[row.index]).append(line, to: &text)
        text.append(UInt8(ascii: "\n"))
      }
      try output.write(text)
    }
  }

  /// The planner's own fields of a post.
  private func edit(
    of index: Int, _ line: JSONLine, _ outcome: AccountPlan.Outcome
  ) -> JSONEdit {
    let post = input.posts[index]
    var edit = JSONEdit()
    if post.isSettled {
      setSettled(post, outcome, in: &edit)
      if post.isPublishedElsewhere { setInheritedChance(of: index, line, in: &edit) }
      return edit
    }
    let platform = input.request.catalogue.platforms[input.platform(of: post)]
    // A pin goes out as it came in, unless another file says where the post stands.
    if post.pin == nil || post.isPinnedElsewhere {
      edit.set(PostField.scheduledAt) { buffer in
        guard let instant = outcome.instant else {
          return buffer.append(contentsOf: "null".utf8)
        }
        buffer.append(UInt8(ascii: "\""))
        instant.append(to: &buffer)
        buffer.append(UInt8(ascii: "\""))
      }
    }
    if outcome.instant == nil {
      edit.remove(PostField.score)
    } else {
      edit.set(PostField.score) { JSONNumber.appendScore(outcome.score, to: &$0) }
    }
    let status: PostStatus =
      outcome.instant == nil
      ? .unscheduled : post.isOverdue(at: input.request.past) ? .overdue : .scheduled
    edit.set(PostField.status) { JSONString.append(status.rawValue, to: &$0) }
    if post.life.postedAt != nil {
      // That of an attempt in vain, which beside the new status would say that the post went out.
      edit.set(PostField.postedAt) { $0.append(contentsOf: "null".utf8) }
    }
    if let key = post.key(platform: platform.name) {
      edit.set(PostField.key) { JSONString.append(key, to: &$0) }
    }
    setReason(outcome.reason, in: &edit)
    if outcome.why != nil, post.pin != nil, line.value(of: PostField.why) != nil {
      // The plan that placed the post knew why.
    } else if let why = outcome.why {
      edit.set(PostField.why) { $0.append(contentsOf: why) }
    } else {
      edit.remove(PostField.why)
    }
    setLocal(of: outcome.instant, line, in: &edit)
    setJob(outcome, in: &edit)
    setChance(of: index, line, outcome, in: &edit)
    return edit
  }

  /// A post that has gone out, or is not to go out, stays as it came, but for what only another file
  /// knows, and why it has no slot.
  private func setSettled(
    _ post: PlanPost, _ outcome: AccountPlan.Outcome, in edit: inout JSONEdit
  ) {
    if post.isWithheld { setReason(outcome.reason, in: &edit) }
    guard post.isPublishedElsewhere else { return }
    edit.set(PostField.status) { JSONString.append(PostStatus.published.rawValue, to: &$0) }
    guard let pin = post.pin else { return }
    edit.set(PostField.postedAt) { JSONString.append(pin.description, to: &$0) }
  }

  private func setReason(_ reason: PlanReason?, in edit: inout JSONEdit) {
    guard let reason else {
      edit.remove(PostField.reason)
      edit.remove(PostField.conflicts)
      return
    }
    edit.set(PostField.reason) { JSONString.append(reason.text, to: &$0) }
    edit.set(PostField.conflicts) { buffer in
      buffer.append(UInt8(ascii: "["))
      for (index, id) in reason.conflicts.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        id.append(to: &buffer)
      }
      buffer.append(UInt8(ascii: "]"))
    }
  }

  private func setJob(_ outcome: AccountPlan.Outcome, in edit: inout JSONEdit) {
    guard let job = input.request.job else { return }
    if let id = job.idJSON { edit.set(PostField.bulkJobID) { $0.append(contentsOf: id) } }
    if let wave = outcome.wave {
      edit.set(PostField.wave) { $0.append(contentsOf: "\(wave)".utf8) }
    } else {
      edit.remove(PostField.wave)
    }
  }
}

extension PlanWriter {
  static func summary(of accounts: [AccountPlan], _ input: PlanInput) -> PlanSummary {
    var (placed, leftOut, weight, hash) = (0, 0, 0.0, Checksum())
    for account in accounts {
      for (index, outcome) in account.outcomes.enumerated() {
        let post = input.posts[account.members[index]]
        guard !post.isSettled else { continue }
        guard let instant = outcome.instant else {
          leftOut += 1
          continue
        }
        placed += 1
        let priority = post.priority ?? input.request.job?.priorityHint ?? Priority.standard
        weight += Double(
          input.request.constraints.ageing.weight(
            of: priority, queuedAt: post.queuedAt, now: input.request.now))
        hash.add(post.identity.account)
        hash.add(input.request.catalogue.platforms[input.platform(of: post)].name)
        hash.add(post.id?.shown ?? "")
        hash.add(instant.description)
      }
    }
    let faults = accounts.reduce(0) { $0 + $1.pinFaults.count }
    let overdue = input.posts.count { $0.isOverdue(at: input.request.past) }
    let seconds = input.request.until.seconds - input.request.from.seconds
    return PlanSummary(
      placed: placed, leftOut: leftOut, objective: accounts.reduce(0) { $0 + $1.objective },
      bound: accounts.reduce(0) { $0 + $1.bound }, placedWeight: weight,
      scheduleID: hash.text, hours: Double(seconds) / 3600,
      compliance: placed > 0 ? 1 - Double(faults + overdue) / Double(placed) : 1)
  }
}
