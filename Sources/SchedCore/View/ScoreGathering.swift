/// What `scores` and rows of `sched-score --flat` say, as a heat map for each group of posts.
///
/// A map has the numbers of the first record of its group; how far the others are from them is told
/// beside it. So nothing is averaged, and memory does not grow with the posts.
struct ScoreGathering {
  private struct Group {
    let name: String
    var cells: [HeatMap.Cell?]
    var posts = 0
    /// How far a later record is from the first, at most.
    var greatestDifference = 0.0
    /// The scores that were read already, as checksums.
    var seen: Set<UInt64> = []
  }

  /// How many different curves of a group are remembered; chosen.
  private static let mostSeen = 1024

  private let catalogue: PlatformCatalogue
  private let zone: Zone
  private var groups: ViewGroups<Group>
  private var seen: ShownPosts
  /// The hours of the week of the last span that was looked up.
  private var hours: (start: Instant, indices: [Int]) = (Instant(seconds: 0), [])

  init(_ request: ViewRequest) {
    groups = ViewGroups(by: request.grouping ?? .contentType, request.catalogue)
    catalogue = request.catalogue
    zone = request.zone ?? .utc
    seen = ShownPosts(request.catalogue)
  }

  /// Takes the `scores` of a post.
  mutating func take(_ record: RecordReader) throws(Message) {
    let identity = try PostIdentity(record, catalogue: catalogue)
    let group = try group(of: identity)
    guard try seen.isNew(record, identity) else { return }
    groups[group].posts += 1
    guard let bytes = record.line.value(of: PostField.scores) else { return }
    var checksum = Checksum()
    checksum.add(bytes)
    guard !groups[group].seen.contains(checksum.value) else { return }
    guard let scores = try HourlyScores(of: record) else { return }
    if groups[group].seen.count < Self.mostSeen { groups[group].seen.insert(checksum.value) }
    lookUp(scores.start, count: scores.hourly.count)
    for (offset, score) in scores.hourly.enumerated() where hours.indices[offset] >= 0 {
      set(score, at: hours.indices[offset], in: group)
    }
  }

  /// Takes a row for one hour.
  mutating func takeRow(_ record: RecordReader) throws(Message) {
    let group = try group(of: try PostIdentity(record, catalogue: catalogue))
    let at = try record.required(ViewField.at)
    guard let score = try record.number(PostField.score, in: 0...1) else { return }
    set(score, at: zone.localTime(at: at).weekHour.index, in: group)
  }

  private mutating func set(_ score: Double, at hour: Int, in group: Int) {
    if let first = groups[group].cells[hour]?.value {
      groups[group].greatestDifference = max(groups[group].greatestDifference, abs(score - first))
    } else {
      groups[group].cells[hour] = HeatMap.Cell(score)
    }
  }

  /// The hour of the local week of each hour after `start`; -1 for one that comes again, for a map
  /// shows the first of them.
  private mutating func lookUp(_ start: Instant, count: Int) {
    guard hours.start != start || hours.indices.count < count else { return }
    var isTaken = [Bool](repeating: false, count: WeekHour.count)
    hours.start = start
    hours.indices = (0..<count).map { offset in
      let hour = zone.localTime(at: start.adding(hours: Int64(offset))).weekHour.index
      guard !isTaken[hour] else { return -1 }
      isTaken[hour] = true
      return hour
    }
  }

  private mutating func group(of identity: PostIdentity) throws(Message) -> Int {
    try groups.index(of: identity) { name in
      Group(name: name, cells: [HeatMap.Cell?](repeating: nil, count: WeekHour.count))
    }
  }
}

extension ScoreGathering {
  func blocks() -> [ViewBlock] {
    let groups = groups.all.filter { $0.cells.contains { $0 != nil } }
    guard !groups.isEmpty else { return [] }
    var blocks: [ViewBlock] = [.heading("Scores")]
    for group in groups.prefix(ViewGroups<Group>.mostShown) {
      blocks.append(
        .heatMap(
          HeatMap(title: group.name, unit: "score", zone: zone.name, cells: group.cells)))
      if let text = note(on: group) { blocks.append(.paragraph(text)) }
    }
    blocks += ViewGroups<Group>.rest(of: groups.count)
    blocks.append(
      .paragraph(
        "A score is an hour's share of the best hour of the week. It does not say how sure that is, or "
          + "how much it is worth: sched-predict and sched-feedback do."))
    return blocks
  }

  private func note(on group: Group) -> String? {
    let posts = group.posts > 0 ? group.posts : nil
    guard group.greatestDifference > 0 else {
      return posts.flatMap { $0 > 1 ? "\(Figure.count($0, "post")), all with these scores." : nil }
    }
    let whose =
      posts.map { "\(Figure.count($0, "post")). These scores are the first one's" }
      ?? "These scores are the first of each hour"
    return "\(whose); others differ by up to \(Figure.text(group.greatestDifference))."
  }
}
