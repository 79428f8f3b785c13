/// The first and last instant of each post once the order among posts is thought through.
///
/// A post cannot stand before its predecessor could and the lag has passed, nor at all if its
/// predecessor cannot. The last instant that leaves those after it one is a wish only, for they may
/// be left out.
struct SlotWindows {
  private(set) var earliest: [Int64]
  private(set) var latest: [Int64]
  /// The last instant of each post that still leaves its successors one.
  private(set) var wantedLatest: [Int64]

  init(model: SolverModel) {
    let posts = model.posts
    earliest = posts.map { $0.pin?.instant ?? $0.earliest }
    latest = posts.map { $0.pin?.instant ?? $0.latest }
    // Only those that the order reaches may follow: neither orphans nor circles.
    var mayFollow = posts.map { $0.predecessor == nil || $0.pin != nil }
    for post in model.order where model.isKnown(post) && posts[post].pin == nil {
      mayFollow[post] = posts[post].predecessors.allSatisfy {
        model.isKnown($0.post) && mayFollow[$0.post]
      }
      for before in posts[post].predecessors where mayFollow[post] {
        let lag =
          posts[before.post].pin == nil ? model.lag(of: post, after: before.post) : before.lag
        earliest[post] = max(earliest[post], earliest[before.post].saturatingAdd(lag))
      }
      // The first slot that is open to it, or none.
      let slots = model.rules.lanes[posts[post].lane].slots
      let slot = slots.firstIndex(from: earliest[post])
      if slot < slots.count, slots[slot] <= latest[post] {
        earliest[post] = slots[slot]
      } else {
        mayFollow[post] = false
      }
    }
    for post in posts.indices where !mayFollow[post] { earliest[post] = .max }
    wantedLatest = latest
    for post in model.order.reversed() where mayFollow[post] {
      for before in posts[post].predecessors
      where model.isKnown(before.post) && posts[before.post].pin == nil {
        let wanted = wantedLatest[post].saturatingAdd(-model.lag(of: post, after: before.post))
        wantedLatest[before.post] = min(wantedLatest[before.post], wanted)
      }
    }
  }
}
