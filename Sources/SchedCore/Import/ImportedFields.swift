/// The fields of an imported record that a source has keys of its own for.
enum ImportedFields {
  static let own = [
    PostField.id, PostField.platform, PostField.contentType, PostField.account, PostField.status,
    PostField.postedAt, PostField.scheduledAt, PostField.notBefore, PostField.deadline,
    PostField.measuredAt, PostField.metrics, PostField.followers,
  ].map(\.string)
}
