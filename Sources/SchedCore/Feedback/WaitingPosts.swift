/// A try that did not send its post.
struct Refusal: Sendable {
  /// The hash of account, platform and id; nil without an id.
  var post: UInt64?
  /// Where it stood in the input, counted over all lines.
  var number: Int32
  var instant: Instant
  var slot: Instant?
}

extension ResultTable {
  /// The posts that wait: each once, by its last record, without those that went out or never will
  /// by another record of the input.
  ///
  /// A slot that a try came after is no longer one to wait for.
  func waitingPosts() -> [QueuedPost] {
    guard !queue.isEmpty else { return [] }
    let settled = Set(settled)
    var tries: [UInt64: Instant] = [:]
    for refusal in refusals {
      guard let post = refusal.post else { continue }
      tries[post] = max(tries[post] ?? refusal.instant, refusal.instant)
    }
    var places: [UInt64: Int] = [:]
    var waiting: [QueuedPost] = []
    for var queued in queue.sorted(by: { $0.number < $1.number }) {
      if let post = queued.post {
        guard !settled.contains(post) else { continue }
        if let slot = queued.slot, let tried = tries[post], slot <= tried { queued.slot = nil }
        if let place = places[post] {
          waiting[place] = queued
          continue
        }
        places[post] = waiting.count
      }
      waiting.append(queued)
    }
    return waiting
  }

  /// The posts whose slot was used in vain, by the numbers of their rows: each once, and none that
  /// went out by another record of the input.
  func missedSlots() -> [Int32: Instant] {
    let settled = Set(settled)
    var known: Set<UInt64> = []
    var slots: [Int32: Instant] = [:]
    for refusal in refusals.sorted(by: { $0.number < $1.number }) {
      guard let slot = refusal.slot else { continue }
      if let post = refusal.post {
        guard !settled.contains(post), known.insert(post).inserted else { continue }
      }
      slots[refusal.number] = slot
    }
    return slots
  }
}
