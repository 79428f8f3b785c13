/// What a history says by itself: for each group of posts the median of one metric at each hour.
///
/// Raw medians are no advice, and the text says so; a post that comes twice counts once, as it came
/// last.
struct HistoryGathering {
  private struct Row {
    var group: Int
    var hour: Int
    var metrics: PostMetrics
  }

  private struct Group {
    let name: String
    /// Metrics that make the outcome of its first platform, the heaviest first.
    let preferred: [String]
    var accounts: Set<String> = []
  }

  private static let mostGroups = 24
  /// Of fewer posts a median tells nothing, so that the hour is not named among the best; chosen.
  static let fewestPosts = 3

  private let grouping: ViewRequest.Grouping
  private let catalogue: PlatformCatalogue
  private let zone: Zone
  private let metric: String?
  private var reader: PublishedPostReader
  private var rows: [Row] = []
  private var rowIndices: [UInt64: Int] = [:]
  private var groups: [Group] = []
  private var groupIndices: [String: Int] = [:]
  /// Posts that did not go out.
  var unpublished = 0
  /// Posts that went out, of which no figure is known.
  var withoutFigures = 0
  var isEmpty: Bool { rows.isEmpty }

  init(_ request: ViewRequest) {
    grouping = request.grouping ?? .contentType
    catalogue = request.catalogue
    zone = request.zone ?? .utc
    metric = request.metric.map { request.catalogue.metric(ofTarget: $0) }
    reader = PublishedPostReader(
      catalogue: request.catalogue,
      audiences: AudienceProfiles(defaultZone: request.zone ?? .utc))
  }

  mutating func take(_ line: JSONLine) throws(Message) {
    let post = try reader.post(of: line)
    guard post.isPublished else {
      unpublished += 1
      return
    }
    let group = group(of: post.identity)
    groups[group].accounts.insert(post.identity.account)
    let row = Row(
      group: group, hour: zone.localTime(at: post.postedAt).weekHour.index, metrics: post.metrics)
    if let index = rowIndices[post.key] {
      rows[index] = row
    } else {
      rowIndices[post.key] = rows.count
      rows.append(row)
    }
  }

  private mutating func group(of identity: PostIdentity) -> Int {
    let name = grouping.name(of: identity, catalogue)
    if let index = groupIndices[name] { return index }
    let platform = catalogue.platforms[catalogue.contentTypes[identity.contentType].platform]
    let preferred = platform.kpiWeights.sorted { $0.weight > $1.weight }.map(\.metric)
    groups.append(Group(name: name, preferred: preferred))
    groupIndices[name] = groups.count - 1
    return groups.count - 1
  }
}

extension HistoryGathering {
  func blocks() -> [ViewBlock] {
    guard !rows.isEmpty || unpublished > 0 else { return [] }
    var members = [[Int]](repeating: [], count: groups.count)
    for index in rows.indices { members[rows[index].group].append(index) }
    var blocks: [ViewBlock] = [.heading("History")]
    for group in groups.indices.prefix(Self.mostGroups) {
      blocks += self.blocks(of: group, members[group])
    }
    let rest = groups.count - Self.mostGroups
    if rest > 0 {
      blocks.append(.paragraph("Not shown: \(Figure.count(rest, "more group")) of posts."))
    }
    if withoutFigures > 0 {
      blocks.append(
        .paragraph("Not counted: \(Figure.count(withoutFigures, "post")) without figures."))
    }
    if unpublished > 0 {
      blocks.append(
        .paragraph("Not counted: \(Figure.count(unpublished, "post")) that did not go out."))
    }
    blocks.append(
      .paragraph(
        "These medians are what happened, not what the hour did: good posts go out at hours that people "
          + "believe in. sched-train tells how much of it is the hour."))
    return blocks
  }

  private func blocks(of group: Int, _ members: [Int]) -> [ViewBlock] {
    guard let metric = metric ?? mostCommonMetric(of: group, members) else {
      return [
        .paragraph("\(groups[group].name): \(Figure.count(members.count, "post")), no figures.")
      ]
    }
    var values = [[Double]](repeating: [], count: WeekHour.count)
    for index in members {
      if let value = rows[index].metrics[metric] { values[rows[index].hour].append(value) }
    }
    let cells = values.map { values -> HeatMap.Cell? in
      guard let median = Statistics.median(values) else { return nil }
      var cell = HeatMap.Cell(median)
      cell.posts = Double(values.count)
      return cell
    }
    let counted = values.reduce(0) { $0 + $1.count }
    var text = "\(Figure.count(counted, "post")) with \(metric)"
    if counted < members.count { text += " of \(members.count)" }
    if groups[group].accounts.count > 1 {
      text +=
        "; \(Figure.count(groups[group].accounts.count, "account")) together"
        + (grouping == .account ? "" : " (--by account tells them apart)")
    }
    return [
      .heatMap(
        HeatMap(
          title: groups[group].name, unit: "median \(metric)", zone: zone.name, cells: cells,
          fewestPosts: Double(Self.fewestPosts))),
      .paragraph(text + "."),
    ]
  }

  /// The metric that most of the posts have; of several the one that weighs most in their outcome.
  private func mostCommonMetric(of group: Int, _ members: [Int]) -> String? {
    var counts: [String: Int] = [:]
    for index in members {
      for name in Set(rows[index].metrics.names) { counts[name, default: 0] += 1 }
    }
    let preferred = groups[group].preferred
    func rank(_ name: String) -> Int { preferred.firstIndex(of: name) ?? preferred.count }
    return counts.min { a, b in
      (-a.value, rank(a.key), a.key) < (-b.value, rank(b.key), b.key)
    }?.key
  }
}
