/// The posts that were read, by account, platform and id, so that a file that is read twice shows each
/// post once.
struct ShownPosts {
  private let catalogue: PlatformCatalogue
  private var slots = PostSlots()

  init(_ catalogue: PlatformCatalogue) { self.catalogue = catalogue }

  /// Whether the post comes for the first time; one without an id always does.
  /// - Throws: another slot than the post had before.
  mutating func isNew(
    _ record: RecordReader, _ identity: PostIdentity, slot: Instant? = nil
  ) throws(Message) -> Bool {
    guard let key = try PostKey.ofRecord(record, identity, catalogue) else { return true }
    return try slots.isNew(key, at: slot, id: try PostID(PostField.id, of: record))
  }
}
