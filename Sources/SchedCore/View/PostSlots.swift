/// The slots of the posts that came, by hashes of what the posts are called, so that a post that comes
/// twice counts once; some 50 bytes a post.
struct PostSlots {
  /// Milliseconds; the least for a post without a slot.
  private var slots: [UInt64: Int64] = [:]

  /// Whether a post comes for the first time.
  /// - Throws: that it came with another slot; the first one holds.
  mutating func isNew(
    _ hash: UInt64, at slot: Instant?, id: PostID?
  ) throws(Message) -> Bool {
    let milliseconds = slot?.milliseconds ?? .min
    guard let known = slots[hash] else {
      slots[hash] = milliseconds
      return true
    }
    guard known == milliseconds else {
      throw .otherSlot(id, was: known == .min ? nil : Instant(milliseconds: known), now: slot)
    }
    return false
  }
}

extension Message {
  fileprivate static func otherSlot(_ id: PostID?, was: Instant?, now: Instant?) -> Message {
    func text(_ slot: Instant?) -> String { slot.map { "at \($0)" } ?? "without a slot" }
    return Message(
      "\(id?.shown ?? "this post") was \(text(was)) in an earlier line, and is \(text(now)) here "
        + "(a post has one slot; the first one counts)", about: PostField.id.string)
  }
}
