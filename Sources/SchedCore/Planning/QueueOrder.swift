/// Gives the instants of interchangeable posts to them in the order in which they were queued.
///
/// Posts of one class (`TwinClasses`) and content type may change places without loss and without
/// breaking a rule. The first ones get the first instants; if only some of a class have a slot,
/// those are the first ones.
enum QueueOrder {
  private struct Group: Hashable {
    var twins: Int
    var contentType: Int
  }

  static func apply(_ problem: AccountProblem, to board: inout SlotBoard) {
    for group in groups(of: problem, board.model) { deal(group, problem, on: &board) }
  }

  /// The posts that could change places, where there are at least two; in no order, but within a
  /// group in that of the account.
  static func groups(of problem: AccountProblem, _ model: SolverModel) -> [[Int]] {
    var groups: [Group: [Int]] = [:]
    for index in problem.members.indices {
      let twins = model.twins.classOf[index]
      // A pin is in no class.
      guard twins >= 0 else { continue }
      let type = problem.post(index).identity.contentType
      groups[Group(twins: twins, contentType: type), default: []].append(index)
    }
    return groups.values.filter { $0.count > 1 }
  }

  /// Deals the instants of some interchangeable posts.
  private static func deal(
    _ posts: [Int], _ problem: AccountProblem, on board: inout SlotBoard
  ) {
    let queue = posts.sorted { precedes($0, $1, problem) }
    let instants = queue.compactMap { board.isPlaced($0) ? board.instants[$0] : nil }.sorted()
    for (place, post) in queue.enumerated() {
      let wanted = place < instants.count ? instants[place] : SlotBoard.unplaced
      if board.instants[post] != wanted { board.remove(post) }
    }
    for (post, instant) in zip(queue, instants) where !board.isPlaced(post) {
      board.place(post, at: instant)
    }
  }

  /// By `queued_at`, posts without one last; then by id in natural order, posts without one last.
  private static func precedes(_ a: Int, _ b: Int, _ problem: AccountProblem) -> Bool {
    let (first, second) = (problem.post(a), problem.post(b))
    switch (first.queuedAt, second.queuedAt) {
    case (.some(let x), .some(let y)) where x != y: return x < y
    case (.some, nil): return true
    case (nil, .some): return false
    default: break
    }
    switch (first.id, second.id) {
    case (.some(let x), .some(let y)) where x != y: return x.naturallyPrecedes(y)
    case (.some, nil): return true
    case (nil, .some): return false
    default: return a < b
    }
  }
}
