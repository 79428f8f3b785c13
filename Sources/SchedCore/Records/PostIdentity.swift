/// What a post is and whose: the fields that decide which rules and curves hold for it.
package struct PostIdentity: Sendable {
  /// The account of a post that names none.
  package static let defaultAccount = "default"

  /// An index into the catalogue's content types; it implies the platform.
  package let contentType: Int
  package let account: String

  /// Reads a post's platform, content type and account.
  /// - Throws: an unknown or contradictory value, about its field.
  package init(
    _ record: RecordReader, catalogue: PlatformCatalogue
  ) throws(Message) {
    contentType = try catalogue.resolve(
      platform: try record.string(PostField.platform),
      contentType: try record.string(PostField.contentType))
    account = try record.string(PostField.account) ?? Self.defaultAccount
  }
}

extension PostIdentity {
  /// Checks the account of a line that shares its work with an equal one, whose account may differ.
  /// - Throws: a value that is no account, about the field.
  static func checkAccount(of line: JSONLine) throws(Message) {
    guard let first = line.value(of: PostField.account)?.first, first != UInt8(ascii: "\"") else {
      return
    }
    _ = try RecordReader(line).string(PostField.account)
  }
}
