/// What is to be scored, and how: everything that `sched-score`'s flags decide.
package struct ScoreRequest: Sendable {
  package enum Form: Sendable {
    /// The lines that came in, with fields added.
    case fields
    /// A line for each post and hour.
    case flat
  }

  package var catalogue: PlatformCatalogue
  package var audiences: AudienceProfiles
  package var calendar: Calendar?
  package var recency: RecencyFactor
  package var weights: TimingWeights
  /// Those of the posts that a trial holds for, if there is one.
  package var trialWeights: TimingWeights?
  /// What was learned from results.
  package var parameters: Parameters
  /// The hours to be scored, each audience's on its own clock.
  package var span: HourSpan
  /// How many of the best hours are listed; 0 for none.
  package var top: Int
  /// The zone in which days and hours are named.
  package var zone: Zone
  package var form: Form
  package var explains: Bool
  package var recommends: Bool

  package init(
    catalogue: PlatformCatalogue, audiences: AudienceProfiles, span: HourSpan, zone: Zone
  ) {
    self.catalogue = catalogue
    self.audiences = audiences
    self.span = span
    self.zone = zone
    calendar = nil
    recency = RecencyFactor(catalogue: catalogue)
    weights = TimingWeights()
    parameters = Parameters()
    top = 0
    form = .fields
    explains = false
    recommends = false
  }
}

extension ScoreRequest {
  /// What is scored, for `-v`.
  package var explanation: Message {
    let (start, count) = span.resolved(on: audiences.defaultZone)
    let seasons = calendar == nil ? "no calendar" : "a calendar"
    return Message(
      "scoring \(count) hours from \(start), with \(audiences.names.count) audience "
        + "\(audiences.names.count == 1 ? "profile" : "profiles") and \(seasons); audiences "
        + "without zones live in \(audiences.defaultZone.name)", level: .note)
  }
}
