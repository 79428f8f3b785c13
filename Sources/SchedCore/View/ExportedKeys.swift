/// The keys under which posts are handed on, each post once: 16 bytes a post.
///
/// A post is called by its `key`, else by what its key would be. One without an id has nothing of its
/// own but what it says: it is called by a hash of its account, platform, content type, title and
/// text, not of its slot, so that it keeps its name in the next plan, and by a number, for a plan may
/// have several alike.
struct ExportedKeys {
  /// The slot of each post, by a hash of its key; two keys share one in less than one of a million
  /// plans of a million posts.
  private var slots: [UInt64: Int64] = [:]
  /// How many posts without an id there are of each hash.
  private var counts: [UInt64: Int] = [:]
  /// Hashes of the keys of posts that are left out.
  private var leftOut: Set<UInt64> = []

  /// The key of a post that has not been here yet; nil where the same post was here with that slot.
  /// - Throws: that the post was here with another slot.
  mutating func key(of post: ExportedPost, at slot: Instant) throws(Message) -> String? {
    guard let key = Self.ownKey(of: post) else { return madeKey(of: post, at: slot) }
    let hash = Checksum.hash(key)
    guard let known = slots[hash] else {
      slots[hash] = slot.milliseconds
      return key
    }
    guard known == slot.milliseconds else {
      throw .moved(post, from: Instant(milliseconds: known), to: slot)
    }
    return nil
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
  private mutating func madeKey(of post: ExportedPost, at slot: Instant) -> String? {
    let hash = Checksum.hash(
      post.identity.account, post.platform, post.contentType, post.title, post.text ?? "")
    let place = Checksum.hash(Checksum.text(hash), slot.description)
    guard slots.updateValue(slot.milliseconds, forKey: place) == nil else { return nil }
    let number = counts[hash, default: 0] + 1
    counts[hash] = number
    let account = IdempotencyKey.encoded(post.identity.account)
    let platform = IdempotencyKey.encoded(post.platform)
    return "\(account)/\(platform)//\(Checksum.text(hash))-\(number)"
  }
}

extension Message {
  fileprivate static func moved(
    _ post: ExportedPost, from first: Instant, to slot: Instant
  ) -> Message {
    Message(
      "\(post.id?.shown ?? "the post") was at \(first) in an earlier line, and is at \(slot) here "
        + "(a post has one slot; the first one counts)", about: PostField.key.string)
  }
}
