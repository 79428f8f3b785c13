/// How predictions are written.
extension PredictFilter {
  /// Appends the picked hours with what is expected of each, as a list.
  func append(
    _ picks: HourPicks, _ forecast: HourForecast, _ sample: Sample, _ models: [HourModel],
    to buffer: inout [UInt8]
  ) {
    buffer.append(UInt8(ascii: "["))
    for (rank, hour) in picks.indices.enumerated() {
      let instant = picks.hours[hour]
      let local = request.zone.localTime(at: instant)
      buffer.append(contentsOf: rank > 0 ? ",{\"at\":\"".utf8 : "{\"at\":\"".utf8)
      instant.append(to: &buffer)
      buffer.append(contentsOf: "\",\"day\":\"\(local.weekday.name)\"".utf8)
      buffer.append(contentsOf: ",\"hour\":\(local.weekHour.hour)".utf8)
      func add(_ name: String, _ value: Double?) {
        buffer.append(contentsOf: ",\"\(name)\":".utf8)
        JSONNumber.append(value.map(JSONNumber.rounded) ?? .nan, to: &buffer)
      }
      add("predicted", forecast.outcomes?.predicted[hour])
      add("lower", forecast.outcomes?.lower[hour])
      add("upper", forecast.outcomes?.upper[hour])
      buffer.append(contentsOf: ",\"confidence\":".utf8)
      JSONNumber.appendScore(forecast.confidences[hour], to: &buffer)
      buffer.append(contentsOf: ",\"method\":\"\(forecast.method)\"".utf8)
      if request.at != nil, models.contains(where: { $0.hasSeen(sample) }) {
        buffer.append(contentsOf: ",\"seen\":true".utf8)
      }
      if request.explains { appendWhy(sample, models, hour: hour, at: instant, to: &buffer) }
      buffer.append(UInt8(ascii: "}"))
    }
    buffer.append(UInt8(ascii: "]"))
  }

  /// Appends `,"why":[{"feature":"week","effect":0.31},…]`, the three that moved it most.
  private func appendWhy(
    _ sample: Sample, _ models: [HourModel], hour: Int, at instant: Instant,
    to buffer: inout [UInt8]
  ) {
    let name = request.catalogue.contentTypes[sample.identity.contentType].name
    let localSecond =
      request.at == nil
      ? HourModel.middle(of: instant, in: sample.audience.mainZone) : sample.localSecond
    let effects =
      models.first?.contributions(sample, contentType: name, localSecond: localSecond) ?? []
    buffer.append(contentsOf: ",\"why\":[".utf8)
    for (rank, part) in effects.prefix(3).enumerated() {
      buffer.append(contentsOf: rank > 0 ? ",{\"feature\":".utf8 : "{\"feature\":".utf8)
      JSONString.append(part.feature, to: &buffer)
      buffer.append(contentsOf: ",\"effect\":".utf8)
      JSONNumber.append((part.effect * 1e4).rounded() / 1e4, to: &buffer)
      buffer.append(UInt8(ascii: "}"))
    }
    buffer.append(UInt8(ascii: "]"))
    if models.isEmpty { appendLearned(sample, hour: hour, to: &buffer) }
  }

  /// Appends `,"learned":{"version":3,"effect":1.12}`: what the hour's timing score is multiplied by
  /// since there are parameters.
  private func appendLearned(_ sample: Sample, hour: Int, to buffer: inout [UInt8]) {
    let index = sample.identity.contentType
    guard request.at == nil, request.parameters.changesScores(of: index) else { return }
    let type = request.catalogue.contentTypes[index]
    let audience = AudienceProfile(sample.audience)
    let with = timing(type, sample, audience, request.parameters)[hour]
    let without = timing(type, sample, audience, Parameters())[hour]
    guard without > 0 else { return }
    buffer.append(
      contentsOf: ",\"learned\":{\"version\":\(request.parameters.version),\"effect\":".utf8)
    JSONNumber.append((with / without * 100).rounded() / 100, to: &buffer)
    buffer.append(UInt8(ascii: "}"))
  }
}
