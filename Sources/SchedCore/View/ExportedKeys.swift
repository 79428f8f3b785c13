/// The keys under which posts are handed on, each post once.
///
/// A post is called by its `key`, else by what its key would be. One without an id has nothing of its
/// own but what it says: it is called by a hash of its account, platform, content type, title and
/// text, not of its slot, so that it keeps its name in the next plan, and by a number, for a plan may
/// have several alike.
struct ExportedKeys {
  /// By hashes of keys; two keys share one in less than one of a million plans of a million posts.
  private var slots = PostSlots()
  /// How many posts without an id there are of each hash.
  private var counts: [UInt64: Int] = [:]
  /// Hashes of the keys of posts that are left out.
  private var leftOut: Set<UInt64> = []

  /// The key of a post that has not been here yet; nil where the same post was here with that slot.
  /// - Throws: that the post was here with another slot.
  mutating func key(of post: ExportedPost, at slot: Instant) throws(Message) -> String? {
    guard let key = Self.ownKey(of: post) else { return try madeKey(of: post, at: slot) }
    return try slots.isNew(Checksum.hash(key), at: slot, id: post.id) ? key : nil
  }

  /// Whether a post that is left out has not been here yet; each one without an id is new.
  mutating func isNew(leftOut post: ExportedPost) -> Bool {
    guard let key = Self.ownKey(of: post) else { return true }
    return leftOut.insert(Checksum.hash(key)).inserted
  }

  private static func ownKey(of post: ExportedPost) -> String? {
    PostTitle.string(PostField.key, of: post.record)
      ?? IdempotencyKey.key(
        account: post.identity.account, platform: post.platform, id: post.id)
  }

  /// An id is never empty, so that no other key has two strokes.
  private mutating func madeKey(
    of post: ExportedPost, at slot: Instant
  ) throws(Message) -> String? {
    let hash = Checksum.hash(
      post.identity.account, post.platform, post.contentType, post.title, post.text ?? "")
    let place = Checksum.hash(Checksum.text(hash), slot.description)
    guard try slots.isNew(place, at: slot, id: nil) else { return nil }
    let number = counts[hash, default: 0] + 1
    counts[hash] = number
    let account = IdempotencyKey.encoded(post.identity.account)
    let platform = IdempotencyKey.encoded(post.platform)
    return "\(account)/\(platform)//\(Checksum.text(hash))-\(number)"
  }
}
