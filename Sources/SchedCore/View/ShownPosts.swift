/// The posts that were read, by hashes of account, platform and id, so that a file that is read twice
/// shows each post once; 24 bytes a post.
struct ShownPosts {
  private let catalogue: PlatformCatalogue
  /// Milliseconds of the slot of each post; the least for a post without one.
  private var slots: [UInt64: Int64] = [:]

  init(_ catalogue: PlatformCatalogue) { self.catalogue = catalogue }

  /// Whether the post comes for the first time; one without an id always does.
  /// - Throws: another slot than the post had before.
  mutating func isNew(
    _ record: RecordReader, _ identity: PostIdentity, slot: Instant? = nil
  ) throws(Message) -> Bool {
    guard let key = try PostKey.ofRecord(record, identity, catalogue) else { return true }
    let milliseconds = slot?.milliseconds ?? .min
    guard let earlier = slots.updateValue(milliseconds, forKey: key) else { return true }
    guard earlier == milliseconds else {
      slots[key] = earlier
      let was = earlier == .min ? nil : Instant(milliseconds: earlier)
      throw .otherSlot(try PostID(PostField.id, of: record)?.shown ?? "", was: was, now: slot)
    }
    return false
  }
}

extension Message {
  fileprivate static func otherSlot(_ id: String, was: Instant?, now: Instant?) -> Message {
    func text(_ instant: Instant?) -> String { instant.map { "at \($0)" } ?? "without a slot" }
    return Message(
      "\(id) came before \(text(was)), and is \(text(now)) here (the first one is shown)",
      about: PostField.id.string)
  }
}
