/// What `sched-predict` is asked for.
package struct PredictRequest: Sendable {
  package var catalogue: PlatformCatalogue
  package var audiences: AudienceProfiles
  /// All models, in the order of the files.
  package var models: [StoredModel] = []
  /// What was learned from results.
  package var parameters = Parameters()
  /// The hours to be predicted, each audience's on its own clock.
  package var span: HourSpan
  /// Where days and hours are named.
  package var zone: Zone
  /// What dates do to engagement.
  package var calendar: Calendar?
  /// What keeps hours near recent posts down.
  package var recency: RecencyFactor
  package var top = 5
  package var minGapHours = 0
  package var coverage = 0.8
  /// The field whose hour is predicted, in place of those hours.
  package var at: FieldName?
  /// The probability of a random hour in the first place.
  package var exploration = 0.0
  package var explains = false
  package var seed: UInt64 = 0

  package init(
    catalogue: PlatformCatalogue, audiences: AudienceProfiles, span: HourSpan, zone: Zone
  ) {
    (self.catalogue, self.audiences, self.zone) = (catalogue, audiences, zone)
    self.span = span
    recency = RecencyFactor(catalogue: catalogue)
  }
}
