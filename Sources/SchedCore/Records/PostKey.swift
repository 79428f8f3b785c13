/// What tells a post from all others, as a hash: account, platform and id by its text, so that `1`
/// and `"1"` are the same post.
package struct PostKey {
  private var checksum = Checksum()

  /// What posts of one account on one platform have in common.
  package init(account: String, platform: String) {
    checksum.add(account)
    checksum.add(platform)
  }

  /// The key of a record that has an id; nil of one without.
  /// - Throws: an id that is none, about the field.
  package static func ofRecord(
    _ record: RecordReader, _ identity: PostIdentity, _ catalogue: PlatformCatalogue
  ) throws(Message) -> UInt64? {
    guard let id = try PostID(PostField.id, of: record) else { return nil }
    let platform = catalogue.platforms[catalogue.contentTypes[identity.contentType].platform]
    return PostKey(account: identity.account, platform: platform.name).value(id: id.text)
  }

  /// The key of a post with an id.
  package func value(id: String) -> UInt64 { value(id) }

  /// The key of a post without one: by what it is and when.
  package func value(contentType: Int, at instant: Instant) -> UInt64 {
    value("\(contentType) \(instant.milliseconds)")
  }

  private func value(_ text: String) -> UInt64 {
    var checksum = checksum
    checksum.add(text)
    return checksum.value
  }
}
