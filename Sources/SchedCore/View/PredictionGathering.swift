/// What `predictions` say, as ranked hours for each group of posts, and how sure that is.
struct PredictionGathering {
  private struct Hour {
    let at: Instant
    /// Nil for an hour that was predicted by rules.
    let predicted: Double?
    let lower: Double?
    let upper: Double?
    let confidence: Double?
    let method: String?
  }

  private struct Group {
    let name: String
    let hours: [Hour]
    let effect: TimeEffectText?
    var posts = 0
    /// Whether another post has other predictions.
    var isDivided = false
    let checksum: UInt64
  }

  private static let mostHours = 10

  private let catalogue: PlatformCatalogue
  private let zone: Zone
  private var groups: ViewGroups<Group>
  private var seen: ShownPosts

  init(_ request: ViewRequest) {
    groups = ViewGroups(by: request.grouping ?? .contentType, request.catalogue)
    catalogue = request.catalogue
    zone = request.zone ?? .utc
    seen = ShownPosts(request.catalogue)
  }

  mutating func take(_ record: RecordReader) throws(Message) {
    guard let bytes = record.line.value(of: PostField.predictions) else { return }
    let identity = try PostIdentity(record, catalogue: catalogue)
    guard try seen.isNew(record, identity) else { return }
    var checksum = Checksum()
    checksum.add(bytes)
    let group = try groups.index(of: identity) { name throws(Message) in
      Group(
        name: name,
        hours: try Self.hours(
          CheckedValue(JSONValue(scanned: bytes), at: PostField.predictions.string)),
        effect: try TimeEffectText(record.value(PostField.timeEffect)), checksum: checksum.value)
    }
    groups[group].posts += 1
    if groups[group].checksum != checksum.value { groups[group].isDivided = true }
  }

  private static func hours(_ list: CheckedValue) throws(Message) -> [Hour] {
    var hours: [Hour] = []
    for element in try list.elements().prefix(mostHours) {
      let at = try element.member("at")
      let instant: Instant
      do throws(Message) {
        instant = try Instant(rfc3339: try at.string())
      } catch {
        throw error.subject == nil ? error.about(at.path) : error
      }
      let finite = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
      hours.append(
        Hour(
          at: instant, predicted: try element.optional("predicted")?.number(in: finite),
          lower: try element.optional("lower")?.number(in: finite),
          upper: try element.optional("upper")?.number(in: finite),
          confidence: try element.optional("confidence")?.number(in: 0...1),
          method: try element.optional("method")?.string()))
    }
    return hours
  }
}

extension PredictionGathering {
  func blocks() -> [ViewBlock] {
    guard !groups.all.isEmpty else { return [] }
    var blocks: [ViewBlock] = [.heading("Predictions")]
    for group in groups.all.prefix(ViewGroups<Group>.mostShown) {
      blocks.append(.ranking(ranking(of: group)))
      blocks.append(.paragraph(note(on: group)))
    }
    blocks += ViewGroups<Group>.rest(of: groups.all.count)
    if groups.all.contains(where: { $0.hours.contains { $0.predicted != nil } }) {
      blocks.append(
        .paragraph(
          "A prediction is a ratio to the account's own level, unless the model was trained with "
            + "--no-normalize. How sure it is: the chance that the hour is better than most."))
    }
    return blocks
  }

  private func ranking(of group: Group) -> Ranking {
    let hasNumbers = group.hours.contains { $0.predicted != nil }
    var ranking = Ranking(
      title: group.name, unit: hasNumbers ? "predicted" : "chance to be better than most hours")
    ranking.rows = group.hours.compactMap { hour in
      guard let value = hasNumbers ? hour.predicted : hour.confidence else { return nil }
      let isSure = hasNumbers ? hour.confidence : nil
      return Ranking.Row(
        label: ClockText.instant(zone.localTime(at: hour.at)), value: value,
        lower: hour.lower, upper: hour.upper,
        note: isSure.map { "\(Figure.probability($0)) sure" } ?? "")
    }
    return ranking
  }

  private func note(on group: Group) -> String {
    var sentences: [String] = []
    if group.posts > 1 {
      sentences.append(
        group.isDivided
          ? "\(Figure.count(group.posts, "post")); these predictions are the first one's."
          : "\(Figure.count(group.posts, "post")), all with these predictions.")
    }
    if group.hours.isEmpty {
      sentences.append("No hour was predicted.")
    } else if group.hours.allSatisfy({ $0.method == "rules" }) {
      sentences.append(
        "These come from published figures alone: there is no model of the account's own posts.")
    } else if let confidence = group.hours.first?.confidence {
      sentences.append(Self.words(for: confidence))
    }
    if let effect = group.effect { sentences.append(effect.sentence) }
    sentences.append("Times are those of \(zone.name).")
    return sentences.joined(separator: " ")
  }

  /// How sure it is that the first hour is better than the middle one, in plain words.
  private static func words(for confidence: Double) -> String {
    guard confidence >= 0.6 else { return "No hour is known to be better than the others." }
    let words =
      confidence >= 0.95 ? "almost certainly" : confidence >= 0.8 ? "very likely" : "perhaps"
    return "The first hour is \(words) better than most hours."
  }
}

extension CheckedValue {
  /// A member that may be absent or null.
  func optional(_ key: String) throws(Message) -> CheckedValue? {
    guard case .object(let members) = value else { return nil }
    guard let member = members.last(where: { $0.key == key })?.value.unlessAbsent else {
      return nil
    }
    return CheckedValue(member, at: "\(path).\(key)")
  }
}
