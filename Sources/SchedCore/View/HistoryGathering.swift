/// What a history says by itself: for each group of posts the median of one metric at each hour.
///
/// A group is an account's posts of one content type, unless the user wants another: levels differ, so
/// that of accounts together the median is that of whoever posts at that hour.
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
    /// The content type of its first post.
    let type: String
    var accounts: Set<String> = []
    var types: Set<Int> = []
  }

  /// Of fewer posts a median tells nothing, so that the hour is not named among the best; chosen.
  static let fewestPosts = 3

  private let isByAccountAndType: Bool
  private let catalogue: PlatformCatalogue
  private let zone: Zone
  private let metric: String?
  private var reader: PublishedPostReader
  private var rows: [Row] = []
  private var rowIndices: [UInt64: Int] = [:]
  private var groups: ViewGroups<Group>
  private var accounts: Set<String> = []
  /// Posts that did not go out.
  var unpublished = 0
  /// Posts that went out, of which no figure is known.
  var withoutFigures = 0
  var isEmpty: Bool { rows.isEmpty }

  init(_ request: ViewRequest) {
    groups = ViewGroups(by: request.grouping, request.catalogue)
    isByAccountAndType = request.grouping == nil
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
    let group = try group(of: post.identity)
    accounts.insert(post.identity.account)
    groups[group].accounts.insert(post.identity.account)
    groups[group].types.insert(post.identity.contentType)
    let row = Row(
      group: group, hour: zone.localTime(at: post.postedAt).weekHour.index, metrics: post.metrics)
    if let index = rowIndices[post.key] {
      rows[index] = row
    } else {
      rowIndices[post.key] = rows.count
      rows.append(row)
    }
  }

  private mutating func group(of identity: PostIdentity) throws(Message) -> Int {
    try groups.index(of: identity) { name in
      let type = catalogue.contentTypes[identity.contentType]
      let weights = catalogue.platforms[type.platform].kpiWeights
      return Group(
        name: name, preferred: weights.sorted { $0.weight > $1.weight }.map(\.metric),
        type: type.name)
    }
  }
}

extension HistoryGathering {
  func blocks() -> [ViewBlock] {
    guard !rows.isEmpty || unpublished > 0 else { return [] }
    var members = [[Int]](repeating: [], count: groups.all.count)
    for index in rows.indices { members[rows[index].group].append(index) }
    var blocks: [ViewBlock] = [.heading("History")]
    // Those with the most posts; of as many the one that came first.
    let order = groups.all.indices.sorted { a, b in
      (-members[a].count, a) < (-members[b].count, b)
    }
    for group in order.prefix(ViewGroups<Group>.mostShown) {
      blocks += self.blocks(of: groups[group], members[group])
    }
    blocks += ViewGroups<Group>.rest(of: order.count)
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

  private func blocks(of group: Group, _ members: [Int]) -> [ViewBlock] {
    // Where there is one account alone, its name says nothing.
    let title = isByAccountAndType && accounts.count == 1 ? group.type : group.name
    guard let metric = metric ?? mostCommonMetric(of: group, members) else {
      return [.paragraph("\(title): \(Figure.count(members.count, "post")), no figures.")]
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
    let mixed = [(group.accounts.count, "account"), (group.types.count, "content type")]
      .filter { $0.0 > 1 }.map { Figure.count($0.0, $0.1) }
    if !mixed.isEmpty {
      text +=
        "; \(mixed.joined(separator: " and ")) together, so the levels of those who post at an "
        + "hour make its shade, too"
    }
    return [
      .heatMap(
        HeatMap(
          title: title, unit: "median \(metric)", zone: zone.name, cells: cells,
          fewestPosts: Double(Self.fewestPosts))),
      .paragraph(text + "."),
    ]
  }

  /// The metric that most of the posts have; of several the one that weighs most in their outcome.
  private func mostCommonMetric(of group: Group, _ members: [Int]) -> String? {
    var counts: [String: Int] = [:]
    for index in members {
      for name in Set(rows[index].metrics.names) { counts[name, default: 0] += 1 }
    }
    let preferred = group.preferred
    func rank(_ name: String) -> Int { preferred.firstIndex(of: name) ?? preferred.count }
    return counts.min { a, b in
      (-a.value, rank(a.key), a.key) < (-b.value, rank(b.key), b.key)
    }?.key
  }
}
