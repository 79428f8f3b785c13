/// A run of `sched-plan`: takes the posts, plans account by account, and writes every line with its
/// slot, or with the reason why it has none.
package final class PlanRun: RecordCollector {
  private let request: PlanRequest
  private let grids: [SlotGrid]
  private let collector: PlanCollector
  private let reporter: Reporter
  /// Where the plan's figures go.
  private let summary: OutputFile?
  /// Is told of each account that is planned, and how far it is.
  private let progress: Progress

  /// - Throws: what is wrong with the file of committed posts; too many slots.
  package init(
    _ request: PlanRequest, existing: String?, summary: OutputFile?, maxLineBytes: Int,
    reporter: Reporter, progress: Progress
  ) throws(Message) {
    self.request = request
    (self.reporter, self.progress) = (reporter, progress)
    self.summary = summary
    grids = try SlotGrid.grids(
      request.constraints, from: request.from, until: request.until, job: request.job)
    collector = PlanCollector(request)
    if let existing { try collector.readExisting(from: existing, maxLineBytes: maxLineBytes) }
  }

  package func take(_ line: JSONLine, at place: Place) throws(Message) {
    try collector.take(line, at: place)
  }

  package func finish(_ output: OutputFile) throws(Message) {
    let lanes = PlanLanes(request, grids: grids, pins: collector.pins)
    let input = PlanInput(collector, request, lanes)
    let accounts = solve(input)
    progress.finish()
    if let warning = collector.mixedIDs { reporter.report(warning) }
    for warning in PlanWarnings.warnings(of: accounts, input) { reporter.report(warning) }
    try PlanWriter(input, lines: collector.lines, store: collector.store)
      .write(accounts, to: output)
    let figures = PlanWriter.summary(of: accounts, input)
    reporter.report(figures.explanation)
    if request.dealsByLot { reporter.report(SlotLot.explanation(of: accounts)) }
    try summary?.write(figures.json)
  }

  /// Plans all accounts, several at a time.
  ///
  /// Each thread takes every n-th account, so the results are those of one thread.
  private func solve(_ input: PlanInput) -> [AccountPlan] {
    var accounts = Self.accounts(of: input)
    let limited = Set(request.parameters.limits.keys.map(\.account))
    var inputs: [Int: PlanInput] = [:]
    for (index, account) in accounts.enumerated() {
      let name = account.name(in: input)
      if limited.contains(name) { inputs[index] = input.narrowed(to: name) }
    }
    let threads = max(1, min(request.threads, accounts.count))
    accounts.withUnsafeMutableBufferPointer { buffer in
      // Sound: each index is touched by one thread alone.
      nonisolated(unsafe) let accounts = buffer
      let (inputs, progress) = (inputs, progress)
      OrderedParallelMap.run(count: threads) { thread in
        for index in stride(from: thread, to: accounts.count, by: threads) {
          progress.count(accounts[index].name(in: input)) { done in
            accounts[index].solve(inputs[index] ?? input, done)
          }
        }
      }
    }
    return accounts
  }

  /// The accounts by name, each with its posts in the order that decides between equals.
  private static func accounts(of input: PlanInput) -> [AccountPlan] {
    let groups = Dictionary(grouping: input.posts.indices) { input.posts[$0].identity.account }
    return groups.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { account in
      AccountPlan(members: (groups[account] ?? []).sorted { precedes($0, $1, input) })
    }
  }

  /// By platform, then id, then content type and instants; posts that agree in all of them keep the
  /// order of the input, in which they may be exchanged for each other.
  private static func precedes(_ a: Int, _ b: Int, _ input: PlanInput) -> Bool {
    let (first, second) = (input.posts[a], input.posts[b])
    let (platform, other) = (input.platform(of: first), input.platform(of: second))
    if platform != other { return platform < other }
    switch (first.id, second.id) {
    case (.some(let x), .some(let y)) where x != y: return x < y
    case (nil, .some): return false
    case (.some, nil): return true
    default: break
    }
    let keys = [first, second].map { post in
      [
        Int64(post.identity.contentType), post.pin?.milliseconds ?? .min,
        post.notBefore?.milliseconds ?? .min, post.deadline?.milliseconds ?? .max,
        Int64(post.priority?.weight ?? 0),
      ]
    }
    return keys[0] == keys[1] ? a < b : keys[0].lexicographicallyPrecedes(keys[1])
  }
}
