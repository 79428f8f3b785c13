/// The names of a post's fields, each once.
package enum PostField {
  package static let id: FieldName = "id"
  package static let platform: FieldName = "platform"
  package static let contentType: FieldName = "content_type"
  package static let account: FieldName = "account"
  package static let audience: FieldName = "audience"
  package static let scheduledAt: FieldName = "scheduled_at"
  package static let postedAt: FieldName = "posted_at"
  package static let scores: FieldName = "scores"
  package static let best: FieldName = "best"
  package static let recommendation: FieldName = "recommendation"
}
